using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Regularization;

public class DropoutTests
{
    [Fact]
    public void Kept_numbers_grow_by_what_is_dropped()
    {
        double[] y = Train(new Dropout(0.25, seed: 1), [40, 50]);
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - 4 / 3.0) < 1e-6));
        Assert.InRange(y.Count(value => value == 0) / (double)y.Length, 0.2, 0.3);
    }

    [Fact]
    public void Only_training_drops()
    {
        foreach (Layer layer in (Layer[])[new Dropout(0.5), new AlphaDropout(0.5), new GaussianNoise(0.5), new GaussianDropout(0.5)])
            Assert.Equal([1, 2, 3], LayerContract.Numbers(layer, [1, 3], 1, 2, 3));
    }

    [Fact]
    public void The_ends_of_the_rate_drop_nothing_and_everything()
    {
        Assert.All(Train(new Dropout(0), [2, 3]), value => Assert.Equal(1, value));
        Assert.All(Train(new Dropout(1), [2, 3]), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Each_call_draws_anew_and_a_seed_repeats_the_calls()
    {
        Dropout first = new(0.5, seed: 7), second = new(0.5, seed: 7);
        double[] one = Train(first, [10, 10]), two = Train(first, [10, 10]);
        Assert.NotEqual(one, two);
        Assert.Equal(one, Train(second, [10, 10]));
        Assert.Equal(two, Train(second, [10, 10]));
    }

    [Fact]
    public void Size_1_in_the_noise_shape_drops_the_whole_axis()
    {
        double[] y = Train(new Dropout(0.5, [Shape.Unknown, 1, Shape.Unknown], seed: 2), [4, 3, 5]);
        double[] spatial = Train(new SpatialDropout1D(0.5, seed: 2), [4, 3, 5]);
        Assert.Equal(y, spatial);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(y[i / 15 * 15 + i % 5], y[i]);
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        double[] y = Train(new AlphaDropout(0.1, seed: 3), [50, 40], value: 0);
        Assert.All(y, value => Assert.True(Math.Abs(value - 0.16197097) < 1e-5 || Math.Abs(value + 1.4577386) < 1e-5));
    }

    [Fact]
    public void Noise_has_its_width()
    {
        double[] y = Train(new GaussianNoise(0.5, seed: 4), [50, 40]);
        Assert.InRange(y.Average(), 0.93, 1.07);
        Assert.InRange(Math.Sqrt(y.Average(value => (value - 1) * (value - 1))), 0.45, 0.55);
        double[] factors = Train(new GaussianDropout(0.2, seed: 4), [50, 40]);
        Assert.InRange(Math.Sqrt(factors.Average(value => (value - 1) * (value - 1))), 0.45, 0.55);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianNoise(1.5));
        Assert.Throws<ArgumentException>(() => new Dropout(0.5, [2, 0]));
        Assert.Throws<ShapeException>(() => Train(new Dropout(0.5, [2, 4]), [2, 3]));
        Assert.Throws<ShapeException>(() => new SpatialDropout1D(0.5).ComputeOutputShape([1, 2, 2, 2]));
        Assert.Throws<ArgumentException>(() => Train(new GaussianDropout(1), [2, 3]));
        Assert.Throws<ArgumentException>(() => Train(new AlphaDropout(1), [2, 3]));
    }

    [Fact]
    public void Activity_costs_are_divided_by_the_batch()
    {
        using Trace trace = new();
        CallContext context = new();
        new ActivityRegularization(l1: 0.5).Invoke([Ops.Constant<float>([1, -2, 3, 4], [2, 2])], context);
        Assert.Equal([2.5], Assert.Single(context.Losses).Numbers());
    }

    private static double[] Train(Layer layer, Shape shape, double value = 1)
    {
        TensorData x = new(shape, DType.Float32);
        for (long i = 0; i < x.Length; i++)
            x.SetDouble(i, value);
        return LayerContract.Run(layer, true, x).Numbers();
    }
}
