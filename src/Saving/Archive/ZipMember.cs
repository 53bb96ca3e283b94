namespace KerasNet.Saving;

/// <summary>A member of a zip archive, as the archive's directory tells of it.</summary>
/// <param name="Name">Its name, with slashes.</param>
/// <param name="Method">How it is packed.</param>
/// <param name="Sum">The check sum of its content.</param>
/// <param name="Stored">Its bytes in the archive.</param>
/// <param name="Size">The bytes of its content.</param>
/// <param name="Header">Where its own header begins.</param>
internal sealed record ZipMember(string Name, int Method, uint Sum, long Stored, long Size, long Header)
{
    /// <summary>The method of members that are not packed.</summary>
    internal const int Plain = 0;

    /// <summary>The method of members that are packed by Deflate.</summary>
    internal const int Deflated = 8;

    /// <summary>Where its bytes begin.</summary>
    internal long Start { get; init; }
}
