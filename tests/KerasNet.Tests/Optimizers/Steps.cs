using KerasNet.Engine.Cpu;
using KerasNet.Optimizers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Optimizers;

/// <summary>Applies optimizers to weights with given gradients, through one program that is compiled once.</summary>
internal static class Steps
{
    /// <summary>A weight with these numbers.</summary>
    internal static Variable Weight(string path, params float[] values)
    {
        string[] parts = path.Split('/');
        return new(TensorData.From<float>(values, values.Length), parts[^1], owner: parts.Length > 1 ? parts[0] : "");
    }

    /// <summary>Runs one step per gradient and gives the weight's first number after each.</summary>
    internal static double[] Trace(Optimizer optimizer, Variable weight, params float[] gradients) =>
        Trace(optimizer, weight, [.. gradients.Select(g => Enumerable.Repeat(g, (int)weight.Shape.ElementCount).ToArray())], null);

    /// <summary>Runs one step per gradient and gives the weight's first number after each.</summary>
    internal static double[] Trace(Optimizer optimizer, Variable weight, float[][] gradients, KerasNet.Layers.Constraint? constraint)
    {
        KerasTensor gradient = Ops.Input(weight.Shape, DType.Float32, "gradient");
        using Trace trace = new(training: true);
        optimizer.Apply([(gradient, weight)], _ => constraint);
        Program program = new([gradient], [], trace.Assignments);
        IExecutable step = CpuBackend.Instance.Compile(Composites.Lower(program, CpuBackend.Instance.Claims));
        return [.. gradients.Select(g =>
        {
            step.Run(program, TensorData.From<float>(g, weight.Shape));
            return weight.Value.GetDouble(0);
        })];
    }

    /// <summary>Requires numbers to be near those expected.</summary>
    internal static void Near(double[] expected, double[] got, double tolerance = 1e-4)
    {
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < got.Length; i++)
            Assert.Equal(expected[i], got[i], tolerance);
    }
}
