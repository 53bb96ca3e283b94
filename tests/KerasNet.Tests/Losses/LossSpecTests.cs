using KerasNet.Losses;

namespace KerasNet.Tests.Losses;

public sealed class LossSpecTests
{
    [Theory]
    [InlineData("mse", typeof(MeanSquaredError))]
    [InlineData("MAE", typeof(MeanAbsoluteError))]
    [InlineData("kld", typeof(KLDivergence))]
    [InlineData("kl_divergence", typeof(KLDivergence))]
    [InlineData("BinaryCrossentropy", typeof(BinaryCrossentropy))]
    [InlineData("log_cosh", typeof(LogCosh))]
    public void Names_are_those_of_Keras(string name, Type type)
    {
        LossSpec spec = name;
        Assert.Equal(name, spec.Text);
        Assert.IsType(type, spec.Resolve([4, 1], [4, 1]));
    }

    [Fact]
    public void An_unknown_name_fails_at_once_with_the_nearest()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => (LossSpec)"mean_square_error");
        Assert.Contains("Did you mean 'mean_squared_error'?", e.Message);
    }

    [Theory]
    [InlineData("crossentropy", new[] { 4 }, new[] { 4, 1 }, typeof(BinaryCrossentropy))]
    [InlineData("ce", new[] { 4 }, new[] { 4, 3 }, typeof(SparseCategoricalCrossentropy))]
    [InlineData("CrossEntropy", new[] { 4, 1 }, new[] { 4, 3 }, typeof(SparseCategoricalCrossentropy))]
    [InlineData("ce", new[] { 4, 3 }, new[] { 4, 3 }, typeof(CategoricalCrossentropy))]
    public void The_shapes_choose_a_crossentropy(string name, int[] yTrue, int[] yPred, Type type) => Assert.IsType(type, ((LossSpec)name).Resolve(yTrue, yPred));
}
