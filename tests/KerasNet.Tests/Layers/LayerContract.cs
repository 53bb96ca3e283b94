using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Engine.Cpu;
using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers;

/// <summary>What every layer keeps to, whatever it computes.</summary>
internal static class LayerContract
{
    private const int Batch = 3;
    private const double Tolerance = 1e-5;

    /// <summary>Checks a layer of one input, given without its batch.</summary>
    internal static void Check(Func<Layer> make, Shape inputShape, DType dtype = DType.Float32) => Check(make, [inputShape], dtype);

    /// <summary>Checks a layer of several inputs, given without their batch.</summary>
    internal static void Check(Func<Layer> make, Shape[] inputShapes, DType dtype = DType.Float32)
    {
        ShapesAgree(make(), inputShapes, dtype);
        WeightsStay(make(), inputShapes, dtype);
        foreach (bool training in (bool[])[false, true])
            EnginesAgree(make(), inputShapes, dtype, training);
        GradientsArrive(make(), inputShapes, dtype);
        ConfigurationReturns(make(), inputShapes, dtype);
    }

    /// <summary>The output of a layer on given inputs, run on the CPU engine.</summary>
    internal static TensorData Run(Layer layer, bool training, params TensorData[] inputs) =>
        Trace(layer, training, inputs).Run(CpuBackend.Instance, inputs)[0];

    /// <summary>The numbers of a layer's output on one input.</summary>
    internal static double[] Numbers(Layer layer, Shape shape, params double[] input) =>
        Run(layer, false, Execution.Data(shape, DType.Float32, input)).Numbers();

    private static Program Trace(Layer layer, bool training, TensorData[] inputs)
    {
        using Trace trace = new(training);
        KerasTensor[] symbols = [.. inputs.Select((input, i) => Ops.Input(input.Shape, input.DType, $"x{i}"))];
        IReadOnlyList<KerasTensor> outputs = layer.Invoke(symbols, new CallContext(training));
        return new Program(symbols, outputs, trace.Assignments);
    }

    private static void ShapesAgree(Layer layer, Shape[] shapes, DType dtype)
    {
        KerasTensor[] symbols = [.. shapes.Select(shape => new Input(shape, dtype: dtype).Output)];
        KerasTensor defined = layer.Apply(symbols)[0];
        TensorData run = Run(layer, false, Data(shapes, dtype));
        Assert.Equal(Shape.Unknown, defined.Shape[0]);
        Assert.Equal(run.Shape, defined.Shape.With(0, Batch));
        Assert.Equal(run.DType, defined.DType);
        Assert.Equal(defined.Shape, layer.ComputeOutputShapes([.. symbols.Select(symbol => symbol.Shape)])[0]);
    }

    private static void WeightsStay(Layer layer, Shape[] shapes, DType dtype)
    {
        Run(layer, false, Data(shapes, dtype));
        IReadOnlyList<Variable> weights = layer.Weights;
        Assert.True(layer.Built);
        Assert.Equal(weights.Count, weights.Select(weight => weight.Path).Distinct().Count());
        Assert.Equal(weights.Sum(weight => weight.Shape.ElementCount), layer.CountParams());
        Run(layer, true, Data(shapes, dtype));
        Assert.Equal(weights, layer.Weights);
        layer.Trainable = false;
        Assert.Empty(layer.TrainableWeights);
        Assert.Equal(weights, layer.Weights);
    }

    private static void EnginesAgree(Layer layer, Shape[] shapes, DType dtype, bool training)
    {
        TensorData[] inputs = Data(shapes, dtype);
        Program program = Trace(layer, training, inputs);
        TensorData[] states = [.. program.Updates.Select(update => update.Variable.Value.Clone())];
        double[] expected = program.Run(inputs)[0].Numbers();
        for (int i = 0; i < states.Length; i++)
            program.Updates[i].Variable.Value = states[i];
        double[] got = program.Run(CpuBackend.Instance, inputs)[0].Numbers();
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - got[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"Element {i}: {got[i]} on the CPU engine, {expected[i]} on the reference.");
    }

    private static void GradientsArrive(Layer layer, Shape[] shapes, DType dtype)
    {
        // What is looked up by whole levels has no slope.
        if (layer is RandomPosterization or ContrastLimitedAdaptiveHistogramEqualization)
            return;
        using Trace trace = new(training: true);
        KerasTensor[] symbols = [.. Data(shapes, dtype).Select((input, i) => Ops.Input(input.Shape, input.DType, $"x{i}"))];
        KerasTensor[] outputs = [.. layer.Invoke(symbols, new CallContext(training: true)).Where(output => output.DType.IsFloating())];
        if (outputs.Length == 0)
            return;
        KerasTensor[] wanted = [.. layer.TrainableWeights.Select(weight => weight.Read()), .. symbols.Where(symbol => symbol.DType.IsFloating())];
        KerasTensor?[][] each = [.. outputs.Select(output => Gradient.Of(output, wanted))];
        KerasTensor?[] gradients = [.. wanted.Select((_, i) => each.Select(gradients => gradients[i]).FirstOrDefault(gradient => gradient is not null))];
        for (int i = 0; i < wanted.Length; i++)
        {
            string place = i < layer.TrainableWeights.Count ? layer.TrainableWeights[i].Path : "an input";
            Assert.True(gradients[i] is not null, $"No gradient arrives at {place}.");
            Assert.Equal(wanted[i].Shape, gradients[i]!.Shape);
        }
    }

    private static void ConfigurationReturns(Layer layer, Shape[] shapes, DType dtype)
    {
        if (layer is Lambda)
            return;
        JsonObject saved = ObjectConfig.Serialize(layer);
        Layer loaded = ObjectConfig.Deserialize<Layer>(saved.Deserialize<JsonElement>());
        Assert.Equal(layer.GetType(), loaded.GetType());
        Assert.Equal(saved.ToJsonString(), ObjectConfig.Serialize(loaded).ToJsonString());
        Run(layer, false, Data(shapes, dtype));
        Run(loaded, false, Data(shapes, dtype));
        Assert.Equal(layer.Weights.Select(weight => weight.Shape), loaded.Weights.Select(weight => weight.Shape));
    }

    /// <summary>Fixed numbers, some of them negative; small whole ones for integers.</summary>
    private static TensorData[] Data(Shape[] shapes, DType dtype) =>
    [
        .. shapes.Select((shape, place) =>
        {
            TensorData data = new(shape.Prepend(Batch), dtype);
            for (int i = 0; i < data.Length; i++)
                data.SetDouble(i, dtype.IsFloating() ? Math.Sin(1.7 * i + place + 0.3) : i % 4);
            return data;
        }),
    ];
}
