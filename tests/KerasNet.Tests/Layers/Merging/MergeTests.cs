using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Merging;

public class MergeTests
{
    [Fact]
    public void Lower_ranks_are_filled_up_after_the_batch()
    {
        using Trace trace = new();
        KerasTensor y = new Add().Apply([Ops.Zeros([2, 3, 4]), Ops.Constant<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 4])])[0];
        Assert.Equal([2, 3, 4], y.Shape);
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], y.Numbers()[..12]);
    }

    [Fact]
    public void Sums_and_means_keep_what_any_input_keeps()
    {
        foreach (Layer layer in (Layer[])[new Add(), new Subtract(), new Average(), new Maximum(), new Minimum(), new Multiply()])
            Assert.Equal([1, 0, 1], Merge(layer, [true, false, false], [false, false, true]).Mask!.Numbers());
        Assert.Null(Merge(new Add(), [true, false, false], null).Mask);
    }

    [Fact]
    public void A_masked_factor_counts_as_1() => Assert.Equal([2, 0, 5], Merge(new Multiply(), [true, false, false], [false, false, true]).Numbers());

    [Fact]
    public void A_masked_cell_leaves_the_extreme_to_the_other() =>
        Assert.Equal([5, 5, 2], Merge(new Maximum(), [false, true, true], [true, true, false]).Numbers());

    [Fact]
    public void Masks_follow_each_other_along_steps_and_join_along_features()
    {
        Assert.Equal([1, 0, 0, 1, 1, 1], Merge(new Concatenate(1), [true, false, false], null).Mask!.Numbers());
        Assert.Equal([1, 0, 1], Merge(new Concatenate(), [true, false, false], [false, false, true]).Mask!.Numbers());
        Assert.Null(Merge(new Concatenate(), null, null).Mask);
    }

    [Fact]
    public void Equal_inputs_send_the_gradient_to_the_first()
    {
        using Trace trace = new();
        KerasTensor a = Ops.Constant<float>([1, 2], [1, 2]), b = Ops.Constant<float>([1, 3], [1, 2]);
        KerasTensor?[] gradients = Gradient.Of(new Maximum().Apply([a, b])[0], [a, b]);
        Assert.Equal([1, 0], gradients[0]!.Numbers());
        Assert.Equal([0, 1], gradients[1]!.Numbers());
    }

    [Fact]
    public void Products_run_over_one_axis_of_each()
    {
        using Trace trace = new();
        KerasTensor x = Ops.Constant<float>([1, 2, 3, 4, 5, 6], [1, 2, 3]), y = Ops.Constant<float>([1, 0, 2], [1, 3]);
        Assert.Equal([7, 16], new Dot([2, 1]).Apply([x, y])[0].Numbers());
        Assert.Equal([1], new Dot(-1, normalize: true).Apply([y, y])[0].Numbers().Select(cosine => Math.Round(cosine, 5)));
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        using Trace trace = new();
        Refused(new Add(), [2, 3], [2, 4]);
        Refused(new Add(), [2, 3], [4, 3]);
        Refused(new Maximum(), [1, 3], [2, 3]);
        Refused(new Subtract(), [2, 3]);
        Refused(new Subtract(), [2, 3], [2, 3], [2, 3]);
        Refused(new Concatenate(), [2, 3, 2], [2, 4, 2]);
        Refused(new Concatenate(), [2, 3], [2, 3, 2]);
        Refused(new Concatenate(3), [2, 3], [2, 3]);
        Refused(new Dot(1), [2, 3], [2, 2]);
        Refused(new Dot(0), [2, 3], [2, 3]);
        Refused(new Dot(1), [2, 3]);
        Assert.Throws<ArgumentException>(() => new Dot([1, 2, 3]));
    }

    private static void Refused(Layer layer, params Shape[] shapes) =>
        Assert.Contains($"'{layer.Name}'", Assert.Throws<ShapeException>(() => layer.Apply([.. shapes.Select(shape => Ops.Zeros(shape))])).Message);

    /// <summary>Merges (2, 2, 2) with (5, 5, 5), three steps of one feature each.</summary>
    private static KerasTensor Merge(Layer layer, bool[]? maskA, bool[]? maskB)
    {
        using Trace trace = new();
        KerasTensor a = Ops.Full([1, 3, 1], 2), b = Ops.Full([1, 3, 1], 5);
        (a.Mask, b.Mask) = (Mask(maskA), Mask(maskB));
        return layer.Apply([a, b])[0];
    }

    private static KerasTensor? Mask(bool[]? kept) => kept is null ? null : Ops.Constant<bool>(kept, [1, 3]);
}
