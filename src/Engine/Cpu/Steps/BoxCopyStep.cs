namespace KerasNet.Engine.Cpu;

/// <summary>Moves elements: one or several boxes into one result, on a background of one value where they leave gaps.</summary>
internal sealed unsafe class BoxCopyStep : Step
{
    private readonly (int From, BoxCopy Copy)[] _boxes;
    private readonly int _to;
    private readonly string _text;
    private readonly TensorData? _background;
    private readonly long _elements;

    private BoxCopyStep(string text, int to, (int From, BoxCopy Copy)[] boxes, TensorData? background = null, long elements = 0)
    {
        _text = text;
        _to = to;
        _boxes = boxes;
        _background = background;
        _elements = elements;
    }

    internal override string Text => _text;

    internal override void Run(RunContext run)
    {
        byte* to = run.Places[_to];
        if (_background is not null)
            Fill(to);
        foreach ((int from, BoxCopy copy) in _boxes)
            copy.Run(run.Places[from], to);
    }

    internal static BoxCopyStep Transpose(Node node, Func<KerasTensor, int> place)
    {
        long[] strides = BoxCopy.DenseStrides(node[0].Shape);
        int[] permutation = node.Get<PermutationAttributes>().Permutation;
        return OfOne(node, place, node.Output.Shape, [.. permutation.Select(axis => strides[axis])], BoxCopy.DenseStrides(node.Output.Shape), 0, 0);
    }

    internal static BoxCopyStep Slice(Node node, Func<KerasTensor, int> place)
    {
        SliceAttributes slice = node.Get<SliceAttributes>();
        long[] strides = BoxCopy.DenseStrides(node[0].Shape);
        long start = slice.Starts.Select((first, axis) => first * strides[axis]).Sum();
        long[] steps = [.. strides.Select((stride, axis) => stride * slice.Strides[axis])];
        return OfOne(node, place, node.Output.Shape, steps, BoxCopy.DenseStrides(node.Output.Shape), start, 0);
    }

    internal static BoxCopyStep Reverse(Node node, Func<KerasTensor, int> place)
    {
        int[] axes = node.Get<AxesAttributes>().Axes;
        Shape shape = node.Output.Shape;
        long[] strides = BoxCopy.DenseStrides(shape);
        long start = axes.Sum(axis => (shape[axis] - 1) * strides[axis]);
        return OfOne(node, place, shape, [.. strides.Select((stride, axis) => axes.Contains(axis) ? -stride : stride)], strides, start, 0);
    }

    internal static BoxCopyStep Pad(Node node, Func<KerasTensor, int> place)
    {
        PadAttributes pad = node.Get<PadAttributes>();
        long[] strides = BoxCopy.DenseStrides(node.Output.Shape);
        long start = pad.Low.Select((low, axis) => low * strides[axis]).Sum();
        long[] steps = [.. strides.Select((stride, axis) => stride * (pad.Interior[axis] + 1))];
        BoxCopy box = new(node[0].Shape.AsSpan(), BoxCopy.DenseStrides(node[0].Shape), steps, 0, start, node.Output.DType.Size());
        TensorData background = TensorData.Scalar(pad.Value, node.Output.DType);
        return new(Describe(node), place(node.Output), [(place(node[0]), box)], background, node.Output.Shape.ElementCount);
    }

    internal static BoxCopyStep Concatenate(Node node, Func<KerasTensor, int> place)
    {
        int axis = node.Get<AxisAttributes>().Axis;
        long[] strides = BoxCopy.DenseStrides(node.Output.Shape);
        long start = 0;
        List<(int, BoxCopy)> boxes = [];
        foreach (KerasTensor part in node.Inputs)
        {
            boxes.Add((place(part), new(part.Shape.AsSpan(), BoxCopy.DenseStrides(part.Shape), strides, 0, start, part.DType.Size())));
            start += part.Shape[axis] * strides[axis];
        }

        return new(Describe(node), place(node.Output), [.. boxes]);
    }

    private static BoxCopyStep OfOne(Node node, Func<KerasTensor, int> place, Shape sizes, long[] from, long[] to, long fromStart, long toStart) =>
        new(Describe(node), place(node.Output), [(place(node[0]), new(sizes.AsSpan(), from, to, fromStart, toStart, node.Output.DType.Size()))]);

    private static string Describe(Node node) => $"{node.Op} {string.Join(", ", node.Inputs)} to {node.Output.Shape}";

    private void Fill(byte* to)
    {
        void* value = (void*)_background!.Pointer;
        int count = checked((int)_elements);
        switch (_background.DType.Size())
        {
            case 1: new Span<byte>(to, count).Fill(*(byte*)value); break;
            case 4: new Span<int>(to, count).Fill(*(int*)value); break;
            default: new Span<long>(to, count).Fill(*(long*)value); break;
        }
    }
}
