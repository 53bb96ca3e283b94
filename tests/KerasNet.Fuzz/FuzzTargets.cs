using KerasNet.Saving;

namespace KerasNet.Fuzz;

/// <summary>What can be fuzzed: a reader is a row.</summary>
internal static class FuzzTargets
{
    internal static readonly IReadOnlyList<FuzzTarget> All =
    [
        new("images", () => Files("images", "*.jpg", "*.png", "*.bmp"), (file, choice) => Image.Decode(file, (ColorMode)(choice % 3)), typeof(ImageFormatException))
        {
            Mend = PngCheckSums.Mend,
        },
        new("hdf5", () => Files("files", "*.h5"), (file, _) => Hdf5Walk.ReadAll(file), typeof(Hdf5Exception))
        {
            Mend = Hdf5CheckSums.Mend,
        },
    ];

    /// <summary>The files in a folder of the golden vectors and in the folders below it.</summary>
    private static IReadOnlyList<byte[]> Files(string folder, params string[] patterns)
    {
        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
            if (Path.Combine(above.FullName, "tests", "TestData", "golden", folder) is var path && Directory.Exists(path))
                return
                [
                    .. patterns.SelectMany(pattern => Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories))
                        .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
                ];
        throw new DirectoryNotFoundException($"No folder tests/TestData/golden/{folder} above {AppContext.BaseDirectory}.");
    }
}
