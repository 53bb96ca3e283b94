namespace KerasNet.Engine.Cpu;

/// <summary>Which kernels a convolution of floats and its gradients get.</summary>
internal static class ConvolutionPlan
{
    /// <summary>Whether a convolution or its gradient is a product of windows: of floats, with results that fill a vector for every group.</summary>
    internal static bool IsProduct(Node node)
    {
        if (node.Op is not (Op.Convolution or Op.ConvolutionInputGradient or Op.ConvolutionFilterGradient) || node.Output.DType != DType.Float32)
            return false;
        ConvolutionAttributes geometry = node.Get<ConvolutionAttributes>();
        Shape filters = geometry.FilterShape;
        return (node.Op == Op.ConvolutionInputGradient ? filters[^2] : filters[^1] / geometry.Groups) >= (int)MatMulWidth.Bits128;
    }

    /// <summary>Whether a convolution or its gradient has one filter for every channel and nothing to add up over channels.</summary>
    internal static bool IsByDepth(Node node)
    {
        ConvolutionAttributes geometry = node.Get<ConvolutionAttributes>();
        return geometry.Groups > 1 && geometry.FilterShape[^2] == 1 && geometry.FilterShape[^1] == geometry.Groups;
    }

    /// <summary>The one product of a convolution.</summary>
    internal static ConvolutionProduct[] Forward(ConvolutionAttributes geometry, Shape output) =>
        [ConvolutionProduct.Of(Windows(geometry, output), Filters(geometry, false))];

    /// <summary>The products of the gradient for the input: one for each place within the strides.</summary>
    internal static ConvolutionProduct[] Backward(ConvolutionAttributes geometry, Shape output)
    {
        Space space = SpaceOf(geometry, output);
        ConvolutionFilters filters = Filters(geometry, true);
        return
        [
            .. from planes in WindowAxis.Backward(space, 0)
               from lines in WindowAxis.Backward(space, 1)
               from cells in WindowAxis.Backward(space, 2)
               select ConvolutionProduct.Of(new([planes, lines, cells], space.Batch, output[^1], geometry.Groups, space.Channels), filters),
        ];
    }

    /// <summary>The gradient of the filters.</summary>
    internal static ConvolutionFilterGradient FilterGradient(ConvolutionAttributes geometry, Shape output) =>
        ConvolutionFilterGradient.Of(Windows(geometry, output), Filters(geometry, false));

    /// <summary>The windows of a convolution as rows of a matrix.</summary>
    internal static ConvolutionWindows Windows(ConvolutionAttributes geometry, Shape output)
    {
        Space space = SpaceOf(geometry, output);
        return new([.. Enumerable.Range(0, 3).Select(axis => WindowAxis.Forward(space, axis))], space.Batch, space.Channels, geometry.Groups, output[^1]);
    }

    /// <summary>How the filters of a convolution are stored.</summary>
    internal static ConvolutionFilters Filters(ConvolutionAttributes geometry, bool transposed)
    {
        Shape filters = geometry.FilterShape;
        int[] window = [.. Enumerable.Repeat(1, 5 - filters.Rank), .. filters.AsSpan()[..^2]];
        return new(window, geometry.Groups, filters[^2], filters[^1] / geometry.Groups, transposed);
    }

    /// <summary>The windows of a convolution on its input.</summary>
    internal static Space SpaceOf(ConvolutionAttributes geometry, Shape output) =>
        new(geometry.InputShape, output, geometry.FilterShape.AsSpan()[..^2], geometry.Strides, geometry.Dilation, geometry.PadLow);
}
