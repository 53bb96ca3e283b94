namespace KerasNet.Tests.Engine.Conformance;

/// <summary>The one list of cases that every backend is held against the reference backend with.</summary>
internal static partial class ConformanceCases
{
    internal static readonly DType[] Floating = [DType.Float32, DType.Float64];
    internal static readonly DType[] Numeric = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt8];
    internal static readonly DType[] Every = [.. Enum.GetValues<DType>().Where(type => type != DType.String)];

    private static readonly Lazy<Dictionary<string, ConformanceCase>> s_all = new(() =>
        new[] { Elementwise(), Movement(), Reductions(), Contractions(), Indexing(), Loops(), CompositeOperations(), AffineTransforms(), RecurrentOperations() }
            .SelectMany(cases => cases)
            .ToDictionary(one => one.Name));

    internal static Dictionary<string, ConformanceCase> All => s_all.Value;

    private static ConformanceCase Case(string name, Tolerance tolerance, Func<KerasTensor[], KerasTensor> compute, params TensorData[] inputs) =>
        new(name, inputs, x => [compute(x)], tolerance);

    private static Func<KerasTensor[], KerasTensor> Apply(Op op, OpAttributes? attributes = null) => x => Node.Create(op, x, attributes).Output;

    private static Tolerance For(DType type, Tolerance floating) =>
        type switch
        {
            DType.Float32 => floating,
            DType.Float64 => floating with { Relative = floating.Relative * 1e-6, Absolute = floating.Absolute * 1e-6 },
            _ => Tolerance.Exact,
        };
}
