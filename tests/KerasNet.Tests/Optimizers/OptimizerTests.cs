using KerasNet.Layers;
using KerasNet.Optimizers;
using static KerasNet.Tests.Optimizers.Steps;

namespace KerasNet.Tests.Optimizers;

/// <summary>Traces that stand in Keras' own tests, and the order of one step.</summary>
public sealed class OptimizerTests
{
    // Keras' tests: ten weights of 1, a first gradient of 0.01 for all, then 0.1 for the first weight.
    private static readonly float[] s_gradients = [0.01f, 0.1f, 0.1f, 0.1f, 0.1f];

    [Fact]
    public void Plain_descent() => Near([0.9999, 0.9989, 0.9979, 0.9969, 0.9959], Trace(new SGD(), Weight("x", 1), s_gradients));

    [Fact]
    public void Momentum_and_Nesterov()
    {
        Near([0.9, 0.71], Trace(new SGD(0.1, momentum: 0.9), Weight("x", 1), 1, 1));
        Near([0.81, 0.539], Trace(new SGD(0.1, momentum: 0.9, nesterov: true), Weight("x", 1), 1, 1));
    }

    [Fact]
    public void RMSprop_centred() => Near([0.9967, 0.9933, 0.9908, 0.9885, 0.9864], Trace(new RMSprop(centered: true), Weight("x", 1), s_gradients));

    [Fact]
    public void Adam_with_amsgrad() => Near([0.999, 0.9982, 0.9974, 0.9965, 0.9955], Trace(new Adam(amsgrad: true), Weight("x", 1), s_gradients), 5e-4);

    [Fact]
    public void AdamW_decays_first() => Near([0.4998, 0.2486], [.. Trace(new AdamW(1.0, weightDecay: 0.5, epsilon: 2), Weight("x", 1), s_gradients).Take(2)], 2e-3);

    [Fact]
    public void Adagrad() => Near([0.9963], Trace(new Adagrad(0.2, initialAccumulatorValue: 0.3, epsilon: 1e-6), Weight("x", 1), 0.01f));

    [Fact]
    public void Lion_goes_by_signs() => Near([0.9, 1], Trace(new Lion(0.1), Weight("x", 1), 3, -4));

    [Fact]
    public void Decay_alone_shrinks() => Near([1.992, 1.984032, 1.976095872], Trace(new SGD(1.0, weightDecay: 0.004), Weight("x", 2), 0, 0, 0), 1e-6);

    [Theory]
    [InlineData(1.0, null, null, 2 - 0.70710678)]
    [InlineData(null, 0.5, null, 1.5)]
    [InlineData(null, null, 1.0, 2 - 0.70710678)]
    [InlineData(0.0, null, null, -98.0)]
    public void Clipping(double? norm, double? value, double? global, double expected) =>
        Near([expected], Trace(new SGD(1.0, clipnorm: norm, clipvalue: value, globalClipnorm: global), Weight("x", 2, 2), 100), 1e-5);

    [Fact]
    public void Only_one_way_to_clip() => Assert.Throws<ArgumentException>(() => new Adam(clipnorm: 1, clipvalue: 1));

    [Fact]
    public void Excluded_weights_do_not_decay()
    {
        SGD optimizer = new(1.0, weightDecay: 0.5);
        optimizer.ExcludeFromWeightDecay(varNames: ["^bias"]);
        Near([2], Trace(optimizer, Weight("dense/bias", 2), 0));
        Assert.Throws<InvalidOperationException>(() => optimizer.ExcludeFromWeightDecay(varNames: ["kernel"]));
    }

    [Fact]
    public void Accumulated_gradients_act_together()
    {
        Near([1, 1 - 0.1 * 2, 0.8, 0.8 - 0.1 * 3], Trace(new SGD(0.1, gradientAccumulationSteps: 2), Weight("x", 1), 1, 3, 2, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(gradientAccumulationSteps: 1));
    }

    [Fact]
    public void Averages_follow_and_take_the_weights_place_at_the_end()
    {
        SGD optimizer = new(1.0, useEma: true, emaMomentum: 0.5);
        Variable weight = Weight("x", 4);
        Near([3, 1], Trace(optimizer, weight, 1, 2));
        optimizer.FinalizeVariableValues();
        Assert.Equal(0.5 * 3 + 0.5 * 1, weight.Value.GetDouble(0), 6);
    }

    [Fact]
    public void Constraints_hold_after_each_step() => Near([0, 1], Trace(new SGD(1.0), Weight("x", 1), [[5], [-1]], new NonNeg()));

    [Fact]
    public void The_rate_may_change_between_steps_without_a_new_program()
    {
        SGD optimizer = new(0.1);
        Variable weight = Weight("x", 1);
        using Trace trace = new(training: true);
        optimizer.Apply([(Ops.Ones([1]), weight)]);
        Program program = new([], [], trace.Assignments);
        Engine.Reference.Execution.Run(program);
        Assert.Equal(0.9, weight.Value.GetDouble(0), 6);
        optimizer.LearningRate = 0.5;
        Engine.Reference.Execution.Run(program);
        Assert.Equal(0.4, weight.Value.GetDouble(0), 6);
        Assert.Equal(0.5, optimizer.LearningRate.Value);
    }

    [Fact]
    public void A_schedule_sees_the_steps_and_cannot_be_overwritten()
    {
        SGD optimizer = new(new PiecewiseConstantDecay([0], [1.0, 0.1]));
        Near([0, -0.1], Trace(optimizer, Weight("x", 1), 1, 1));
        Assert.Null(optimizer.LearningRateVariable);
        Assert.Throws<InvalidOperationException>(() => optimizer.LearningRate = 0.1);
    }

    [Fact]
    public void State_stands_in_the_order_of_the_file()
    {
        Adam optimizer = new(amsgrad: true, useEma: true, name: "adam");
        optimizer.Build([Weight("dense/kernel", 1, 2), Weight("dense/bias", 3)]);
        Assert.Equal(
            [
                "adam/iteration", "adam/learning_rate", "adam/dense_kernel_average", "adam/dense_bias_average", "adam/dense_kernel_momentum", "adam/dense_kernel_velocity",
                "adam/dense_bias_momentum", "adam/dense_bias_velocity", "adam/dense_kernel_velocity_hat", "adam/dense_bias_velocity_hat",
            ],
            optimizer.Variables.Select(variable => variable.Path));
    }

    [Fact]
    public void A_loss_scale_halves_and_skips_where_gradients_are_not_finite()
    {
        LossScaleOptimizer optimizer = new(new SGD(1.0), initialScale: 8, dynamicGrowthSteps: 2);
        Variable weight = Weight("x", 10);
        Near([9, 9, 7, 5], Trace(optimizer, weight, 8, float.PositiveInfinity, 8, 8));
        Assert.Equal(8, optimizer.Variables.Single(variable => variable.Name == "dynamic_scale").Value.GetDouble(0));
        Assert.Equal(3, optimizer.Iterations.Value.GetDouble(0));
    }

    [Fact]
    public void Without_any_gradient_the_error_says_so() =>
        Assert.Contains("does not depend", Assert.Throws<InvalidOperationException>(() => new SGD().Apply([(null, Weight("x", 1))])).Message);

    [Theory]
    [InlineData("adam", typeof(Adam))]
    [InlineData("AdamW", typeof(AdamW))]
    [InlineData("SGD", typeof(SGD))]
    [InlineData("rmsprop", typeof(RMSprop))]
    public void Names_in_any_case(string name, Type type) => Assert.IsType(type, (Optimizer)name);

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest() =>
        Assert.Contains("Did you mean 'adam", Assert.Throws<ArgumentException>(() => (Optimizer)"adamm").Message);
}
