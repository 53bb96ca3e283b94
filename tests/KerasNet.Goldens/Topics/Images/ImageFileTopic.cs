using System.Text.Json;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Picture files and what Pillow makes of them; broken files that must be refused, or may be, and must never do harm.</summary>
internal sealed class ImageFileTopic : IGoldenTopic
{
    private static readonly (string Field, ColorMode Mode)[] s_modes = [("grayscale", ColorMode.Grayscale), ("rgba", ColorMode.Rgba)];

    public void Run(GoldenCase golden)
    {
        string path = Path.Combine(golden.Folder, golden["file"].GetString()!);
        if (golden.Text("must") is { } must)
        {
            CheckBroken(path, must);
            return;
        }

        PixelTolerance tolerance = PixelTolerance.Of(golden);
        Image picture = Image.Load(path);
        Comparer.Equal("size", (picture.Width, picture.Height), (golden["width"].GetInt32(), golden["height"].GetInt32()));
        tolerance.Check("rgb", picture.Pixels, golden["rgb_base64"].GetBytesFromBase64());
        foreach ((string field, ColorMode mode) in s_modes)
            if (golden.Has(field))
                CheckMode(field, Image.Load(path, mode), golden[field], tolerance);
    }

    private static void CheckMode(string what, Image picture, JsonElement expected, PixelTolerance tolerance)
    {
        if (expected.Field("base64") is { } bytes)
        {
            Comparer.Equal($"16 bits of {what}", picture.DeepPixels is null, true);
            tolerance.Check(what, picture.Pixels, bytes.GetBytesFromBase64());
        }
        else
        {
            Comparer.EqualLists(what, picture.DeepPixels ?? [], GoldenArray.From(expected.GetProperty("pixels")).Values.Select(level => (int)level));
        }
    }

    /// <summary>A refusal is one kind of exception, which names the file.</summary>
    private static void CheckBroken(string path, string must)
    {
        try
        {
            Image.Load(path);
        }
        catch (ImageFormatException e)
        {
            Comparer.Equal("the message names the file", e.Message.Contains(path, StringComparison.Ordinal), true);
            return;
        }

        Comparer.Equal("decoded or refused", must, "either");
    }
}
