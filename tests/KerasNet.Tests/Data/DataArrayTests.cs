using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet.Tests.Data;

public sealed class DataArrayTests
{
    private static DataArray Of(DataArray data) => data;

    [Fact]
    public void Arrays_of_any_rank_keep_their_shape()
    {
        Assert.Equal("(2)", Of(new float[2]).Shape.ToString().Replace(",", "", StringComparison.Ordinal));
        Assert.Equal("(2, 3, 4)", Of(new int[2, 3, 4]).Shape.ToString());
        Assert.Equal("(1, 2, 3, 4, 5)", Of(new byte[1, 2, 3, 4, 5]).Shape.ToString());
    }

    [Fact]
    public void Arrays_keep_their_type()
    {
        Assert.Equal(
            [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt8, DType.Bool],
            new[] { Of(new float[1]), new double[1], new int[1], new long[1], new byte[1], new bool[1] }.Select(data => data.DType));
    }

    [Fact]
    public void A_flat_array_is_seen_under_a_shape() => Assert.Equal(3, DataArray.Of(new float[6], [3, 2]).Count);

    [Fact]
    public void A_shape_that_does_not_fit_is_refused() =>
        Assert.Contains("Received: 6", Assert.Throws<ArgumentException>(() => DataArray.Of(new float[6], [4, 2])).Message);

    [Fact]
    public void A_single_number_is_no_data() => Assert.Throws<ArgumentException>(() => DataArray.Of(new float[1], []));

    [Fact]
    public void Data_are_seen_in_place()
    {
        float[,] array = new float[2, 2];
        DataArray data = array;
        array[1, 1] = 5;
        Assert.Equal(5, BitConverter.ToSingle(data.Bytes[12..]));
    }

    [Fact]
    public void Texts_are_seen_in_place()
    {
        string[,] texts = { { "a", "b" }, { "c", "d" } };
        DataArray data = texts;
        texts[1, 0] = "e";
        Assert.Equal("(2, 2)", data.Shape.ToString());
        Assert.Equal(DType.String, data.DType);
        Assert.Equal(["a", "b", "e", "d"], data.Texts.ToArray());
        Assert.Equal(["e", "d"], data.Row(1).Texts.ToArray());
        Assert.Equal(["b"], DataArray.Of(["a", "b", "c"], [3, 1]).Row(1).Texts.ToArray());
    }

    [Fact]
    public void Texts_and_numbers_are_not_mixed_up()
    {
        Assert.Contains("float32", Assert.Throws<InvalidOperationException>(() => Of(new float[2]).Texts.Length).Message);
        Assert.Contains("string", Assert.Throws<InvalidOperationException>(() => Of(new[] { "a" }).AsSpan<int>().Length).Message);
        Assert.Contains("TextVectorization", Assert.Throws<NotSupportedException>(() => Of(new[] { "a" }).Bytes.Length).Message);
        Assert.Contains("Received: 3", Assert.Throws<ArgumentException>(() => DataArray.Of(["a", "b", "c"], [2, 2])).Message);
    }

    [Fact]
    public void A_slice_of_a_tensor_is_packed()
    {
        DataArray data = Tensor.Create(new float[] { 1, 2, 3, 4 }, [2, 2]).Slice(0..2, 1..2);
        Assert.Equal("(2, 1)", data.Shape.ToString());
        Assert.Equal(4, BitConverter.ToSingle(data.Bytes[4..]));
    }

    [Fact]
    public void Arrays_of_one_set_must_have_as_many_samples()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => { DataArrays _ = [new float[2, 1], new float[3, 1]]; });
        Assert.Contains("(2, 1)", e.Message);
        Assert.Contains("(3, 1)", e.Message);
    }

    [Fact]
    public void An_empty_set_is_refused() => Assert.Throws<ArgumentException>(() => { DataArrays _ = []; });

    [Fact]
    public void Arrays_by_name_come_in_the_order_of_the_model()
    {
        DataArrays data = new Dictionary<string, DataArray> { ["b"] = new float[1], ["a"] = new int[1] };
        Assert.Equal([DType.Int32, DType.Float32], data.InOrder(["a", "b"], "input").Select(array => array.DType));
    }

    [Fact]
    public void A_missing_name_is_refused()
    {
        DataArrays data = new Dictionary<string, DataArray> { ["b"] = new float[1] };
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => data.InOrder(["a", "b"], "input")).Message);
    }
}
