namespace KerasNet.Tests.Graph;

public sealed class TensorDataTests
{
    public static TheoryData<DType> Types => [.. Enum.GetValues<DType>().Except([DType.String])];

    [Theory]
    [MemberData(nameof(Types))]
    public void Memory_is_zeroed_aligned_and_of_the_right_size(DType type)
    {
        TensorData data = new([3, 5], type);

        Assert.Equal(0, data.Pointer % 64);
        Assert.Equal(15 * type.Size(), data.Bytes);
        Assert.All(data.AsBytes().ToArray(), one => Assert.Equal(0, one));
        data.SetDouble(14, 1);
        Assert.Equal(1, data.GetDouble(14));
        Assert.Equal(0, data.GetDouble(13));
    }

    [Fact]
    public void Texts_are_not_kept_where_engines_read() =>
        Assert.Contains("TextVectorization", Assert.Throws<NotSupportedException>(() => new TensorData([2], DType.String)).Message);

    [Fact]
    public void A_clone_has_memory_of_its_own()
    {
        TensorData data = TensorData.From<float>([1, 2], [2]);
        TensorData copy = data.Clone();
        data.AsSpan<float>()[0] = 9;

        Assert.Equal([1, 2], copy.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Elements_are_only_given_out_as_what_they_are() =>
        Assert.Contains("float32", Assert.Throws<InvalidOperationException>(() => new TensorData([2], DType.Float32).AsSpan<int>().Length).Message);

    [Fact]
    public void A_wrong_number_of_elements_is_refused() =>
        Assert.Contains("6 elements. Received: 2", Assert.Throws<ArgumentException>(() => TensorData.From<float>([1, 2], [2, 3])).Message);
}
