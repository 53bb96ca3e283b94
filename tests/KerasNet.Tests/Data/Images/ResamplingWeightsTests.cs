using KerasNet.Data;

namespace KerasNet.Tests.Data.Images;

public sealed class ResamplingWeightsTests
{
    public static TheoryData<string> Methods => [.. ResamplingWeights.Names];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Weights_add_up_to_1_and_lie_inside(string method)
    {
        foreach ((int size, int newSize) in new[] { (1, 1), (1, 5), (5, 1), (7, 3), (3, 7), (180, 150), (150, 180), (1000, 3) })
            foreach (bool antialias in (bool[])[false, true])
            {
                ResamplingWeights weights = ResamplingWeights.Of(size, newSize, method, antialias);
                Assert.Equal((size, newSize), (weights.Size, weights.NewSize));
                for (int place = 0; place < newSize; place++)
                {
                    (int first, ReadOnlyMemory<double> row) = weights[place];
                    Assert.InRange(first, 0, size - row.Length);
                    Assert.Equal(1, row.ToArray().Sum(), 9);
                }
            }
    }

    [Fact]
    public void Only_methods_that_pass_through_the_old_places_leave_a_size_alone()
    {
        string[] changing = ["gaussian", "mitchellcubic"];
        Assert.All(ResamplingWeights.Names, method => Assert.Equal(!changing.Contains(method), ResamplingWeights.Of(6, 6, method).IsIdentity));
    }

    [Fact]
    public void Half_the_size_is_the_mean_of_two() => Assert.Equal([0.5, 0.5], ResamplingWeights.Of(6, 3, "area")[1].Weights.ToArray());

    [Fact]
    public void Antialiasing_counts_every_old_place()
    {
        Assert.Equal(2, ResamplingWeights.Of(12, 3, "bilinear")[1].Weights.Length);
        Assert.InRange(ResamplingWeights.Of(12, 3, "bilinear", antialias: true)[1].Weights.Length, 8, 9);
    }
}
