using System.Text.Json;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>What <see cref="ImageDataGenerator.GetRandomTransform"/> draws: range or set of values, and mean, over many draws.</summary>
internal static class GeneratorDraws
{
    /// <summary>Ours draws so often that its own mean hardly errs.</summary>
    private const int Draws = 20_000;

    /// <summary>How far range and mean may be off, as a part of the range's width: six standard errors of the mean of Keras' 3,000 draws between two values.</summary>
    private const double PartOfWidth = 0.055;

    private static readonly Dictionary<string, Func<ImageTransform, double?>> s_parts = new()
    {
        ["theta"] = transform => transform.Theta,
        ["tx"] = transform => transform.Tx,
        ["ty"] = transform => transform.Ty,
        ["shear"] = transform => transform.Shear,
        ["zx"] = transform => transform.Zx,
        ["zy"] = transform => transform.Zy,
        ["flip_horizontal"] = transform => transform.FlipHorizontal ? 1 : 0,
        ["flip_vertical"] = transform => transform.FlipVertical ? 1 : 0,
        ["channel_shift_intensity"] = transform => transform.ChannelShiftIntensity,
        ["brightness"] = transform => transform.Brightness,
    };

    internal static void Run(GoldenCase golden)
    {
        ImageDataGenerator generator = GeneratorArguments.Generator(golden["args"]);
        Shape shape = golden["inputs"].GetProperty("image_shape").AsShape();
        ImageTransform[] drawn = [.. Enumerable.Range(0, Draws).Select(seed => generator.GetRandomTransform(shape, seed))];
        foreach (JsonProperty fact in golden["facts"].EnumerateObject().Where(fact => fact.Name != "draws"))
            Check(fact.Name, [.. drawn.Select(s_parts[fact.Name])], fact.Value);
    }

    private static void Check(string what, double?[] drawn, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Comparer.Equal($"{what} is drawn", drawn.Any(value => value is not null), false);
            return;
        }

        double[] values = [.. drawn.Select(value => value ?? double.NaN)];
        double low, high;
        if (expected.Field("values") is { } set)
        {
            double[] allowed = [.. set.EnumerateArray().Select(GoldenJson.AsNumber)];
            Comparer.EqualLists($"values of {what}", values.Distinct().Order(), allowed);
            (low, high) = (allowed.Min(), allowed.Max());
        }
        else
        {
            (low, high) = (expected.GetProperty("min").GetDouble(), expected.GetProperty("max").GetDouble());
        }

        Tolerance tolerance = new(PartOfWidth * (high - low), 0);
        Comparer.Check($"smallest {what}", values.Min(), low, tolerance);
        Comparer.Check($"largest {what}", values.Max(), high, tolerance);
        Comparer.Check($"mean {what}", values.Average(), expected.GetProperty("mean").GetDouble(), tolerance);
    }
}
