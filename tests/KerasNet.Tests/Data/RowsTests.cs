using KerasNet.Data;

namespace KerasNet.Tests.Data;

public class RowsTests
{
    [Fact]
    public void Samples_are_copied_in_the_order_asked()
    {
        DataArray x = new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        DataArray rows = x.Rows([2, 0, 2]);

        Assert.Equal([3, 2], rows.Shape);
        Assert.Equal([5, 6, 1, 2, 5, 6], rows.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Texts_are_copied_too()
    {
        DataArray x = new[,] { { "a", "b" }, { "c", "d" } };

        Assert.Equal(["c", "d"], x.Rows([1]).Texts.ToArray());
    }

    [Fact]
    public void All_arrays_give_the_same_samples_under_their_names()
    {
        DataArrays x = new Dictionary<string, DataArray> { ["left"] = new[] { 1, 2, 3 }, ["right"] = new[] { 4.0, 5.0, 6.0 } };
        DataArrays rows = x.Rows([1, 2]);

        Assert.Equal(["left", "right"], rows.Names!);
        Assert.Equal([2, 3], rows[0].AsSpan<int>().ToArray());
        Assert.Equal([5, 6], rows[1].AsSpan<double>().ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_place_outside_is_said(int row)
    {
        DataArray x = new[] { 1, 2, 3 };

        Assert.Contains("The data has 3 samples", Assert.Throws<ArgumentOutOfRangeException>(() => x.Rows([row])).Message, StringComparison.Ordinal);
    }
}
