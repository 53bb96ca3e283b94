using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Another size along one axis: a product with a matrix of weights, one row per new place.</summary>
internal static class Interpolation
{
    /// <summary>The methods that layers take by name.</summary>
    internal static IReadOnlyList<string> Names { get; } = [ResamplingWeights.Nearest, "bilinear", "bicubic", "lanczos3", "lanczos5"];

    /// <summary>The name, if it is one of <see cref="Names"/>.</summary>
    internal static string Known(string interpolation) =>
        Names.Contains(interpolation) ? interpolation : throw Naming.Unknown("interpolation", interpolation, Names);

    /// <summary>x with an axis resized.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="newSize">Its new size.</param>
    /// <param name="method">One of the names of <see cref="ResamplingWeights"/>.</param>
    /// <param name="antialias">Whether every old place counts where the axis shrinks.</param>
    internal static KerasTensor Resize(KerasTensor x, int axis, int newSize, string method, bool antialias = false)
    {
        int size = x.Shape[axis];
        ResamplingWeights weights = ResamplingWeights.Of(size, newSize, method, antialias);
        if (weights.IsIdentity)
            return x;
        if (method == ResamplingWeights.Nearest)
            return Ops.Gather(x, Ops.Constant<int>([.. Enumerable.Range(0, newSize).Select(place => weights[place].First)], [newSize]), axis);
        TensorData matrix = new([newSize, size], x.DType);
        for (int place = 0; place < newSize; place++)
            for (int i = 0; i < weights[place].Weights.Length; i++)
                matrix.SetDouble(place * size + weights[place].First + i, weights[place].Weights.Span[i]);

        int[] order = [.. Enumerable.Range(0, x.Rank).Where(other => other != axis), axis];
        KerasTensor resized = Ops.MatMul(Ops.Transpose(x, order), Ops.Constant(matrix), transposeB: true);
        return Ops.Transpose(resized, [.. Enumerable.Range(0, x.Rank).Select(place => Array.IndexOf(order, place))]);
    }

    /// <summary>x with an axis enlarged by a factor.</summary>
    internal static KerasTensor Enlarge(KerasTensor x, int axis, int factor, string method) =>
        method == ResamplingWeights.Nearest ? Repeat(x, axis, factor) : Resize(x, axis, x.Shape[axis] * factor, method);

    /// <summary>x with every place of an axis repeated.</summary>
    internal static KerasTensor Repeat(KerasTensor x, int axis, int factor) =>
        Ops.Reshape(Ops.RepeatNew(x, factor, axis + 1), x.Shape.With(axis, x.Shape[axis] * factor));
}
