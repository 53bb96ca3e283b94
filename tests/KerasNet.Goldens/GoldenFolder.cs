using System.IO.Compression;
using System.Text.Json;

namespace KerasNet.Goldens;

/// <summary>
/// Where the vectors lie: the folder that the environment variable KERASNET_GOLDEN names, or else <c>tests/TestData/golden</c> of this repository.
/// </summary>
/// <param name="path">A folder of <c>topic.jsonl</c> or <c>topic.jsonl.gz</c> files.</param>
public sealed class GoldenFolder(string path)
{
    private const string Variable = "KERASNET_GOLDEN";
    private static readonly string[] s_endings = [".jsonl", ".jsonl.gz"];

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>Finds the folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static GoldenFolder Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? new(named) : throw new DirectoryNotFoundException($"{Variable} names the folder '{named}', which does not exist.");
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "tests", "TestData", "golden");
            if (Directory.Exists(candidate))
                return new(candidate);
        }

        throw new DirectoryNotFoundException($"No folder tests/TestData/golden above {AppContext.BaseDirectory}. Set {Variable} to a folder of vectors.");
    }

    /// <summary>The topics that have vectors, in order.</summary>
    public IReadOnlyList<string> Topics => [.. Directory.EnumerateFiles(Path).Select(Topic).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The cases of a topic.</summary>
    internal IEnumerable<GoldenCase> Cases(string topic)
    {
        string file = s_endings.Select(ending => System.IO.Path.Combine(Path, topic + ending)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"No vectors for '{topic}' in {Path}. There are: {string.Join(", ", Topics)}.");
        using Stream bytes = File.OpenRead(file);
        using Stream text = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        using StreamReader reader = new(text);
        JsonDocumentOptions options = new() { MaxDepth = 256 };
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            using JsonDocument document = JsonDocument.Parse(line, options);
            yield return new GoldenCase(topic, document.RootElement, Path);
        }
    }

    private static string? Topic(string file) =>
        s_endings.Where(ending => file.EndsWith(ending, StringComparison.Ordinal))
            .Select(ending => System.IO.Path.GetFileName(file)[..^ending.Length]).FirstOrDefault();
}
