using System.Collections.Concurrent;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph.Gradients;

/// <summary>Compares gradients built by the rules with numeric derivatives, in float64 on the reference backend.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;
    private const double Tolerance = 2e-6;

    /// <summary>The operations that were differentiated so far.</summary>
    internal static ConcurrentDictionary<Op, bool> Checked { get; } = [];

    /// <summary>Checks d Σ f(x)·w / dx, w random, for operands of the given shapes filled with random numbers between ±1.5.</summary>
    internal static void Run(Func<KerasTensor[], KerasTensor> f, Shape a, Shape? b = null, Shape? c = null, Shape? d = null, Shape? e = null) =>
        Within(-1.5, 1.5, f, a, b, c, d, e);

    /// <summary>As <see cref="Run"/>, for operands filled with random numbers between two limits.</summary>
    internal static void Within(double low, double high, Func<KerasTensor[], KerasTensor> f, Shape a, Shape? b = null, Shape? c = null, Shape? d = null,
        Shape? e = null) =>
        Check(f, Operands(low, high, a, b, c, d, e), lowered: false);

    /// <summary>As <see cref="Run"/>, after composites were replaced by what they are defined by.</summary>
    internal static void Lowered(Func<KerasTensor[], KerasTensor> f, Shape a, Shape? b = null) => Check(f, Operands(-1.5, 1.5, a, b), lowered: true);

    /// <summary>As <see cref="Run"/>, at given numbers.</summary>
    internal static void At(Func<KerasTensor[], KerasTensor> f, params TensorData[] at) => Check(f, at, lowered: false);

    /// <summary>The gradient of Σ f(x)·w as a function, so that it can be differentiated once more.</summary>
    internal static Func<KerasTensor[], KerasTensor> Of(Func<KerasTensor[], KerasTensor> f, int operand = 0) => x =>
    {
        KerasTensor y = f(x);
        return Gradient.Of(y, x, Ops.Constant(Numbers(y.Shape, -1, 1, 98)))[operand] ?? throw new InvalidOperationException("No gradient arrives.");
    };

    private static void Check(Func<KerasTensor[], KerasTensor> f, TensorData[] at, bool lowered)
    {
        KerasTensor[] x = [.. at.Select((data, i) => Ops.Input(data.Shape, data.DType, $"x{i}"))];
        KerasTensor y = f(x);
        if (lowered)
            y = Composites.Lower(new Program(x, [y]), _ => false).Outputs[0];
        TensorData weights = Numbers(y.Shape, -1, 1, 99);
        KerasTensor?[] gradients = Gradient.Of(y, x, Ops.Constant(weights));
        foreach (Node node in Rewriter.Reachable([y]))
            Checked[node.Op] = true;
        for (int i = 0; i < x.Length; i++)
        {
            Assert.True(gradients[i] is not null, $"No gradient arrives at operand {i}.");
            Assert.Equal(x[i].Shape, gradients[i]!.Shape);
            Assert.Equal(x[i].DType, gradients[i]!.DType);
        }

        TensorData[] analytic = new Program(x, [.. gradients.Select(gradient => gradient!)]).Run(at);
        Program program = Composites.Lower(new Program(x, [y]), _ => false);
        IExecutable forward = new ReferenceBackend().Compile(program);
        for (int i = 0; i < x.Length; i++)
            for (long j = 0; j < at[i].Length; j++)
            {
                double numeric = (Loss(i, j, Step) - Loss(i, j, -Step)) / (2 * Step);
                double built = analytic[i].GetDouble(j);
                Assert.True(
                    Math.Abs(numeric - built) <= Tolerance * Math.Max(1, Math.Abs(numeric)),
                    $"Operand {i}, element {j}: the rule gives {built:R}, the difference quotient {numeric:R}.\n{program}");
            }

        double Loss(int operand, long element, double step)
        {
            double kept = at[operand].GetDouble(element);
            at[operand].SetDouble(element, kept + step);
            TensorData result = forward.Run(program, at)[0];
            at[operand].SetDouble(element, kept);
            double sum = 0;
            for (long i = 0; i < result.Length; i++)
                sum += result.GetDouble(i) * weights.GetDouble(i);
            return sum;
        }
    }

    private static TensorData[] Operands(double low, double high, params Shape?[] shapes) =>
        [.. shapes.OfType<Shape>().Select((shape, i) => Numbers(shape, low, high, i + 1))];

    private static TensorData Numbers(Shape shape, double low, double high, int seed)
    {
        Random random = new(seed);
        TensorData data = new(shape, DType.Float64);
        for (long i = 0; i < data.Length; i++)
            data.SetDouble(i, low + (high - low) * random.NextDouble());
        return data;
    }
}
