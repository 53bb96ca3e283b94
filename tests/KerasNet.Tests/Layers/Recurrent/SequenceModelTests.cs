using System.Numerics.Tensors;
using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Tests.Layers.Recurrent;

/// <summary>Recurrent layers in models: lengths that are not known, states that are handed on, what is refused.</summary>
public sealed class SequenceModelTests
{
    [Fact]
    public void Sequences_may_have_any_length()
    {
        Sequential model = [new Input([Shape.Unknown, 2]), new Bidirectional(new GRU(3, returnSequences: true)), new LSTM(2), new Dense(1)];
        Assert.Equal([Shape.Unknown, 1], model.Outputs[0].Shape);
        float[,,] three = new float[1, 3, 2], five = new float[1, 5, 2];
        (three[0, 0, 0], five[0, 0, 0]) = (1, 1);
        float afterThree = model.Predict(three)[0, 0];
        Assert.NotEqual(afterThree, model.Predict(five)[0, 0]);
        Assert.Equal(afterThree, model.Predict(three)[0, 0]);
    }

    [Fact]
    public void A_decoder_starts_from_the_states_of_an_encoder()
    {
        Input source = new([4, 2], name: "source"), target = new([3, 2], name: "target");
        LSTM encoder = new(2, returnState: true, name: "encoder"), decoder = new(2, returnSequences: true, name: "decoder");
        IReadOnlyList<KerasTensor> encoded = encoder.Apply([source]);
        KerasTensor apart = decoder.Apply(target, [encoded[1], encoded[2]])[0];
        KerasTensor inOneList = decoder.Apply([target, encoded[1], encoded[2]])[0];
        Model model = new([source, target], [apart, inOneList]);

        Tensor<float>[] y = model.PredictAll([Wave(2, 4, 2), Wave(2, 3, 2)]);
        Tensor<float>[] other = model.PredictAll([new float[2, 4, 2], Wave(2, 3, 2)]);
        Assert.Equal(y[0][1, 2, 0], y[1][1, 2, 0]);
        Assert.NotEqual(y[0][1, 0, 0], other[0][1, 0, 0]);

        Model read = ObjectConfig.Deserialize<Model>(ObjectConfig.Serialize(model).Deserialize<JsonElement>());
        read.SetWeights(model.GetWeights());
        Assert.Equal(y[0][1, 2, 0], read.PredictAll([Wave(2, 4, 2), Wave(2, 3, 2)])[1][1, 2, 0]);
    }

    [Fact]
    public void Training_through_states_reaches_the_encoder()
    {
        Input source = new([4, 2]), target = new([3, 2]);
        GRU encoder = new(2, returnState: true);
        KerasTensor y = new GRU(2).Apply(target, [encoder.Apply([source])[1]])[0];
        Model model = new([source, target], [y.Then(new Dense(1))]);
        model.Compile(new KerasNet.Optimizers.SGD(0.5), "mse");
        float before = model.GetWeights()[0][0, 0];
        model.TrainOnBatch([Wave(2, 4, 2), Wave(2, 3, 2)], new float[2, 1]);
        Assert.NotEqual(before, model.GetWeights()[0][0, 0]);
    }

    [Fact]
    public void Says_how_many_states_of_which_shape_it_needs()
    {
        Input x = new([4, 2]), state = new([2]), wide = new([3]);
        string few = Assert.Throws<ShapeException>(() => new LSTM(2, name: "memory").Apply(x, [state])).Message;
        Assert.Contains("'memory'", few, StringComparison.Ordinal);
        Assert.Contains("2 states", few, StringComparison.Ordinal);
        Assert.Contains("(None, 2)", Assert.Throws<ShapeException>(() => new GRU(2).Apply(x, [wide])).Message, StringComparison.Ordinal);
        Assert.Contains("(batch, time, features)", Assert.Throws<ShapeException>(() => new GRU(2).Apply(new Input([4]))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "number of steps", Assert.Throws<ShapeException>(() => new LSTM(2, unroll: true).Apply(new Input([Shape.Unknown, 2]))).Message, StringComparison.Ordinal);
        Assert.Contains("dropout", Assert.ThrowsAny<ArgumentException>(() => new LSTM(2, dropout: 1.5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_in_float64_has_a_cell_in_float64()
    {
        LSTM layer = new(2) { DType = DType.Float64 };
        KerasTensor y = layer.Apply(new Input([3, 2], dtype: DType.Float64));
        Assert.Equal(DType.Float64, y.DType);
        Assert.All(layer.Weights, weight => Assert.Equal(DType.Float64, weight.DType));
    }

    private static float[,,] Wave(int rows, int steps, int features)
    {
        float[,,] wave = new float[rows, steps, features];
        for (int i = 0; i < wave.Length; i++)
            wave[i / (steps * features), i / features % steps, i % features] = (float)Math.Sin(i + 1);
        return wave;
    }
}
