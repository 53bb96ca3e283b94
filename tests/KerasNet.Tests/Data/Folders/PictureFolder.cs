using System.IO.Compression;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Data.Folders;

/// <summary>A folder of small pictures whose pixels all have the number of the picture, in folders a and b in turn.</summary>
internal sealed class PictureFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal PictureFolder(int count = 10)
    {
        for (int i = 0; i < count; i++)
            Add($"{(i % 2 == 0 ? "a" : "b")}/{i:00}.png", i);
    }

    internal string Path => _folder["pictures"];

    internal void Add(string name, int level, int width = 4, int height = 3) => Write(name, Picture(level, width, height));

    internal string Write(string name, byte[] content) => _folder.Write("pictures/" + name, content);

    /// <summary>The folder as a zip archive.</summary>
    internal string Zip()
    {
        string path = _folder["pictures.zip"];
        ZipFile.CreateFromDirectory(Path, path);
        return path;
    }

    internal static byte[] Picture(int level, int width = 4, int height = 3) =>
        new Image(width, height, 3, [.. Enumerable.Repeat((byte)level, width * height * 3)]).Encode();

    public void Dispose() => _folder.Dispose();

    /// <summary>The pictures' numbers in the order of a walk, batch by batch.</summary>
    internal static string Numbers(IEnumerable<DataBatch> walk) => string.Join(" | ", walk.Select(batch =>
    {
        int perPicture = batch.Inputs[0].AsSpan<float>().Length / batch.Count;
        return string.Join(' ', batch.Inputs[0].AsSpan<float>().ToArray().Chunk(perPicture).Select(pixels => pixels[0]));
    }));
}
