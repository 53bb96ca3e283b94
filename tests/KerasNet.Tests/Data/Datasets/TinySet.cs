using System.Security.Cryptography;
using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>A data set of five images in the form of MNIST, with its packed files in memory.</summary>
internal sealed class TinySet
{
    public static readonly byte[] TrainLabels = [3, 1, 2];
    public static readonly byte[] TestLabels = [0, 3];

    public Dictionary<string, byte[]> Files { get; } = new()
    {
        ["train-images-idx3-ubyte.gz"] = IdxBytes.Gzip(IdxBytes.Images(TrainLabels)),
        ["train-labels-idx1-ubyte.gz"] = IdxBytes.Gzip(IdxBytes.Labels(TrainLabels)),
        ["t10k-images-idx3-ubyte.gz"] = IdxBytes.Gzip(IdxBytes.Images(TestLabels)),
        ["t10k-labels-idx1-ubyte.gz"] = IdxBytes.Gzip(IdxBytes.Labels(TestLabels)),
    };

    public IdxDataset Dataset(params Uri[] mirrors) => new()
    {
        Title = "Tiny",
        Folder = "tiny",
        MayLieBare = true,
        TrainImages = Published("train-images-idx3-ubyte.gz"),
        TrainLabels = Published("train-labels-idx1-ubyte.gz"),
        TestImages = Published("t10k-images-idx3-ubyte.gz"),
        TestLabels = Published("t10k-labels-idx1-ubyte.gz"),
        Mirrors = mirrors,
        ClassNames = ["a", "b", "c", "d"],
        Patience = TimeSpan.FromSeconds(20),
    };

    /// <summary>Writes the files into a folder.</summary>
    public void WriteTo(TemporaryFolder folder, string name)
    {
        foreach ((string file, byte[] content) in Files) folder.Write(Path.Combine(name, file), content);
    }

    /// <summary>Serves the files from a folder of the server.</summary>
    public void ServeFrom(LoopbackServer server, string folder)
    {
        foreach ((string file, byte[] content) in Files) server.Serve($"/{folder}/{file}", content, content.Length);
    }

    private DatasetFile Published(string name) => new(name, Files[name].Length, Convert.ToHexStringLower(SHA256.HashData(Files[name])));
}
