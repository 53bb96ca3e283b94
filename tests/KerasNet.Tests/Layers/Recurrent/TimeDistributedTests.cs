using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Recurrent;

public sealed class TimeDistributedTests
{
    [Fact]
    public void Batch_normalization_sees_one_step_at_a_time_in_training()
    {
        BatchNormalization norm = new(momentum: 0.5, epsilon: 0);
        TensorData x = Execution.Data([2, 2, 1], DType.Float32, 1, 10, 3, 30);
        double[] y = LayerContract.Run(new TimeDistributed(norm), training: true, x).Numbers();

        // Means 2 and 20, deviations 1 and 10; over both steps at once the result would be another.
        KerasVectors.Near([-1, -1, 1, 1], y);
        KerasVectors.Near([(0 * 0.5 + 2 * 0.5) * 0.5 + 20 * 0.5], norm.Weights[2].Value.Numbers());
    }

    [Fact]
    public void A_layer_of_ones_own_is_called_step_by_step_ours_once()
    {
        TensorData x = Execution.Data([2, 2, 2], DType.Float32, 1, 2, 3, 4, 5, 6, 7, 8);
        double[] centred = LayerContract.Run(new TimeDistributed(new Lambda(step => step - Ops.Mean(step, [0], keepDims: true))), training: false, x).Numbers();
        KerasVectors.Near([-2, -2, -2, -2, 2, 2, 2, 2], centred);

        Dense dense = new(3, "tanh");
        double[] whole = LayerContract.Run(new TimeDistributed(dense), training: false, x).Numbers();
        KerasVectors.Near(LayerContract.Run(dense, training: false, x).Numbers(), whole);
        using Trace trace = new();
        KerasTensor traced = new TimeDistributed(dense).Invoke([Ops.Input([2, 50, 2], DType.Float32, "x")], new CallContext())[0];
        Assert.Single(Rewriter.Reachable([traced]), node => node.Op == Op.MatMul);
    }

    [Fact]
    public void Takes_pictures_over_time_of_any_length()
    {
        Sequential perPicture = [new Conv2D(2, 3), new GlobalAveragePooling2D()];
        Sequential model = [new Input([Shape.Unknown, 6, 6, 1]), new TimeDistributed(perPicture), new GRU(2)];
        Assert.Equal([Shape.Unknown, 2], model.Outputs[0].Shape);
        Assert.Equal(2, model.Predict(new float[3, 4, 6, 6, 1]).Lengths[1]);
        Assert.Equal(3, model.Predict(new float[3, 2, 6, 6, 1]).Lengths[0]);
    }

    [Fact]
    public void Refuses_inputs_and_masks_without_the_right_time()
    {
        Assert.Contains(
            "(batch, time, …)", Assert.Throws<ShapeException>(() => new TimeDistributed(new Dense(1)).Apply(new Input([4]))).Message, StringComparison.Ordinal);
        using Trace trace = new();
        KerasTensor x = Ops.Input([2, 4, 3], DType.Float32, "x");
        ShapeException error = Assert.Throws<ShapeException>(() => new TimeDistributed(new Dense(1)).Invoke(
            [x], new CallContext(), new Dictionary<string, object?> { ["mask"] = Ops.Ones([2, 3], DType.Bool) }));
        Assert.Contains("(2, 4)", error.Message, StringComparison.Ordinal);
    }
}
