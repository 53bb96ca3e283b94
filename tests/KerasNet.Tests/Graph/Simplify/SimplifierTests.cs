using KerasNet.Tests.Engine.Conformance;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph.Simplify;

public sealed class SimplifierTests
{
    private static readonly KerasTensor s_x = Ops.Input([2, 3], DType.Float32, "x");
    private static readonly TensorData s_data = TensorData.From<float>([1, -2, 3, 0.5f, float.NaN, -0f], [2, 3]);

    [Fact]
    public void Equal_equations_become_one()
    {
        Program program = Simplified(Ops.Exp(s_x) * 2 + Ops.Exp(s_x) * 2);

        Assert.Equal([Op.Input, Op.Exp, Op.Constant, Op.Multiply, Op.Add], program.Nodes.Select(node => node.Op));
    }

    [Fact]
    public void Constants_are_equal_only_if_shape_and_dtype_are()
    {
        KerasTensor row = Ops.Constant<float>([1, 1], [2]), column = Ops.Constant<float>([1, 1], [2, 1]), whole = Ops.Constant<int>([1, 1], [2]);

        Assert.Equal([[2], [2, 1], [2]], Simplified(row, column, whole).Outputs.Select(output => output.Shape.ToArray()));
        Assert.Equal([9007199254740993, 9007199254740992], Simplified([], Ops.Constant<long>([9007199254740993], [1]),
            Ops.Constant<long>([9007199254740992], [1]))
            .Run().Select(result => result.AsSpan<long>()[0]));
        Assert.Equal([0d, -0d], Simplified([], Ops.Scalar(0), Ops.Scalar(-0d)).Run().Select(result => result.GetDouble(0)), (a, b) =>
            double.IsNegative(a) == double.IsNegative(b));
    }

    [Fact]
    public void Equal_loops_become_one_and_their_bodies_are_simplified()
    {
        KerasTensor[] twice = [Loop(), Loop()];
        Program program = Simplified(twice);

        Assert.Same(program.Outputs[0], program.Outputs[1]);
        Program body = program.Outputs[0].Node.Get<ScanAttributes>().Body;
        Assert.Equal(1, body.Nodes.Count(node => node.Op == Op.Sin));

        static KerasTensor Loop() => Ops.Scan((c, s) => ([Ops.StopGradient(c[0]) + Ops.Sin(s[0]) * Ops.Sin(s[0])], []), [Ops.Zeros([3])], [s_x]).Carries[0];
    }

    [Fact]
    public void Loops_over_different_variables_stay_apart()
    {
        Variable a = new(TensorData.From<float>([1], [1]), "w"), b = new(TensorData.From<float>([2], [1]), "w");
        using Trace trace = new();

        Assert.Equal([[3], [6]], Simplified(Loop(a), Loop(b)).Run(s_data).Select(result => result.Numbers()));

        static KerasTensor Loop(Variable w) => Ops.Scan((c, _) => ([c[0] + w], []), [Ops.Zeros([1])], [], 3).Carries[0];
    }

    public static TheoryData<string> NothingDone => [.. s_nothing.Keys];

    private static readonly Dictionary<string, Func<KerasTensor, KerasTensor>> s_nothing = new()
    {
        ["StopGradient"] = Ops.StopGradient,
        ["Reverse twice"] = x => Ops.Flip(Ops.Flip(x, 0, 1), 1, 0),
        ["Reshape back"] = x => Ops.Reshape(Ops.Reshape(x, [6]), [2, 3]),
        ["Negate twice"] = x => -(-x),
        ["times 1"] = x => x * 1,
        ["1 times"] = x => 1 * x,
        ["times ones"] = x => x * Ops.Ones([2, 3]),
        ["by 1"] = x => x / 1,
        ["Sum over an axis of size 1"] = x => Ops.Reshape(Ops.Sum(Ops.Reshape(x, [2, 1, 3]), [1], keepDims: true), [2, 3]),
        ["Broadcast to itself"] = x => Node.Create(Op.Broadcast, [x], new ShapeAttributes([2, 3])).Output,
        ["Cast to itself"] = x => Node.Create(Op.Cast, [x], new CastAttributes(DType.Float32)).Output,
    };

    [Theory]
    [MemberData(nameof(NothingDone))]
    public void What_does_nothing_disappears(string name) => Assert.Same(s_x, Simplified(s_nothing[name](s_x)).Outputs[0]);

    [Fact]
    public void What_stretches_stays()
    {
        KerasTensor small = Ops.Input([3], DType.Float32, "small");

        Assert.Equal([2, 3], Simplified([small], small * Ops.Ones([2, 3])).Outputs[0].Shape);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_transpose_becomes_an_attribute_of_the_product(bool transposeA, bool transposeB)
    {
        KerasTensor a = Ops.Input([2, 4, 3], DType.Float32, "a"), b = Ops.Input([2, 5, 4], DType.Float32, "b");
        KerasTensor product = Ops.MatMul(transposeA ? Ops.SwapLastAxes(a) : a, transposeB ? Ops.SwapLastAxes(b) : b, !transposeA, !transposeB);
        Program program = Simplified([a, b], product);

        Assert.Equal(new MatMulAttributes(true, true), program.Outputs[0].Node.Attributes);
        Assert.Equal([a, b], program.Outputs[0].Node.Inputs);
    }

    [Fact]
    public void A_transpose_of_other_axes_stays()
    {
        KerasTensor a = Ops.Input([4, 2, 3], DType.Float32, "a"), b = Ops.Input([2, 3, 5], DType.Float32, "b");

        Assert.Contains(Op.Transpose, Simplified([a, b], Ops.MatMul(Ops.Transpose(a, 1, 0, 2), b)).Nodes.Select(node => node.Op));
    }

    [Fact]
    public void Updates_are_simplified_too()
    {
        Variable variable = new(new TensorData([2, 3], DType.Float32), "w");
        using Trace trace = new();
        variable.Assign(variable + s_x * 1);
        Program program = Simplifier.Run(new Program([s_x], [], trace.Assignments));
        program.Run(TensorData.From<float>([1, 2, 3, 4, 5, 6], [2, 3]));

        Assert.DoesNotContain(program.Nodes, node => node.Op == Op.Multiply);
        Assert.Equal([1, 2, 3, 4, 5, 6], variable.Value.Numbers());
    }

    /// <summary>Bit for bit, so the tolerance of a comparison cannot hide a change.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_program_computes_the_same_bits_when_simplified(int seed)
    {
        StatefulProgram stateful = RandomProgram.Make(seed);
        Program lowered = Composites.Lower(stateful.Program, _ => false), simplified = ProgramCheck.Verify(Simplifier.Run(lowered));
        List<TensorData[]> expected = stateful.Run(new ReferenceBackend(), 2), actual = stateful.With(simplified).Run(new ReferenceBackend(), 2);

        Assert.True(simplified.Nodes.Count <= lowered.Nodes.Count);
        Assert.All(expected.Zip(actual), runs => Assert.All(runs.First.Zip(runs.Second), pair => Assert.Equal(pair.First.AsBytes(), pair.Second.AsBytes())));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1000, 60)];

    private static Program Simplified(params KerasTensor[] outputs) => Simplified([s_x], outputs);

    private static Program Simplified(KerasTensor[] inputs, params KerasTensor[] outputs) => ProgramCheck.Verify(Simplifier.Run(new Program(inputs, outputs)));
}
