using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Engine.Conformance;

/// <summary>Operands, what to compute from them, and how closely backends must agree.</summary>
internal sealed record ConformanceCase(string Name, TensorData[] Inputs, Func<KerasTensor[], KerasTensor[]> Compute, Tolerance Tolerance)
{
    /// <summary>Runs the case on a backend and on the reference backend.</summary>
    internal void Check(IBackend backend)
    {
        KerasTensor[] x = [.. Inputs.Select((data, i) => Ops.Input(data.Shape, data.DType, $"x{i}"))];
        Program program = new(x, Compute(x));
        TensorData[] expected = program.Run(Inputs), actual = program.Run(backend, Inputs);
        for (int i = 0; i < expected.Length; i++)
            Tolerance.Check(expected[i], actual[i], $"{Name}, output {i}");
    }
}
