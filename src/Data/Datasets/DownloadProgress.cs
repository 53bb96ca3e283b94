namespace KerasNet;

/// <summary>How far the download of one file of a data set has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="BytesReceived">Bytes received so far; falls back to 0 when another mirror is tried.</param>
/// <param name="BytesTotal">The file's full size.</param>
public readonly record struct DownloadProgress(string File, long BytesReceived, long BytesTotal)
{
    /// <summary>Something worth telling, such as a cached file that was damaged or a mirror that failed; null in ordinary reports.</summary>
    public string? Note { get; init; }
}
