using System.Text.Json;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Keras' <c>load_img</c>: colour modes and Pillow's resampling.</summary>
internal sealed class LoadImageCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Load(golden));
            return;
        }

        Image picture = Load(golden);
        JsonElement expected = golden["outputs"];
        string mode = picture switch { { DeepPixels: not null } => "I;16", { Channels: 1 } => "L", { Channels: 3 } => "RGB", _ => "RGBA" };
        Comparer.Equal("mode", mode, expected.Text("mode"));
        GoldenArray y = GoldenArray.From(expected.GetProperty("y"));
        Comparer.Equal("size", (picture.Height, picture.Width), (y.Shape[0], y.Shape[1]));
        if (picture.DeepPixels is { } deep)
            Comparer.EqualLists("y", deep, y.Values.Select(level => (int)level));
        else
            PixelTolerance.Of(golden).Check("y", picture.Pixels, [.. y.Values.Select(level => (byte)level)]);
    }

    private static Image Load(GoldenCase golden)
    {
        string path = Path.Combine(golden.Folder, golden["inputs"].Text("file"));
        JsonElement args = golden["args"];
        (int, int)? size = args.Field("target_size") is { } target ? (target[0].GetInt32(), target[1].GetInt32()) : null;
        return Image.Load(
            path, Parse<ColorMode>(args, "color_mode", ColorMode.Rgb), size, Parse<ResizeMethod>(args, "interpolation", ResizeMethod.Nearest),
            args.Field("keep_aspect_ratio")?.GetBoolean() ?? false);
    }

    /// <summary>A name that is not known becomes a value that no member has.</summary>
    private static T Parse<T>(JsonElement args, string key, T absent)
        where T : struct, Enum =>
        args.Field(key) is not { } name ? absent
        : Enum.TryParse(name.GetString(), ignoreCase: true, out T value) ? value
        : (T)Enum.ToObject(typeof(T), -1);
}
