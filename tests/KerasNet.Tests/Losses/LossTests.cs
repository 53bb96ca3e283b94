using KerasNet.Losses;
using static KerasNet.Tests.Losses.Constants;

namespace KerasNet.Tests.Losses;

/// <summary>Values that stand in Keras' own tests, or that follow from the formulas by hand.</summary>
public sealed class LossTests
{
    private static KerasTensor True => F(new[,] { { 1f, 9, 2 }, { -5, -2, 6 } });

    private static KerasTensor Pred => F(new[,] { { 4f, 8, 12 }, { 8, 1, 3 } });

    [Theory]
    [InlineData(Reduction.SumOverBatchSize, 49.5)]
    [InlineData(Reduction.Sum, 99)]
    [InlineData(Reduction.MeanWithSampleWeight, 49.5)]
    public void Squared_errors_are_reduced(Reduction reduction, double expected) => Close(expected, new MeanSquaredError(reduction).Apply(True, Pred));

    [Theory]
    [InlineData(Reduction.SumOverBatchSize, 127.96667)]
    [InlineData(Reduction.Sum, 255.93333)]
    [InlineData(Reduction.MeanWithSampleWeight, 55.637681)]
    public void Weights_count_once_in_the_sum_and_the_divisor_is_the_count(Reduction reduction, double expected) =>
        Close(expected, new MeanSquaredError(reduction).Apply(True, Pred, V(1.2f, 3.4f)));

    [Fact]
    public void A_scalar_weight_multiplies() => Close(113.85, new MeanSquaredError().Apply(True, Pred, Ops.Scalar(2.3)));

    [Fact]
    public void Without_reduction_each_sample_has_its_loss() => Close([44, 211.93333], new MeanSquaredError(Reduction.None).Apply(True, Pred, V(1.2f, 3.4f)));

    [Fact]
    public void Absolute_errors() => Close(5.5, new MeanAbsoluteError().Apply(True, Pred));

    [Fact]
    public void Percentage_errors() => Close(211.8518, new MeanAbsolutePercentageError().Apply(F(new[,] { { 1f, 9, 2 }, { -5, -2, 6 } }), F(new[,] { { 4f, 8, 12 }, { 8, 1, 3 } })));

    [Fact]
    public void Logarithmic_errors() => Close(1.4370, new MeanSquaredLogarithmicError().Apply(True, Pred), 1e-4);

    [Fact]
    public void A_column_meets_a_vector() =>
        Close(1, new MeanSquaredError().Apply(V(1, 2, 3), F(new[,] { { 2f }, { 3 }, { 4 } })));

    [Fact]
    public void A_mask_gives_the_mean_over_what_is_kept()
    {
        KerasTensor pred = Ops.Reshape(V(1, 2, 3, 4), [2, 2, 1]);
        pred.Mask = B(new[,] { { true, false }, { true, true } });
        Close((1 + 9 + 16) / 3.0, new MeanSquaredError().Apply(Ops.Zeros([2, 2, 1]), pred));
    }

    [Fact]
    public void A_vector_of_weights_against_steps_is_refused()
    {
        ShapeException e = Assert.Throws<ShapeException>(() => new MeanSquaredError().Apply(Ops.Zeros([3, 3, 2]), Ops.Zeros([3, 3, 2]), V(1, 2, 3)));
        Assert.Contains("(3, 1)", e.Message);
    }

    [Fact]
    public void Weights_per_step_are_taken() =>
        Close(6.0 / 4, new MeanSquaredError().Apply(Ops.Zeros([2, 2, 1]), Ops.Ones([2, 2, 1]), F(new[,] { { 1f, 2 }, { 3, 0 } })));

    [Theory]
    [InlineData(1.0, 0.125 + 1.5)]
    [InlineData(0.8, 0.125 + 0.8 * 2 - 0.32)]
    public void Huber_turns_into_a_line(double delta, double sum) => Close(sum / 2, new Huber(delta).Apply(F(new[,] { { 0f, 0 } }), F(new[,] { { 0.5f, 2 } })));

    [Fact]
    public void Logarithm_of_cosh_does_not_overflow() =>
        Close((Math.Log(Math.Cosh(0.5)) + 200 - Math.Log(2)) / 2, new LogCosh().Apply(F(new[,] { { 0f, 0 } }), F(new[,] { { -0.5f, 200 } })));

    [Fact]
    public void Poisson() => Close((0.5 - Math.Log(0.5) + 2) / 2, new Poisson().Apply(F(new[,] { { 1f, 0 } }), F(new[,] { { 0.5f, 2 } })));

    [Fact]
    public void Divergence() => Close(0.5 * Math.Log(2) + 0.5 * Math.Log(2 / 3.0), new KLDivergence().Apply(F(new[,] { { 0.5f, 0.5f } }), F(new[,] { { 0.25f, 0.75f } })));

    [Fact]
    public void Cosine() => Close(-0.6, new CosineSimilarity().Apply(F(new[,] { { 1f, 0 } }), F(new[,] { { 3f, 4 } })));

    [Fact]
    public void Hinge_family()
    {
        KerasTensor labels = F(new[,] { { 0f, 1, 0, 1 }, { 0, 0, 1, 1 } });
        KerasTensor scores = F(new[,] { { -0.3f, 0.2f, -0.1f, 1.6f }, { -0.25f, -1, 0.5f, 0.6f } });
        Close(0.50625, new Hinge().Apply(labels, scores));
        Close(0.364062, new SquaredHinge().Apply(labels, scores));
        Close(1.4, new CategoricalHinge().Apply(F(new[,] { { 0f, 1, 0 }, { 0, 0, 1 } }), F(new[,] { { 0f, 0.5f, 0.9f }, { 0.4f, 0.6f, 0.2f } })));
    }

    [Fact]
    public void Labels_of_0_and_1_are_mapped_only_if_all_are() =>
        Close((1 - -1 * 2f < 0 ? 0 : 3) / 2.0 + 0.5, new Hinge().Apply(F(new[,] { { -1f, 0 } }), F(new[,] { { 2f, 5 } })));

    [Fact]
    public void A_function_is_a_loss() =>
        Close(2, Loss.From((t, p) => Ops.Max(Ops.Abs(t - p), [-1]), name: "worst").Apply(F(new[,] { { 0f, 0 } }), F(new[,] { { 1f, -2 } })));

    [Fact]
    public void Unequal_shapes_are_refused() => Assert.Throws<ShapeException>(() => new MeanSquaredError().Apply(Ops.Zeros([2, 3]), Ops.Zeros([2, 4])));
}
