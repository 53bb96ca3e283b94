using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics;

/// <summary>Dropout inside recurrent layers: which values come out at which step, how often, and that one draw holds for all steps of a call.</summary>
internal static class SharedDropout
{
    private const int Calls = 20;
    private const double StandardErrors = 5;

    internal static void Check(Layer layer, GoldenCase golden)
    {
        TensorData input = golden.Arrays("inputs")[0]!.ToTensor();
        layer.EnsureBuilt(input.Shape);
        LayerTopic.SetWeights(layer, golden);
        TensorData[] draws = [.. Enumerable.Range(0, Calls).Select(_ => DropoutStatistics.Draw(layer, input))];
        int steps = draws[0].Shape[1];
        double[][] allowed = golden.Has("values_per_step")
            ? [.. golden["values_per_step"].EnumerateArray().Select(Numbers)]
            : [.. Enumerable.Repeat(Numbers(golden["values"]), steps)];

        int kept = 0, places = 0;
        foreach (TensorData draw in draws)
            for (int i = 0; i < draw.Length; i++)
            {
                (int step, double value) = (StepOf(draw, i), draw.GetDouble(i));
                if (!allowed[step].Any(one => golden.Tolerance.Holds(value, one)))
                    throw new MismatchException($"a value {value} at step {step}, allowed are {string.Join(", ", allowed[step])}");
                if (golden.Flag("same_over_time") && step > 0 && value != draw.GetDouble(i - draw.Shape[2]))
                    throw new MismatchException($"the draw at step {step} differs from that of the step before");
                if (step < steps - 1)
                    continue;
                places++;
                kept += value == 0 ? 0 : 1;
            }

        Comparer.Equal("two calls differ", !draws[0].AsBytes().SequenceEqual(draws[1].AsBytes()), golden.Flag("two_calls_differ"));
        CheckShare(kept, places, golden["kept_fraction"]);
        if (golden.Number("output_without_training") is { } still)
        {
            TensorData plain = Symbols.Evaluate([input], x => layer.Invoke(x, new CallContext()))[0]!;
            for (int i = 0; i < plain.Length; i++)
                Comparer.Check($"output[{i}] without training", plain.GetDouble(i), still, golden.Tolerance);
        }
    }

    private static void CheckShare(int kept, int places, JsonElement fraction)
    {
        double expected = fraction.GetProperty("observed").GetDouble();
        double variance = expected * (1 - expected) * (1.0 / places + 1.0 / fraction.GetProperty("places").GetInt32());
        Comparer.Check("kept fraction", kept / (double)places, expected, new Tolerance(StandardErrors * Math.Sqrt(variance), 0));
    }

    private static int StepOf(TensorData draw, int i) => i / draw.Shape[2] % draw.Shape[1];

    private static double[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(GoldenJson.AsNumber)];
}
