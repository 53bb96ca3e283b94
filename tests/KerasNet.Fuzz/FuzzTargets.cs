using System.Text;
using KerasNet.Data;
using KerasNet.Saving;
using KerasNet.Tool;

namespace KerasNet.Fuzz;

/// <summary>What can be fuzzed: a reader is a row.</summary>
internal static class FuzzTargets
{
    private const int LargeModel = 32 << 10;
    private const string SmallTable = "length,width\n5.1,3.5\n-4.9,3e-1\n\n6,NaN\n";

    internal static readonly IReadOnlyList<FuzzTarget> All =
    [
        new(
            "images", () => Files("golden/images", "*.jpg", "*.png", "*.bmp"), (file, choice) => Image.Decode(file, (ColorMode)(choice % 3)),
            typeof(ImageFormatException))
        {
            Mend = PngCheckSums.Mend,
        },
        new("hdf5", () => Files("golden/files", "*.h5"), (file, _) => Hdf5Walk.ReadAll(file), typeof(Hdf5Exception))
        {
            Mend = Hdf5CheckSums.Mend,
        },
        new("npy", () => Files("numpy", "*.npy"), (file, _) => NpyReader.Read(new MemoryStream(file), file.Length).ToDataArray(), typeof(InvalidDataException))
        {
            LeastRead = 0.02,
        },
        new("npz", () => Files("numpy", "*.npz"), ReadArchive, typeof(InvalidDataException)) { LeastRead = 0.02 },
        new("safetensors", () => [SmallSafetensors()], ReadSafetensors, typeof(InvalidDataException)) { LeastRead = 0.02 },
        new("idx", IdxFiles.Seeds, IdxFiles.Read, typeof(InvalidDataException)) { LeastRead = 0.02, MostBytes = 128L << 20 },
        new("csv", () => [Encoding.UTF8.GetBytes(SmallTable)], (file, _) => CsvText.Read(new StreamReader(new MemoryStream(file)), "fuzzed"), typeof(FormatException)) { LeastRead = 0.02 },
        new("keras", SmallModels, ModelFiles.Load, typeof(InvalidDataException))
        {
            Mend = ZipCheckSums.Mend,
            LeastRead = 0.01,
        },
        new("config", ModelFiles.Configs, ModelFiles.Configure, typeof(InvalidDataException))
        {
            TestCount = 1_000,
        },
        new("pickle", () => Files("numpy", "*.pickle"), (file, _) => PickleReader.Read(file), typeof(InvalidDataException)) { LeastRead = 0.02 },
    ];

    /// <summary>Models whose files are so small that changes hit something.</summary>
    internal static IReadOnlyList<byte[]> SmallModels() => [.. Files("golden/files", "*.keras").Where(file => file.Length < LargeModel)];

    /// <summary>Reads all arrays of an archive, as users do and as data sets do.</summary>
    private static void ReadArchive(byte[] file, int choice)
    {
        using NpzArchive archive = new(new MemoryStream(file), "file");
        foreach (string name in archive.Names)
            archive.Read<object>(name, array => array.Objects is null ? array.ToDataArray() : array.ToSequences());
    }

    /// <summary>A file with numbers of several types.</summary>
    private static byte[] SmallSafetensors()
    {
        using MemoryStream file = new();
        TensorData[] arrays = [new([64, 64], DType.Float32), new(Shape.Scalar, DType.Int64), new([3], DType.Bool), new([2, 0], DType.Float64)];
        SafetensorsFile.Write(file, arrays.Select((array, i) => ($"vars/{i}", array)), [("format", "keras")]);
        return file.ToArray();
    }

    /// <summary>Reads all arrays, as float32.</summary>
    private static void ReadSafetensors(byte[] file, int choice)
    {
        foreach (StoredArray array in new SafetensorsFile(new MemoryStream(file), "fuzzed").Arrays.Values)
            if (array.Problem is null && array.Shape!.All(size => size <= file.Length))
                array.CopyTo(new TensorData(Shape.Of(array.Shape!.Select(size => (int)size)), DType.Float32));
    }

    /// <summary>The files in a folder of the test data and in the folders below it.</summary>
    private static IReadOnlyList<byte[]> Files(string folder, params string[] patterns)
    {
        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
            if (Path.Combine(above.FullName, "tests", "TestData", folder) is var path && Directory.Exists(path))
                return
                [
                    .. patterns.SelectMany(pattern => Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories))
                        .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
                ];
        throw new DirectoryNotFoundException($"No folder tests/TestData/{folder} above {AppContext.BaseDirectory}.");
    }
}
