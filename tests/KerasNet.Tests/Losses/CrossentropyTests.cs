using KerasNet.Losses;
using static KerasNet.Tests.Losses.Constants;

namespace KerasNet.Tests.Losses;

/// <summary>Crossentropies: Keras' own constants, logits found behind softmax and sigmoid, and gradients without NaN.</summary>
public sealed class CrossentropyTests
{
    private static KerasTensor Labels => F(new[,] { { 0f, 1, 0 }, { 0, 0, 1 } });

    private static KerasTensor Probabilities => F(new[,] { { 0.05f, 0.95f, 0 }, { 0.1f, 0.8f, 0.1f } });

    private static KerasTensor Scores => F(new[,] { { 1f, 9, 0 }, { 1, 8, 1 } });

    [Fact]
    public void Certain_predictions_are_clipped_in_float32() =>
        Close(3.98559, new BinaryCrossentropy().Apply(F(new[,] { { 1f, 0 }, { 1, 0 } }), F(new[,] { { 1f, 1 }, { 1, 0 } })));

    [Theory]
    [InlineData(0, 3.33333)]
    [InlineData(0.1, 3.5)]
    public void Logits_of_binary_labels(double smoothing, double expected) =>
        Close(expected, new BinaryCrossentropy(fromLogits: true, labelSmoothing: smoothing).Apply(
            F(new[,] { { 1f, 0, 1 }, { 0, 1, 1 } }),
            F(new[,] { { 10f, -10, 10 }, { 10, 10, -10 } })), 1e-4);

    [Fact]
    public void Binary_labels_with_weights() =>
        Close(4.7827, new BinaryCrossentropy().Apply(F(new[,] { { 1f, 0 }, { 1, 0 } }), F(new[,] { { 1f, 1 }, { 1, 0 } }), V(1.2f, 3.4f)), 1e-4);

    [Fact]
    public void One_hot_labels()
    {
        Close(1.17693, new CategoricalCrossentropy().Apply(Labels, Probabilities));
        Close(3.50111, new CategoricalCrossentropy(fromLogits: true).Apply(Labels, Scores));
    }

    [Fact]
    public void Class_numbers()
    {
        Close(1.17693, new SparseCategoricalCrossentropy().Apply(I(1, 2), Probabilities));
        Close(3.50111, new SparseCategoricalCrossentropy(fromLogits: true).Apply(I(1, 2), Scores));
        Close(3.50111, new SparseCategoricalCrossentropy(fromLogits: true).Apply(Ops.Constant<float>([1, 2], [2, 1]), Scores));
    }

    [Fact]
    public void An_ignored_class_is_left_out_of_the_mean()
    {
        KerasTensor scores = F(new[,] { { 1f, 9, 0 }, { 1, 8, 1 }, { 5, 5, 5 } });
        Close(3.50111, new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: -1).Apply(I(1, 2, -1), scores));
    }

    [Fact]
    public void Softmax_and_sigmoid_outputs_are_worked_out_from_logits()
    {
        KerasTensor logits = F(new[,] { { 50f, -50, 0 }, { -50, 0, 50 } });
        Close(50, new CategoricalCrossentropy().Apply(Labels, Ops.Softmax(logits)));
        Close(50, new SparseCategoricalCrossentropy().Apply(I(1, 2), Ops.Softmax(logits)));
        Close(50, new CategoricalCrossentropy(fromLogits: true).Apply(Labels, Ops.Softmax(logits)));
        Close(8.059048, new CategoricalCrossentropy().Apply(Labels, Ops.Softmax(logits) * 1.0000001));
        Close(50, new BinaryCrossentropy().Apply(F(new[,] { { 1f }, { 0 } }), Ops.Sigmoid(F(new[,] { { -50f }, { 50 } }))));
    }

    [Fact]
    public void Gradients_of_logits_are_probabilities_minus_labels()
    {
        KerasTensor zeros = Ops.Zeros([1, 2]);
        KerasTensor binary = new BinaryCrossentropy(fromLogits: true).Apply(F(new[,] { { 1f, 0 } }), zeros);
        Close([-0.25, 0.25], Gradient.Of(binary, [zeros])[0]!);

        KerasTensor logits = F(new[,] { { 1000f, 0, -1000 } });
        KerasTensor sparse = new SparseCategoricalCrossentropy().Apply(I(2), Ops.Softmax(logits));
        Close([1, 0, -1], Gradient.Of(sparse, [logits])[0]!);
    }

    [Fact]
    public void Beyond_the_clip_the_gradient_is_0()
    {
        KerasTensor p = F(new[,] { { 1.5f, -0.5f } });
        Close([0, 0], Gradient.Of(new BinaryCrossentropy().Apply(F(new[,] { { 0f, 1 } }), p), [p])[0]!);
    }

    [Fact]
    public void Focal_forms_with_gamma_0_are_crossentropies()
    {
        KerasTensor labels = F(new[,] { { 1f, 0 }, { 1, 1 } }), p = F(new[,] { { 0.7f, 0.2f }, { 0.1f, 0.5f } });
        Assert.Equal(Engine.Reference.Execution.Numbers(new BinaryCrossentropy().Apply(labels, p)), Engine.Reference.Execution.Numbers(new BinaryFocalCrossentropy(gamma: 0).Apply(labels, p)));
        Close(1.17693, new CategoricalFocalCrossentropy(alpha: 1.0, gamma: 0).Apply(Labels, Probabilities));
        Close(1.17693, new CategoricalFocalCrossentropy(alpha: new[] { 1.0, 1, 1 }, gamma: 0).Apply(Labels, Probabilities));
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused_with_advice()
    {
        Assert.Contains("sparse", Assert.Throws<ShapeException>(() => new CategoricalCrossentropy().Apply(I(1, 2), Probabilities)).Message);
        Assert.Contains("one-hot", Assert.Throws<ShapeException>(() => new SparseCategoricalCrossentropy().Apply(Labels, Probabilities)).Message);
        Assert.Throws<ShapeException>(() => new BinaryCrossentropy().Apply(Ops.Zeros([2, 1]), Ops.Zeros([2, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CategoricalGeneralizedCrossEntropy(q: 0));
    }
}
