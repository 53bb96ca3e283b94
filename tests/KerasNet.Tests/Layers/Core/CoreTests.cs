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
}
