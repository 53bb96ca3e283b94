using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Conformance;

public sealed class CpuConformanceTests : ConformanceSuite
{
    private protected override IBackend Backend => CpuBackend.Instance;

    [Fact]
    public void Every_primitive_is_covered_and_composites_are_where_they_are_claimed()
    {
        Assert.Empty(Enum.GetValues<Op>().Where(op => op != Op.Input && !Composites.IsComposite(op)).Except(CpuBackend.Covered));
        KerasTensor x = Ops.Input([2, 3], DType.Float32, "x"), labels = Ops.Input([2], DType.Int32, "labels");
        KerasTensor[] composites =
        [
            Ops.Variance(x, [0], keepDims: true), Ops.Standardize(x, [0], 0.1), Ops.Relu(x), Ops.Softmax(x), Gradient.Of(Ops.Softmax(x), [x])[0]!, Ops.LogSoftmax(x), Ops.LogSumExp(x, keepDims: true),
            Ops.SoftmaxCrossEntropy(x, x), Ops.SparseSoftmaxCrossEntropy(x, labels),
            Ops.AffineTransform(Ops.Input([2, 4, 5, 3], DType.Float32, "pictures"), Ops.Input([2, 8], DType.Float32, "transforms")),
            .. Recurrent(),
        ];

        Assert.Equal(Composites.Covered.Order(), composites.Select(composite => composite.Node.Op).Order());
        Assert.All(composites.Where(composite => Backend.Claims(composite.Node)), composite => Assert.Contains(composite.Node.Op, CpuBackend.Covered));
    }
    /// <summary>Recurrent operations and, behind their results, their gradients.</summary>
    private static IEnumerable<KerasTensor> Recurrent()
    {
        KerasTensor x = Ops.Input([2, 3, 12], DType.Float32, "projected"), h = Ops.Input([2, 3], DType.Float32, "state");
        KerasTensor[] states =
        [
            Ops.Lstm(x, Ops.Input([3, 12], DType.Float32, "kernel"), h, h).States,
            Ops.Gru(x, Ops.Input([4, 12], DType.Float32, "kernel"), null, Ops.Input([2, 4], DType.Float32, "state")),
        ];
        return states.Concat(states.Select(state => Gradient.Of(state, [x])[0]!));
    }
}
