using System.Numerics.Tensors;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Recurrent;

public sealed class StatefulTests
{
    [Fact]
    public void A_model_goes_on_where_it_ended_until_it_is_reset()
    {
        LSTM lstm = new(
            4, kernelInitializer: new Constant(0.01), recurrentInitializer: new Constant(0.02), biasInitializer: new Constant(0.03), stateful: true);
        Sequential model = [new Input([3, 4], batchSize: 2), lstm];
        float[,,] x = new float[2, 3, 4];
        for (int i = 0; i < 24; i++)
            x[i / 12, i / 4 % 3, i % 4] = i;

        // Keras' numbers.
        float[][] expected = [[0.21781029f, 0.5819324f], [0.3124785f, 0.68636715f]];
        foreach (float[] call in expected)
        {
            Tensor<float> y = model.Predict(x);
            Assert.Equal(call[0], y[0, 0], 1e-5f);
            Assert.Equal(call[1], y[1, 3], 1e-5f);
            Assert.Equal(y[1, 3], lstm.States[0].Value.GetDouble(7), 1e-6);
        }

        lstm.ResetState();
        Assert.All(lstm.States, state => Assert.All(state.Value.Numbers(), value => Assert.Equal(0, value)));
        Assert.Equal(expected[0][1], model.Predict(x)[1, 3], 1e-5f);
    }

    [Fact]
    public void States_go_on_in_training_and_are_no_weights()
    {
        GRU gru = new(2, stateful: true);
        Sequential model = [new Input([3, 2], batchSize: 2), gru, new Dense(1)];
        model.Compile("sgd", "mse");
        model.Fit(Ones(4, 3, 2), new float[4, 1], batchSize: 2, epochs: 2, verbose: 0, shuffle: false);

        Assert.Contains(gru.States[0].Value.Numbers(), value => value != 0);
        Assert.DoesNotContain(gru.States[0], model.Weights);
        Assert.Equal(5, model.Weights.Count);
        Assert.False(gru.States[0].Trainable);
    }

    [Fact]
    public void Both_directions_keep_their_states()
    {
        Bidirectional layer = new(new SimpleRNN(2, stateful: true));
        Sequential model = [new Input([3, 2], batchSize: 1), layer];
        float first = model.Predict(Ones(1, 3, 2))[0, 0];
        Assert.Equal(2, layer.States.Count);
        Assert.NotEqual(first, model.Predict(Ones(1, 3, 2))[0, 0]);
        layer.ResetState();
        Assert.Equal(first, model.Predict(Ones(1, 3, 2))[0, 0]);
    }

    [Fact]
    public void Says_what_batch_size_it_needs()
    {
        ShapeException open = Assert.Throws<ShapeException>(() => new LSTM(2, stateful: true, name: "memory").Apply(new Input([3, 2])));
        Assert.Contains("'memory'", open.Message, StringComparison.Ordinal);
        Assert.Contains("batchSize", open.Message, StringComparison.Ordinal);

        Sequential model = [new Input([3, 2], batchSize: 2), new LSTM(2, stateful: true)];
        ShapeException other = Assert.Throws<ShapeException>(() => model.Predict(Ones(3, 3, 2), batchSize: 3));
        Assert.Contains("batches of 2", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_without_state_has_nothing_to_reset()
    {
        new LSTM(2).ResetState();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new Bidirectional(new LSTM(2)).ResetState());
        Assert.Contains("stateful: true", error.Message, StringComparison.Ordinal);
    }

    private static float[,,] Ones(int rows, int steps, int features)
    {
        float[,,] ones = new float[rows, steps, features];
        for (int i = 0; i < ones.Length; i++)
            ones[i / (steps * features), i / features % steps, i % features] = 1;
        return ones;
    }
}
