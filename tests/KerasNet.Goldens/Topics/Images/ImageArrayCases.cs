using System.Text.Json;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Keras' <c>array_to_img</c> and <c>img_to_array</c>.</summary>
internal sealed class ImageArrayCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            Refusal.Of(golden, () => Call(golden));
        else
            Call(golden);
    }

    private static void Call(GoldenCase golden)
    {
        string? format = golden["args"].Field("data_format")?.GetString();
        if (golden.Text("function") == "array_to_img")
            CheckPicture(Image.FromArray(GoldenData.One(golden["inputs"].GetProperty("x")), format, golden["args"].Field("scale")?.GetBoolean() ?? true), golden);
        else
            Comparer.Check("y", GoldenData.From(Picture(golden["inputs"]).ToArray(format)), GoldenArray.From(golden["outputs"].GetProperty("y")), golden.Tolerance);
    }

    private static void CheckPicture(Image picture, GoldenCase golden)
    {
        if (golden.IsError)
            return;
        JsonElement expected = golden["outputs"];
        string mode = picture switch { { DeepPixels: not null } => "I", { Channels: 1 } => "L", { Channels: 3 } => "RGB", _ => "RGBA" };
        Comparer.Equal("mode", mode, expected.Text("mode"));
        IEnumerable<double> got = picture.DeepPixels?.Select(level => (double)level) ?? picture.Pixels.Select(level => (double)level);
        GoldenArray pixels = GoldenArray.From(expected.GetProperty("pixels"));
        Comparer.Equal("size", (picture.Height, picture.Width), (pixels.Shape[0], pixels.Shape[1]));
        Comparer.EqualLists("pixels", got, pixels.Values);
    }

    private static Image Picture(JsonElement inputs)
    {
        GoldenArray pixels = GoldenArray.From((inputs.Field("image") ?? inputs).GetProperty("pixels"));
        int channels = pixels.Shape.Rank == 3 ? pixels.Shape[2] : 1;
        return new(pixels.Shape[1], pixels.Shape[0], channels, [.. pixels.Values.Select(level => (byte)level)]);
    }
}
