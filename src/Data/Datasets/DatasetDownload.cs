using System.Security.Cryptography;

namespace KerasNet.Data;

/// <summary>
/// Fetches the files of a data set from the first mirror that gives them whole and true. A file appears under its name only when its size and
/// checksum are right; whatever goes wrong, nothing else is left behind.
/// </summary>
internal sealed class DatasetDownload(IReadOnlyList<Uri> mirrors, TimeSpan patience)
{
    private const int ChunkBytes = 1 << 16;

    // One client for the life of the process, as its connections are meant to be shared; made at the first download only.
    private static readonly Lazy<HttpClient> Client = new(() => new HttpClient(
        new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    });

    // A mirror that served a file is asked first for the next one.
    private Uri? _served;

    /// <summary>Puts <paramref name="file"/> into <paramref name="folder"/>; adds to <paramref name="failures"/> what each mirror did wrong.</summary>
    /// <returns>The mirror that served, or null if none did.</returns>
    public async Task<Uri?> FetchAsync(
        DatasetFile file, string folder, List<string> failures, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        foreach (Uri mirror in mirrors.OrderBy(mirror => mirror != _served))
        {
            Uri address = new(mirror, file.Name);
            string? failure = await TryFetchAsync(address, file, folder, progress, cancellation).ConfigureAwait(false);
            if (failure is null)
                return _served = mirror;
            failures.Add($"{address}: {failure}");
            progress.Report(new DownloadProgress(file.Name, 0, file.Bytes) { Note = $"{address}: {failure}" });
        }

        return null;
    }

    /// <returns>Null when the file is in place, else what went wrong.</returns>
    private async Task<string?> TryFetchAsync(
        Uri address, DatasetFile file, string folder, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        // A name of its own, in the same folder: two processes may download at once, and a rename there is atomic.
        string temporary = Path.Combine(folder, $"{file.Name}.{Path.GetRandomFileName()}.tmp");
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Directory.CreateDirectory(folder);
            string? fault = await CopyAsync(address, file, temporary, progress, stall).ConfigureAwait(false);
            if (fault is null)
                File.Move(temporary, Path.Combine(folder, file.Name), overwrite: true);
            return fault;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"nothing was received for {patience.TotalSeconds:0} seconds";
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    private async Task<string?> CopyAsync(
        Uri address, DatasetFile file, string temporary, IProgress<DownloadProgress> progress, CancellationTokenSource stall)
    {
        stall.CancelAfter(patience);
        using HttpResponseMessage response =
            await Client.Value.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.Content.Headers.ContentLength is long announced && announced != file.Bytes)
            return file.WrongSize(announced);

        using IncrementalHash hash = IncrementalHash.CreateHash(file.Algorithm);
        byte[] chunk = new byte[ChunkBytes];
        long received = 0;
        using Stream content = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        using (FileStream target = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkBytes, useAsync: true))
        {
            progress.Report(new DownloadProgress(file.Name, 0, file.Bytes));
            while (await content.ReadAsync(chunk, stall.Token).ConfigureAwait(false) is int count and > 0)
            {
                stall.CancelAfter(patience);
                received += count;
                if (received > file.Bytes)
                    return file.WrongSize(received);
                hash.AppendData(chunk, 0, count);
                await target.WriteAsync(chunk.AsMemory(0, count), stall.Token).ConfigureAwait(false);
                progress.Report(new DownloadProgress(file.Name, received, file.Bytes));
            }
        }

        return received == file.Bytes ? file.Fault(hash.GetHashAndReset()) : file.WrongSize(received);
    }
}
