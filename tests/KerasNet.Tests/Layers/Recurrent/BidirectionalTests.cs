using System.Numerics.Tensors;
using System.Text.Json;
using KerasNet.Goldens.Topics;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Recurrent;

public sealed class BidirectionalTests
{
    [Fact]
    public void A_masked_model_gives_the_numbers_of_Keras()
    {
        JsonElement golden = KerasVectors.Case("chain_embedding_bidirectional_lstm");
        TensorData words = KerasVectors.Data(golden.GetProperty("inputs")[0]);
        Sequential model =
        [
            new Input(words.Shape[1..], dtype: words.DType),
            new Embedding(6, 3, maskZero: true),
            new Bidirectional(new LSTM(2)),
        ];
        KerasVectors.SetWeights(model, golden);
        Tensor<float> y = model.Predict(GoldenData.One(words));
        KerasVectors.Near(KerasVectors.Data(golden.GetProperty("outputs")[0]).Numbers(), GoldenData.From(y).Numbers());
    }

    [Fact]
    public void The_layer_given_is_a_pattern_with_other_weights()
    {
        LSTM pattern = new(2, kernelInitializer: new HeNormal(), recurrentDropout: 0.25, kernelRegularizer: "l2", name: "memory");
        Bidirectional both = new(pattern, "sum");
        both.EnsureBuilt([Shape.Unknown, 4, 3]);

        Assert.False(pattern.Built);
        Assert.Equal(["forward_memory", "backward_memory"], [both.Layer.Name, both.BackwardLayer.Name]);
        LSTM backward = Assert.IsType<LSTM>(both.BackwardLayer);
        Assert.True(backward.GoBackwards);
        Assert.Equal(0.25, backward.RecurrentDropout);
        Assert.Equal("bidirectional/backward_memory/lstm_cell/kernel", both.Weights[3].Path.Replace(both.Name, "bidirectional", StringComparison.Ordinal));
        Assert.NotEqual(both.Weights[0].Value.Numbers(), both.Weights[3].Value.Numbers());
    }

    [Fact]
    public void Refuses_layers_that_do_not_go_together()
    {
        Assert.Contains("'add'", Refused(() => new Bidirectional(new LSTM(2), "add")), StringComparison.Ordinal);
        Assert.Contains("backwards", Refused(() => new Bidirectional(new LSTM(2, goBackwards: true))), StringComparison.Ordinal);
        Assert.Contains("forwards", Refused(() => new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2))), StringComparison.Ordinal);
        Assert.Contains(
            "returnSequences",
            Refused(() => new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2, goBackwards: true, returnSequences: true))),
            StringComparison.Ordinal);
        Assert.Contains(
            "concat",
            Refused(() => new Bidirectional(new LSTM(2), "sum", new LSTM(3, goBackwards: true)).Apply(new Input([4, 3]))),
            StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
