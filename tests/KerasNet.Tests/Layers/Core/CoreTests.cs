using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Core;

public class CoreTests
{
    [Fact]
    public void Dense_is_a_product_and_a_bias()
    {
        Dense dense = new(2, "relu", kernelInitializer: new IdentityInitializer(), biasInitializer: new Constant(-1));
        Assert.Equal([0, 1], LayerContract.Numbers(dense, [1, 3], 1, 2, 9));
        Assert.Equal(["kernel", "bias"], dense.Weights.Select(weight => weight.Name));
    }

    [Fact]
    public void A_frozen_kernel_keeps_its_place_before_the_factors()
    {
        Dense dense = new(3, loraRank: 2);
        dense.EnsureBuilt([2, 4]);
        Assert.Equal(["kernel", "bias", "lora_kernel_a", "lora_kernel_b"], dense.Weights.Select(weight => weight.Name));
        Assert.Equal(["bias", "lora_kernel_a", "lora_kernel_b"], dense.TrainableWeights.Select(weight => weight.Name));
    }

    [Fact]
    public void Dense_refuses_what_it_was_not_built_for()
    {
        Dense dense = new(2);
        dense.EnsureBuilt([Shape.Unknown, 3]);
        Assert.Contains($"'{dense.Name}'", Assert.Throws<ShapeException>(() => dense.ComputeOutputShape([Shape.Unknown, 4])).Message);
        Assert.Throws<ShapeException>(() => new Dense(2).ComputeOutputShape([3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dense(0));
    }

    [Theory]
    [InlineData("ab,bc", 3)]
    [InlineData("ab,bc->abd", 3)]
    [InlineData("ab,bd->a", 3)]
    [InlineData("abc,cd->abd", 3)]
    public void Bad_equations_are_refused(string equation, int size) =>
        Assert.Throws<ShapeException>(() => new EinsumDense(equation, size).ComputeOutputShape([2, 3]));

    [Fact]
    public void Heads_are_outputs_not_a_window()
    {
        EinsumDense layer = new("abc,cde->abde", [Shape.Unknown, 2, 3]);
        layer.EnsureBuilt([Shape.Unknown, 6, 4]);
        RandomInitializer initializer = Assert.IsType<RandomInitializer>(layer.InitializerOf(layer.Weights[0]), exactMatch: false);
        Assert.Equal(Math.Sqrt(6.0 / 10), initializer.DrawFor([4, 2, 3]).B, 12);
    }

    [Fact]
    public void Embedding_cuts_ids_off_counts_from_the_end_and_masks_zeros()
    {
        using Trace trace = new();
        Embedding embedding = new(3, 1, maskZero: true);
        embedding.EnsureBuilt([1, 4]);
        embedding.Weights[0].Value = Execution.Data([3, 1], DType.Float32, 10, 20, 30);
        KerasTensor y = embedding.Apply(Ops.Constant<float>([0, 0.4f, 2.9f, -1], [1, 4]));
        Program program = new([], [y, y.Mask!]);
        TensorData[] got = program.Run();
        Assert.Equal([10, 10, 30, 30], got[0].Numbers());
        Assert.Equal([0, 1, 1, 1], got[1].Numbers());
    }

    [Fact]
    public void The_way_back_is_the_transposed_table()
    {
        using Trace trace = new();
        ReversibleEmbedding embedding = new(3, 2);
        embedding.EnsureBuilt([1, 4]);
        embedding.Weights[0].Value = Execution.Data([3, 2], DType.Float32, 1, 2, 3, 4, 5, 6);
        KerasTensor logits = embedding.Apply([Ops.Constant<float>([1, 10], [1, 2])], new Dictionary<string, object?> { ["reverse"] = true })[0];
        Assert.Equal([21, 43, 65], logits.Numbers());
    }

    [Fact]
    public void Masking_marks_steps_and_clears_them()
    {
        using Trace trace = new();
        KerasTensor y = new Masking(-1).Apply(Ops.Constant<float>([-1, -1, -1, 2], [1, 2, 2]));
        Assert.Equal([0, 0, -1, 2], y.Numbers());
        Assert.Equal([0, 1], y.Mask!.Numbers());
    }

    [Fact]
    public void Pixels_are_rescaled_whatever_their_type()
    {
        double[] y = LayerContract.Run(new Rescaling(1 / 255.0), false, Execution.Data([1, 2], DType.UInt8, 0, 255)).Numbers();
        Assert.Equal([0, 1], y.Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void A_lambda_passes_a_mask_on_only_when_told()
    {
        using Trace trace = new();
        KerasTensor x = Ops.Zeros([1, 2, 3]);
        x.Mask = Ops.Ones([1, 2], DType.Bool);
        Assert.Null(new Lambda(y => y).Apply(x).Mask);
        Assert.Same(x.Mask, new Lambda(y => y + 1, mask: masks => masks[0]).Apply(x).Mask);
    }

    [Fact]
    public void Words_that_come_twice_are_learned_as_by_a_product_with_ones_and_zeros()
    {
        const int Words = 7, Size = 3;
        float[,] ids = { { 0, 3, 3, 6 }, { 3, 1, 0, 3 } };
        float[,,] rows = new float[2, 4, Words];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 4; j++)
                rows[i, j, (int)ids[i, j]] = 1;
        float[,] targets = { { 1 }, { -1 } };
        Sequential looked = [new Input([4]), new Embedding(Words, Size, new GlorotUniform(1)), new Flatten(), new Dense(1, kernelInitializer: new GlorotUniform(2))];
        Sequential multiplied =
        [
            new Input([4, Words]), new Dense(Size, useBias: false, kernelInitializer: new GlorotUniform(1)), new Flatten(),
            new Dense(1, kernelInitializer: new GlorotUniform(2)),
        ];
        foreach (string optimizer in (string[])["sgd", "adam", "rmsprop", "adagrad"])
        {
            looked.Compile(optimizer, "mse");
            multiplied.Compile(optimizer, "mse");
            for (int step = 0; step < 3; step++)
            {
                looked.TrainOnBatch(ids, targets);
                multiplied.TrainOnBatch(rows, targets);
            }

            double[] table = looked.Weights[0].Value.Numbers(), kernel = multiplied.Weights[0].Value.Numbers();
            Assert.All(Enumerable.Range(0, Words * Size), i => Assert.Equal(kernel[i], table[i], 1e-5));
        }
    }

    [Fact]
    public void An_id_out_of_range_is_named_with_its_layer_and_training_can_go_on()
    {
        Sequential model = [new Input([2]), new Embedding(5, 3, name: "words"), new Flatten(), new Dense(1)];
        model.Compile("adam", "mse");
        double[] before = model.Weights[0].Value.Numbers();
        float[,] target = { { 1 } };
        foreach ((float[,] ids, string id) in ((float[,], string)[])[(new float[,] { { 1, 5 } }, "index 5 "), (new float[,] { { -6, 1 } }, "index -1 ")])
        {
            string message = Assert.Throws<IndexOutOfRangeException>(() => model.TrainOnBatch(ids, target)).Message;
            Assert.Contains(id, message, StringComparison.Ordinal);
            Assert.Contains("words'", message, StringComparison.Ordinal);
            Assert.Contains("index < 5", message, StringComparison.Ordinal);
        }

        Assert.Equal(before, model.Weights[0].Value.Numbers());
        Assert.True(double.IsFinite(model.TrainOnBatch(new float[,] { { 4, -1 } }, target)["loss"]));
        Assert.NotEqual(before, model.Weights[0].Value.Numbers());
    }
}
