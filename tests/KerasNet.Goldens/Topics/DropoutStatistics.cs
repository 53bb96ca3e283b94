using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics;

/// <summary>Random layers in training: which values come out, how often, and along which axes the pattern is the same.</summary>
internal static class DropoutStatistics
{
    internal static void Check(Layer layer, GoldenCase golden)
    {
        JsonElement fill = golden["input_fill"];
        Shape shape = fill.GetProperty("shape").AsShape();
        TensorData input = new(shape, DType.Float32);
        input.AsSpan<float>().Fill((float)fill.GetProperty("value").GetDouble());
        TensorData first = Draw(layer, input);
        TensorData second = Draw(layer, input);
        double[] values = [.. Enumerable.Range(0, (int)first.Length).Select(i => first.GetDouble(i))];

        foreach (JsonProperty statistic in golden["statistics"].EnumerateObject())
            Check(statistic, golden, values, first, second);
    }

    internal static TensorData Draw(Layer layer, TensorData input) =>
        Symbols.Evaluate([input], x => layer.Invoke(x, new CallContext(training: true)), training: true)[0]!;

    private static void Check(JsonProperty statistic, GoldenCase golden, double[] values, TensorData first, TensorData second)
    {
        JsonElement expected = statistic.Value;
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        switch (statistic.Name)
        {
            case "values":
                double[] allowed = [.. expected.EnumerateArray().Select(GoldenJson.AsNumber)];
                double stray = values.FirstOrDefault(value => !allowed.Any(one => golden.Tolerance.Holds(value, one)), allowed[0]);
                if (!allowed.Any(one => golden.Tolerance.Holds(stray, one)))
                    throw new MismatchException($"a value {stray}, allowed are {string.Join(", ", allowed)}");
                break;
            case "fractions":
                double[] kinds = [.. golden["statistics"].GetProperty("values").EnumerateArray().Select(GoldenJson.AsNumber)];
                for (int i = 0; i < kinds.Length; i++)
                    Between($"share of {kinds[i]}", values.Count(value => golden.Tolerance.Holds(value, kinds[i])) / (double)values.Length, expected[i]);
                break;
            case "mean":
                Between("mean", mean, expected);
                break;
            case "std":
                Between("std", deviation, expected);
                break;
            case "beyond_two_std":
                Between("share beyond two std", values.Count(value => Math.Abs(value - mean) > 2 * deviation) / (double)values.Length, expected);
                break;
            case "constant_axes":
                foreach (JsonElement axis in expected.EnumerateArray())
                    Comparer.Equal($"the pattern is the same along axis {axis}", IsConstant(values, first.Shape, axis.GetInt32()), true);
                break;
            case "varying_axes":
                foreach (JsonElement axis in expected.EnumerateArray())
                    Comparer.Equal($"the pattern is the same along axis {axis}", IsConstant(values, first.Shape, axis.GetInt32()), false);
                break;
            case "differs_between_calls":
                Comparer.Equal("two calls differ", !first.AsBytes().SequenceEqual(second.AsBytes()), expected.GetBoolean());
                break;
            default:
                throw new MismatchException($"the statistic '{statistic.Name}' is not known");
        }
    }

    private static void Between(string what, double got, JsonElement bounds)
    {
        if (!(got >= bounds[0].GetDouble() && got <= bounds[1].GetDouble()))
            throw new MismatchException($"{what} is {got}, expected {bounds[0]} to {bounds[1]}");
    }

    private static bool IsConstant(double[] values, Shape shape, int axis)
    {
        int inner = (int)shape[(axis + 1)..].ElementCount;
        int size = shape[axis];
        return Enumerable.Range(0, values.Length).All(i => i / inner % size == 0 || values[i] == values[i - inner]);
    }
}
