using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph.Tracing;

public sealed class TraceTests
{
    private readonly Variable _a = new(TensorData.From<float>([1, 2], [2]), "a");
    private readonly Variable _b = new(TensorData.From<float>([10, 20], [2]), "b");

    [Fact]
    public void A_read_gives_what_was_assigned_last()
    {
        using Trace trace = new();
        KerasTensor before = _a.Read();
        _a.Assign(before + 1);
        KerasTensor between = _a.Read();
        _a.Assign(between * 2);
        KerasTensor after = _a.Read();

        TensorData[] results = new Program([], [before, between, after], trace.Assignments).Run();
        Assert.Equal([1, 2], results[0].Numbers());
        Assert.Equal([2, 3], results[1].Numbers());
        Assert.Equal([4, 6], results[2].Numbers());
        Assert.Equal([4, 6], _a.Value.Numbers());
    }

    [Fact]
    public void Everything_is_read_before_anything_is_written()
    {
        using Trace trace = new();
        (KerasTensor a, KerasTensor b) = (_a, _b);
        _a.Assign(b);
        _b.Assign(a);

        new Program([], [], trace.Assignments).Run();
        Assert.Equal([10, 20], _a.Value.Numbers());
        Assert.Equal([1, 2], _b.Value.Numbers());
    }

    [Fact]
    public void Assignments_come_in_the_order_of_the_first_with_the_value_of_the_last()
    {
        using Trace trace = new();
        _b.Assign(_a);
        _a.Assign(Ops.Zeros([2]));
        KerasTensor last = Ops.Ones([2]);
        _b.Assign(last);

        Assert.Equal([_b, _a], trace.Assignments.Select(assignment => assignment.Variable));
        Assert.Same(last, trace.Assignments[0].Value);
    }

    [Fact]
    public void A_variable_is_read_once()
    {
        using Trace trace = new();

        Assert.Same(_a.Read(), _a.Read());
    }

    [Fact]
    public void An_inner_trace_does_not_see_what_the_outer_one_assigned()
    {
        using Trace outer = new(training: true);
        _a.Assign(Ops.Zeros([2]));
        using (Trace inner = new())
        {
            Assert.Same(inner, Trace.Current);
            Assert.False(Trace.Current!.Training);
            Assert.Equal(Op.ReadVariable, _a.Read().Node.Op);
        }

        Assert.Same(outer, Trace.Current);
        Assert.Equal(Op.Broadcast, _a.Read().Node.Op);
    }

    [Fact]
    public void A_trace_belongs_to_its_thread()
    {
        using Trace trace = new();
        Trace? seen = trace;
        Thread thread = new(() => seen = Trace.Current);
        thread.Start();
        thread.Join();

        Assert.Null(seen);
    }

    [Fact]
    public void A_value_is_converted_to_the_variable_s_dtype_but_not_to_its_shape()
    {
        using Trace trace = new();
        _a.Assign(Ops.Arange(2));
        Assert.Equal(DType.Float32, trace.Assignments[0].Value.DType);

        string message = Assert.Throws<ShapeException>(() => _a.Assign(Ops.Arange(3))).Message;
        Assert.Contains("'a' has the shape (2,). Received a value of shape (3,)", message);
    }

    [Fact]
    public void Scopes_nest_and_are_left_again()
    {
        using (Trace.Scope("model"))
        {
            using (Trace.Scope("dense"))
                Assert.Equal("model/dense", Ops.Zeros([2]).Node.Scope);
            Assert.Equal("model", Ops.Zeros([2]).Node.Scope);
        }

        Assert.Equal("", Ops.Zeros([2]).Node.Scope);
    }
}
