using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph;

/// <summary>Every operation has its row in every table.</summary>
public sealed class OpTableTests
{
    public static TheoryData<Op> All => [.. Enum.GetValues<Op>()];

    public static TheoryData<Op> Primitives => [.. Enum.GetValues<Op>().Where(op => op != Op.Input && !Composites.IsComposite(op))];

    [Theory]
    [MemberData(nameof(All))]
    public void An_operation_has_a_shape_rule(Op op) => Assert.Equal(op != Op.Input, ShapeRules.Covered.Contains(op));

    [Theory]
    [MemberData(nameof(All))]
    public void An_operation_has_a_gradient_rule_or_is_declared_without(Op op) =>
        Assert.True(GradientRules.Covered.Contains(op) ^ GradientRules.NotDifferentiable.Contains(op));

    [Theory]
    [MemberData(nameof(Primitives))]
    public void A_primitive_has_a_reference_kernel(Op op) => Assert.True(op == Op.Scan || ReferenceKernels.Table.ContainsKey(op));

    [Fact]
    public void Composites_are_the_operations_that_the_reference_backend_does_not_know() =>
        Assert.Equal(Enum.GetValues<Op>().Except([Op.Input, Op.Scan]).Except(ReferenceKernels.Table.Keys), Composites.Covered.Order());
}
