using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph;

public sealed class CompositesTests
{
    private static readonly KerasTensor s_x = Ops.Input([2, 3], DType.Float32, "x");

    [Fact]
    public void Composites_are_replaced_until_only_primitives_are_left()
    {
        Program program = Composites.Lower(new Program([s_x], [Ops.SoftmaxCrossEntropy(s_x, Ops.Softmax(s_x))]), _ => false);

        Assert.DoesNotContain(program.Nodes, node => Composites.IsComposite(node.Op));
    }

    [Fact]
    public void Claimed_composites_stay()
    {
        Program program = Composites.Lower(new Program([s_x], [Ops.SoftmaxCrossEntropy(s_x, Ops.Softmax(s_x))]), node => node.Op == Op.LogSoftmax);

        Assert.Equal([Op.LogSoftmax], program.Nodes.Select(node => node.Op).Where(Composites.IsComposite));
    }

    [Fact]
    public void A_program_without_composites_is_handed_back()
    {
        Program program = new([s_x], [Ops.Exp(s_x)]);

        Assert.Same(program, Composites.Lower(program, _ => false));
    }

    [Fact]
    public void Composites_in_loops_and_updates_are_replaced()
    {
        Variable variable = new(new TensorData([2, 3], DType.Float32), "w");
        KerasTensor loop = Ops.Scan((_, s) => ([], [Ops.Relu(s[0])]), [], [s_x]).Outputs[0];
        Program program = Composites.Lower(new Program([s_x], [loop], [(variable, Ops.Relu(s_x))]), _ => false);
        TensorData[] results = program.Run(TensorData.From<float>([1, -1, 2, -3, 0, 5], [2, 3]));

        ProgramCheck.Verify(program, _ => false);
        Assert.Equal([1, 0, 2, 0, 0, 5], results[0].Numbers());
        Assert.Equal([1, 0, 2, 0, 0, 5], variable.Value.Numbers());
    }

    [Fact]
    public void Softmax_does_not_overflow()
    {
        Assert.Equal([0, 0.5, 0.5], Ops.Softmax(Ops.Constant<float>([-1000, 1000, 1000], [3])).Numbers());
        Assert.Equal([-2000, 0], Ops.LogSoftmax(Ops.Constant<float>([-1000, 1000], [2])).Numbers());
    }

    [Theory]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, 1, double.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 3, 3)]
    [InlineData(1000, -1000, 1000)]
    public void LogSumExp_of_extremes(float a, float b, double expected) =>
        Assert.Equal([expected], Ops.LogSumExp(Ops.Constant<float>([a, b], [2])).Numbers());

    [Fact]
    public void A_label_out_of_range_gives_NaN()
    {
        KerasTensor logits = Ops.Constant<float>([1, 1, 1, 1, 1, 1], [3, 2]);
        double[] losses = Ops.SparseSoftmaxCrossEntropy(logits, Ops.Constant<int>([1, 2, -1], [3])).Numbers();

        Assert.Equal(Math.Log(2), losses[0], 1e-6);
        Assert.Equal([double.NaN, double.NaN], losses[1..]);
    }
}
