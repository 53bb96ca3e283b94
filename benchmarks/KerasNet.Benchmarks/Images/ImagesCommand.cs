using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using KerasNet.Benchmarks.Steps;
using KerasNet.Data;

namespace KerasNet.Benchmarks.Images;

/// <summary>
/// Decodes every photograph of the cats-vs-dogs zips, or of the zips given, with <c>--peer pillow</c> also in Pillow, and compares pixels and times;
/// one JSON line per zip.
/// </summary>
internal static class ImagesCommand
{
    private const int Repeats = 5;

    internal static int Run(string[] arguments)
    {
        bool peer = arguments.Contains("--peer");
        string[] zips = [.. arguments.Where(argument => argument.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))];
        if (zips.Length == 0)
            zips = [.. DatasetPlaces.FromEnvironment().SharedFolders().Take(1).SelectMany(Photographs)];
        if (zips.Length == 0)
        {
            Console.Error.WriteLine("No zip was given and there is no shared/datasets/cats-vs-dogs. Usage: images [ZIP…] [--peer pillow]");
            return 2;
        }

        foreach (string zip in zips)
            Console.WriteLine(JsonSerializer.Serialize(Measure(zip, peer)));
        return 0;
    }

    private static Dictionary<string, object> Measure(string zip, bool peer)
    {
        using PillowPeer? pillow = peer ? new(StepsCommand.PeerScript("images.py"), Repeats) : null;
        using ZipArchive archive = ZipFile.OpenRead(zip);
        int files = 0;
        int differing = 0;
        int most = 0;
        long sum = 0;
        long bytes = 0;
        double ours = 0;
        double theirs = 0;
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase)))
        {
            byte[] file = Read(entry);
            (Image picture, double milliseconds) = Decode(file);
            files++;
            ours += milliseconds;
            bytes += picture.Pixels.Length;
            if (pillow?.Decode(file) is not { } other)
                continue;
            theirs += other.Milliseconds;
            (int largest, long total) = Compare(picture.Pixels, other.Pixels ?? throw new InvalidDataException($"Pillow refuses {entry.FullName}."));
            most = Math.Max(most, largest);
            sum += total;
            differing += total > 0 ? 1 : 0;
        }

        Dictionary<string, object> result = new() { ["zip"] = Path.GetFileName(zip), ["pictures"] = files, ["ms_per_picture"] = Math.Round(ours / files, 3) };
        if (pillow is not null)
        {
            result["pillow_ms_per_picture"] = Math.Round(theirs / files, 3);
            result["max_difference"] = most;
            result["mean_difference"] = sum / (double)bytes;
            result["pictures_that_differ"] = differing;
        }

        return result;
    }

    private static IEnumerable<string> Photographs(string datasets) => Directory.GetFiles(Path.Combine(datasets, "cats-vs-dogs"), "*.zip").Order();

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        byte[] file = new byte[entry.Length];
        content.ReadExactly(file);
        return file;
    }

    private static (Image Picture, double Milliseconds) Decode(byte[] file)
    {
        Image? picture = null;
        double best = double.PositiveInfinity;
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            picture = Image.Decode(file);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (picture!, best);
    }

    private static (int Largest, long Sum) Compare(byte[] a, byte[] b)
    {
        if (a.Length != b.Length)
            throw new InvalidDataException($"Sizes differ: {a.Length} and {b.Length} bytes.");
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int difference = Math.Abs(a[i] - b[i]);
            largest = Math.Max(largest, difference);
            sum += difference;
        }

        return (largest, sum);
    }
}
