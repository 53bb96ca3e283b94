namespace KerasNet.Tests.Engine.Reference;

public sealed class PhiloxTests
{
    /// <summary>The known answers that the authors of Random123 publish.</summary>
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Published_answers_come_out(string counter, string key, string expected) =>
        Assert.Equal(Words(expected), Philox.Block(Words(counter), Words(key)));

    [Fact]
    public void Elements_take_the_four_words_of_each_block_in_order()
    {
        KerasTensor state = Ops.Constant<long>([0x299f31d0_a4093822, 0x03707344_13198a2e], [2]);
        TensorData bits = new Program([], [Ops.RandomBits(state, [2, 3])]).Run()[0];

        uint[] key = [0xa4093822, 0x299f31d0];
        uint[] first = Philox.Block([0, 0, 0x13198a2e, 0x03707344], key), second = Philox.Block([1, 0, 0x13198a2e, 0x03707344], key);
        Assert.Equal([first[0], first[1], first[2], first[3], second[0], second[1]], bits.AsSpan<int>().ToArray().Select(word => (uint)word));
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval()
    {
        double[] draws = Ops.RandomUniform(Ops.Constant<long>([1, 0], [2]), [4000], -1, 3).Numbers();

        Assert.All(draws, draw => Assert.InRange(draw, -1, 3));
        Assert.InRange(draws.Average(), 0.9, 1.1);
        Assert.InRange(draws.Min(), -1, -0.99);
        Assert.InRange(draws.Max(), 2.99, 3);
    }

    [Fact]
    public void Normal_numbers_have_the_asked_mean_and_deviation()
    {
        double[] draws = Ops.RandomNormal(Ops.Constant<long>([1, 7], [2]), [50, 80], 2, 3).Numbers();

        Assert.InRange(draws.Average(), 1.85, 2.15);
        Assert.InRange(Math.Sqrt(draws.Average(draw => draw * draw) - draws.Average() * draws.Average()), 2.9, 3.1);
    }

    private static uint[] Words(string text) => [.. text.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
}
