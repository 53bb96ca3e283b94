using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Tests.Engine.Reference;
using KerasNet.Tests.Graph.Gradients;

namespace KerasNet.Tests.Layers.AttentionLayers;

public class AttentionTests
{
    private static KerasTensor Steps(params float[] values) => Ops.Constant<float>(values, [1, values.Length, 1]);

    [Fact]
    public void A_model_looks_with_named_arguments()
    {
        Input x = new([4, 6]), memory = new([5, 6]);
        (KerasTensor y, KerasTensor scores) = new MultiHeadAttention(2, 3).ApplyWithScores(x, memory);
        KerasTensor masked = new MultiHeadAttention(2, 3).Apply(y, y, key: null, attentionMask: Ops.Less(Ops.Iota([4, 4], 1), 3), useCausalMask: true);
        Model model = new([x, memory], [masked, scores]);
        Assert.Equal([Shape.Unknown, 4, 6], masked.Shape);
        Assert.Equal([Shape.Unknown, 2, 4, 5], scores.Shape);
        Tensor<float>[] predicted = model.PredictAll([new float[2, 4, 6], new float[2, 5, 6]]);
        Assert.Equal([2, 4, 6], predicted[0].Lengths);
        Assert.All(predicted[1], score => Assert.Equal(0.2f, score, 1e-6f));
    }

    [Fact]
    public void Symbols_among_the_arguments_belong_to_the_model()
    {
        Input x = new([3, 2], name: "x"), kept = new([3, 3], dtype: DType.Bool, name: "kept");
        MultiHeadAttention layer = new(1, 2, name: "look");
        Model model = new([x, kept], [layer.Apply(x, x, null, kept)]);
        JsonObject json = ObjectConfig.Serialize(model);
        Model again = ObjectConfig.Deserialize<Model>(json.Deserialize<JsonElement>());
        again.SetWeights(model.GetWeights());
        float[,,] data = { { { 1, 2 }, { 3, 4 }, { 5, 6 } } }, first = { { { 1, 0, 0 }, { 1, 0, 0 }, { 1, 0, 0 } } };
        float[] expected = [.. model.Predict([data, first])];
        Assert.Equal(expected, again.Predict([data, first]).ToArray());

        // All look at the first step alone.
        Assert.Equal(expected[..2], expected[2..4]);
        Assert.Contains("\"shapes_dict\":{\"query_shape\":[null,3,2],\"value_shape\":[null,3,2]}", json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_values_change_nothing()
    {
        using Trace trace = new();
        KerasTensor query = Steps(1, 2), value = Steps(3, 4, 5), other = Steps(3, 4, -50);
        value.Mask = other.Mask = Ops.Constant<bool>([true, true, false], [1, 3]);
        foreach (AttentionLayer layer in (AttentionLayer[])[new Attention(), new AdditiveAttention(), new MultiHeadAttention(2, 2), new GroupQueryAttention(2, 2, 1)])
            Assert.Equal(layer.Apply(query, value).Numbers(), layer.Apply(query, other).Numbers());
    }

    [Fact]
    public void With_a_causal_mask_what_comes_later_changes_nothing()
    {
        using Trace trace = new();
        KerasTensor x = Steps(1, 2, 3, 4), other = Steps(1, 2, 9, -7);
        foreach (AttentionLayer layer in (AttentionLayer[])[new Attention(), new AdditiveAttention(), new MultiHeadAttention(2, 2), new GroupQueryAttention(2, 2, 1)])
        {
            Assert.Equal(layer.Apply(x, x, useCausalMask: true).Numbers()[..2], layer.Apply(other, other, useCausalMask: true).Numbers()[..2]);
            Assert.NotEqual(layer.Apply(x, x).Numbers()[..2], layer.Apply(other, other).Numbers()[..2]);
        }
    }

    [Fact]
    public void A_mask_per_head_joins_the_mask_of_the_values()
    {
        using Trace trace = new();
        KerasTensor x = Ops.Constant<float>([1, 2, 3, 4, 5, 6], [2, 3, 1]);
        x.Mask = Ops.Constant<bool>([true, true, false, true, true, true], [2, 3]);
        MultiHeadAttention layer = new(2, 2);
        KerasTensor heads = Ops.Constant<bool>([true, true, true, false, true, true], [1, 2, 1, 3]);
        KerasTensor pairs = Ops.BroadcastTo(heads, [2, 2, 3, 3]);
        double[] scores = layer.Apply([x, x], new Dictionary<string, object?> { ["attentionMask"] = pairs, ["returnAttentionScores"] = true })[1].Numbers();

        // Sample 0 may not see step 2, head 1 may not see step 0: there only step 1 is left.
        Assert.Equal([0, 1, 0], scores[9..12]);
        Assert.Equal(0, scores[2]);
        Assert.True(scores[0] > 0 && scores[1] > 0);
    }

    [Fact]
    public void Dropout_drops_weights_in_training_alone()
    {
        TensorData x = Execution.Data([1, 8, 1], DType.Float32, [.. Enumerable.Range(0, 8).Select(i => (double)i)]);
        foreach (AttentionLayer layer in (AttentionLayer[])
            [new Attention(dropout: 0.5, seed: 1), new MultiHeadAttention(1, 2, dropout: 0.5, seed: 1), new GroupQueryAttention(2, 1, 1, dropout: 0.5, seed: 1)])
        {
            double[] plain = LayerContract.Run(layer, false, x, x).Numbers();
            Assert.Equal(plain, LayerContract.Run(layer, false, x, x).Numbers());
            Assert.NotEqual(plain, LayerContract.Run(layer, true, x, x).Numbers());
        }
    }

    [Fact]
    public void Projections_without_a_seed_start_apart_and_with_one_alike()
    {
        foreach ((long? seed, bool alike) in ((long?, bool)[])[(null, false), (3, true)])
        {
            MultiHeadAttention layer = new(2, 3, kernelInitializer: new GlorotUniform(seed));
            layer.EnsureBuilt([[Shape.Unknown, 4, 6], [Shape.Unknown, 4, 6]]);
            Variable[] kernels = [.. layer.Weights.Where(weight => weight.Name == "kernel")];
            Assert.Equal(4, kernels.Length);
            Assert.Equal(alike, kernels[0].Value.Numbers().SequenceEqual(kernels[1].Value.Numbers()));
        }
    }

    [Fact]
    public void The_penalty_on_activities_is_that_of_the_projections()
    {
        using Trace trace = new();
        CallContext multi = new(), grouped = new();
        KerasTensor x = Steps(1, 2, 3);
        _ = new MultiHeadAttention(2, 2) { ActivityRegularizer = "l2" }.Invoke([x, x], multi);
        _ = new GroupQueryAttention(2, 2, 1) { ActivityRegularizer = "l2" }.Invoke([x, x], grouped);
        Assert.Equal((4, 5), (multi.Losses.Count, grouped.Losses.Count));
    }

    [Fact]
    public void Gradients_are_the_slopes()
    {
        double[] numbers = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i * 1.3))];
        foreach (AttentionLayer layer in (AttentionLayer[])
            [new Attention(useScale: true, "concat") { DType = DType.Float64 }, new MultiHeadAttention(2, 2, slidingWindow: 2, useGate: true) { DType = DType.Float64 }])
        {
            using Trace trace = new();
            GradientCheck.At(
                x => Ops.Sum(Ops.Square(layer.Apply(x[0], x[1], useCausalMask: true))),
                Execution.Data([1, 3, 2], DType.Float64, numbers[..6]),
                Execution.Data([1, 3, 2], DType.Float64, numbers[6..]));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_received()
    {
        KerasTensor three = Ops.Zeros([2, 3, 4]), five = Ops.Zeros([2, 5, 4]);
        using Trace trace = new();
        Refused("two inputs, query and value", () => new Attention().Apply([three]));
        Refused("as many keys as values", () => new MultiHeadAttention(2, 3).Apply(three, five, three));
        Refused("equally many features", () => new AdditiveAttention().Apply(three, Ops.Zeros([2, 5, 3])));
        Refused("one batch size", () => new GroupQueryAttention(2, 2, 1).Apply(three, Ops.Zeros([1, 5, 4])));
        Refused("attentionMask (batch, 3, 5)", () => new MultiHeadAttention(2, 3).Apply(three, five, null, Ops.Ones([3, 4], DType.Bool)));
        Refused("attentionAxes", () => new MultiHeadAttention(2, 3, attentionAxes: 2).Apply(three, five));
        Refused("along one axis", () => new MultiHeadAttention(2, 3).Apply(Ops.Zeros([2, 3, 4, 5]), Ops.Zeros([2, 3, 4, 5]), useCausalMask: true));
        Refused("[query mask, value mask]", () => new Attention().Apply([three, five], new Dictionary<string, object?> { ["mask"] = Ops.Ones([2, 3], DType.Bool) }));
        Refused("rank 4", () => new GroupQueryAttention(2, 2, 1).Apply(Ops.Zeros([2, 3, 4, 5]), Ops.Zeros([2, 3, 4, 5])));
        Refused("multiple of numKeyValueHeads", () => new GroupQueryAttention(2, 4, 3));
        Refused("flashAttention", () => new MultiHeadAttention(2, 3, dropout: 0.1, flashAttention: true));
        Refused("flashAttention", () => new MultiHeadAttention(2, 3, flashAttention: true).ApplyWithScores(three, five));
        Refused("'concat'", () => new Attention(scoreMode: "concatt"));
        Refused("Received: 0", () => new MultiHeadAttention(0, 3));
    }

    private static void Refused(string text, Func<object?> act) =>
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(() => act()).Message, StringComparison.Ordinal);
}
