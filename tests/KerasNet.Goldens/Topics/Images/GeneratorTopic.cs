using System.Numerics.Tensors;
using System.Text.Json;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>Keras' legacy <c>ImageDataGenerator</c>: transformations, standardization, draws, flows, refusals.</summary>
internal sealed class GeneratorTopic : IGoldenTopic
{
    private static readonly Dictionary<string, Action<GoldenCase>> s_methods = new()
    {
        [""] = RunRefusal,
        ["apply_transform"] = RunTransform,
        ["standardize"] = RunStandardize,
        ["get_random_transform"] = GeneratorDraws.Run,
        ["flow"] = GeneratorFlows.RunArrays,
        ["flow_from_directory"] = GeneratorFlows.RunFolder,
        ["flow_from_dataframe"] = GeneratorFlows.RunTable,
    };

    public void Run(GoldenCase golden)
    {
        string method = golden.Text("function")!.Split('.').ElementAtOrDefault(1) ?? "";
        if (!s_methods.TryGetValue(method, out Action<GoldenCase>? run))
            throw new NotCoveredException(golden.Text("function")!);
        if (golden.IsError)
            Refusal.Of(golden, () => run(golden));
        else
            run(golden);
    }

    private static void RunRefusal(GoldenCase golden)
    {
        if (golden.Has("inputs"))
            GeneratorFlows.RunArrays(golden);
        GeneratorArguments.Generator(golden["args"]);
    }

    private static void RunTransform(GoldenCase golden)
    {
        ImageDataGenerator generator = GeneratorArguments.Generator(golden["args"]);
        Check("y", generator.ApplyTransform(GoldenData.One(golden["inputs"].GetProperty("x")), Transform(golden["transformation"])), golden);
    }

    private static void RunStandardize(GoldenCase golden)
    {
        ImageDataGenerator generator = GeneratorArguments.Generator(golden["args"]);
        if (golden["inputs"].Field("fit") is { } data)
            generator.Fit(GoldenData.One(data));
        Check("y", generator.Standardize(GoldenData.One(golden["inputs"].GetProperty("x"))), golden);
        Check("mean", generator.Mean, golden);
        Check("std", generator.Std, golden);
    }

    private static void Check(string what, Tensor<float> got, GoldenCase golden) =>
        Comparer.CheckValues(what, GoldenData.From(got), GoldenArray.From(golden["outputs"].GetProperty(what)), golden.Tolerance);

    /// <summary>Statistics that Keras shapes so that they meet a picture, and ours holds one per channel.</summary>
    private static void Check(string what, IReadOnlyList<float>? got, GoldenCase golden)
    {
        if (golden["outputs"].Field(what) is not { } json)
            return;
        double[] expected = GoldenArray.From(json).Values;
        Comparer.CheckValues(what, TensorData.From<float>([.. got!], [got!.Count]), new GoldenArray([expected.Length], "float32", expected), golden.Tolerance);
    }

    private static ImageTransform Transform(JsonElement json)
    {
        double Number(string name, double otherwise) => json.Field(name)?.AsNumber() ?? otherwise;
        return new()
        {
            Theta = Number("theta", 0),
            Tx = Number("tx", 0),
            Ty = Number("ty", 0),
            Shear = Number("shear", 0),
            Zx = Number("zx", 1),
            Zy = Number("zy", 1),
            FlipHorizontal = Number("flip_horizontal", 0) != 0,
            FlipVertical = Number("flip_vertical", 0) != 0,
            ChannelShiftIntensity = json.Field("channel_shift_intensity")?.AsNumber(),
            Brightness = json.Field("brightness")?.AsNumber(),
        };
    }
}
