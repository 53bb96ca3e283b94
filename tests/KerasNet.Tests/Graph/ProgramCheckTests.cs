namespace KerasNet.Tests.Graph;

public sealed class ProgramCheckTests
{
    private static readonly KerasTensor s_x = Ops.Input([2, 3], DType.Float32, "x");

    [Fact]
    public void A_well_formed_program_passes()
    {
        Program program = new([s_x], [Ops.Softmax(s_x)]);

        Assert.Same(program, ProgramCheck.Verify(program));
        Assert.Same(program, ProgramCheck.Verify(program, _ => true));
    }

    [Fact]
    public void A_composite_that_nobody_claims_is_found() => Refused(new Program([s_x], [Ops.Softmax(s_x)]), "Softmax", "not lowered");

    [Fact]
    public void A_composite_inside_a_loop_is_found() =>
        Refused(new Program([s_x], Ops.Scan((_, s) => ([], [Ops.Relu(s[0])]), [], [s_x]).Outputs), "Relu", "not lowered");

    [Fact]
    public void An_input_that_is_computed_is_found() => Refused(new Program([s_x, -s_x], [s_x]), "Negate", "declared as an input");

    [Fact]
    public void A_type_that_does_not_follow_from_the_rule_is_found() =>
        Refused(new Program([s_x], [new Node(Op.Exp, [s_x], NoAttributes.Instance, [new TensorType([7], DType.Float32)]).Output]), "Exp", "output types");

    [Fact]
    public void A_variable_written_with_another_type_is_found()
    {
        Variable variable = new(new TensorData([2], DType.Float32), "w");

        Refused(new Program([s_x], [], [(variable, s_x)]), "w float32(2,)", "(2, 3) float32");
    }

    [Fact]
    public void A_variable_written_twice_is_found()
    {
        Variable variable = new(new TensorData([2, 3], DType.Float32), "w");

        Refused(new Program([s_x], [], [(variable, s_x), (variable, -s_x)]), "written twice");
    }

    private static void Refused(Program program, params string[] parts)
    {
        string message = Assert.Throws<InvalidOperationException>(() => ProgramCheck.Verify(program, _ => false)).Message;

        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
