using KerasNet.Layers;

namespace KerasNet.Tests.Graph;

public sealed class DTypeTests
{
    [Theory]
    [InlineData(DType.Bool, DType.UInt8, DType.UInt8)]
    [InlineData(DType.UInt8, DType.Int32, DType.Int32)]
    [InlineData(DType.Int64, DType.Int32, DType.Int64)]
    [InlineData(DType.Int64, DType.Float32, DType.Float32)]
    [InlineData(DType.Float64, DType.Float32, DType.Float64)]
    public void Operands_are_promoted_to_the_wider_type(DType a, DType b, DType expected)
    {
        Assert.Equal(expected, DTypes.Promote(a, b));
        Assert.Equal(expected, DTypes.Promote(b, a));
        Assert.Equal(expected, Ops.Add(Ops.Input([2], a, "a"), Ops.Input([2], b, "b")).DType);
    }

    [Fact]
    public void Names_are_those_of_Keras()
    {
        Assert.Equal("float32", DType.Float32.KerasName());
        Assert.Equal(DType.UInt8, DTypes.Parse("uint8"));
        string message = Assert.Throws<ArgumentException>(() => DTypes.Parse("flot32")).Message;
        Assert.Contains("'flot32'", message);
        Assert.Contains("float32, float64, int32, int64, bool, uint8", message);
    }

    [Fact]
    public void No_operation_takes_or_makes_text()
    {
        KerasTensor text = Ops.Input([2], DType.String, "x");
        Assert.Contains("expected numbers", Assert.Throws<ShapeException>(() => Ops.Reshape(text, [2, 1])).Message);
        Assert.Contains("TextVectorization", Assert.Throws<ShapeException>(() => Ops.Cast(Ops.Input([2], DType.Int32, "x"), DType.String)).Message);
        Assert.Throws<ShapeException>(() => new Input([], dtype: DType.String).Then(new Flatten()));
    }

    [Fact]
    public void A_number_takes_the_dtype_of_the_tensor_beside_it()
    {
        Assert.Equal(DType.Int32, (Ops.Input([2], DType.Int32, "x") + 1).DType);
        Assert.Equal(DType.Float32, (Ops.Input([2], DType.Int32, "x") + 0.5).DType);
        Assert.Equal(DType.Float64, (Ops.Input([2], DType.Float64, "x") + 0.5).DType);
        Assert.Equal(DType.Float32, (1 - Ops.Input([2], DType.Bool, "x")).DType);
        Assert.Equal(DType.Float32, (Ops.Input([2], DType.Int32, "x") / 2).DType);
    }
}
