namespace KerasNet.Data.Images;

/// <summary>Bounds the work that a file can cause: a scan may be a few bytes and yet visit every block of a large picture, and scans may be thousands.</summary>
/// <param name="fileBytes">The length of the file.</param>
internal struct JpegEffort(int fileBytes)
{
    private const long LeastBlocks = 4_000_000;
    private const long BlocksPerByte = 8;

    private long _blocks = LeastBlocks + BlocksPerByte * fileBytes;

    /// <summary>Counts the blocks of a scan.</summary>
    internal void Spend(JpegScan scan)
    {
        foreach (JpegComponent component in scan.Components)
            _blocks -= (long)component.BlocksAcross * component.BlocksDown;
        if (_blocks < 0)
            throw new ImageFormatException("its scans pass over the picture more often than a file of its length has reason to");
    }
}
