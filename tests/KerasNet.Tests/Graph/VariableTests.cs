namespace KerasNet.Tests.Graph;

public sealed class VariableTests
{
    [Fact]
    public void Setting_the_value_copies_the_numbers()
    {
        Variable variable = new(new TensorData([2], DType.Float32), "kernel", owner: "dense_1");
        TensorData given = TensorData.From<float>([1, 2], [2]), storage = variable.Value;
        variable.Value = given;
        given.AsSpan<float>()[0] = 9;

        Assert.Same(storage, variable.Value);
        Assert.Equal([1, 2], variable.Value.AsSpan<float>().ToArray());
        Assert.Equal("dense_1/kernel", variable.Path);
    }

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        Variable variable = new(new TensorData([2], DType.Float32), "kernel");

        string message = Assert.Throws<ShapeException>(() => variable.Value = new TensorData([3], DType.Int32)).Message;
        Assert.Contains("'kernel' holds float32(2,). Received: int32(3,)", message);
    }

    [Fact]
    public void A_variable_is_no_symbol_outside_of_a_trace()
    {
        Variable variable = new(new TensorData([2], DType.Float32), "kernel");

        Assert.Contains("'kernel'", Assert.Throws<InvalidOperationException>(() => -(KerasTensor)variable).Message);
    }
}
