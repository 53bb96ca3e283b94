namespace KerasNet.Tests.Engine.Reference;

/// <summary>Operations that only move elements.</summary>
internal static class MovementKernels
{
    internal static readonly Dictionary<Op, ReferenceKernel> Table = new()
    {
        [Op.Constant] = (node, _, y) => Assign(node.Get<ConstantAttributes>().Value, y[0]),
        [Op.ReadVariable] = (node, _, y) => Assign(node.Get<VariableAttributes>().Variable.Value, y[0]),
        [Op.Reshape] = (_, x, y) => Assign(x[0], y[0]),
        [Op.Broadcast] = (_, x, y) => FromEach(y[0], x[0], at => Grid.Stretched(x[0].Shape, at)),
        [Op.Transpose] = Transpose,
        [Op.Slice] = Slice,
        [Op.Reverse] = Reverse,
        [Op.Pad] = Pad,
        [Op.Concatenate] = Concatenate,
        [Op.Iota] = Iota,
    };

    private static void Assign(TensorData from, TensorData to)
    {
        for (long i = 0; i < to.Length; i++)
            Cells.Copy(from, i, to, i);
    }

    /// <summary>Fills the result, asking for each of its cells where in the operand it comes from.</summary>
    private static void FromEach(TensorData y, TensorData x, Func<int[], long> origin)
    {
        long i = 0;
        foreach (int[] at in Grid.All(y.Shape))
            Cells.Copy(x, origin(at), y, i++);
    }

    private static void Transpose(Node node, TensorData[] x, TensorData[] y)
    {
        int[] permutation = node.Get<PermutationAttributes>().Permutation;
        FromEach(y[0], x[0], at =>
        {
            int[] source = new int[at.Length];
            for (int axis = 0; axis < at.Length; axis++)
                source[permutation[axis]] = at[axis];
            return Grid.Offset(x[0].Shape, source);
        });
    }

    private static void Slice(Node node, TensorData[] x, TensorData[] y)
    {
        (int[] starts, _, int[] strides) = node.Get<SliceAttributes>();
        FromEach(y[0], x[0], at => Grid.Offset(x[0].Shape, [.. at.Select((n, axis) => starts[axis] + n * strides[axis])]));
    }

    private static void Reverse(Node node, TensorData[] x, TensorData[] y)
    {
        int[] axes = node.Get<AxesAttributes>().Axes;
        FromEach(y[0], x[0], at => Grid.Offset(x[0].Shape, [.. at.Select((n, axis) => axes.Contains(axis) ? x[0].Shape[axis] - 1 - n : n)]));
    }

    private static void Pad(Node node, TensorData[] x, TensorData[] y)
    {
        PadAttributes pad = node.Get<PadAttributes>();
        for (long i = 0; i < y[0].Length; i++)
            y[0].SetDouble(i, pad.Value);
        long source = 0;
        foreach (int[] at in Grid.All(x[0].Shape))
            Cells.Copy(x[0], source++, y[0], Grid.Offset(y[0].Shape, [.. at.Select((n, axis) => pad.Low[axis] + n * (pad.Interior[axis] + 1))]));
    }

    private static void Concatenate(Node node, TensorData[] x, TensorData[] y)
    {
        int axis = node.Get<AxisAttributes>().Axis;
        int before = 0;
        foreach (TensorData part in x)
        {
            long source = 0;
            foreach (int[] at in Grid.All(part.Shape))
                Cells.Copy(part, source++, y[0], Grid.Offset(y[0].Shape, [.. at.Select((n, i) => i == axis ? before + n : n)]));
            before += part.Shape[axis];
        }
    }

    private static void Iota(Node node, TensorData[] x, TensorData[] y)
    {
        int axis = node.Get<IotaAttributes>().Axis;
        long i = 0;
        foreach (int[] at in Grid.All(y[0].Shape))
            y[0].SetLong(i++, at[axis]);
    }
}
