namespace KerasNet.Engine.Cpu;

/// <summary>The axes of a group, neighbours merged where every spread operand allows it.</summary>
internal sealed class TileAxes
{
    private readonly bool[] _startsAxis;
    private readonly Shape _shape;

    internal TileAxes(GroupCode code)
    {
        _shape = code.Shape;
        TileRegister[] spread = [.. code.Registers.Where(register => register.Source == TileSource.Spread)];
        _startsAxis = new bool[_shape.Rank];
        int previous = -1;
        for (int axis = 0; axis < _shape.Rank; axis++)
        {
            if (_shape[axis] == 1)
                continue;
            _startsAxis[axis] = previous < 0 || spread.Any(register => register.Strides[previous] != register.Strides[axis] * _shape[axis]);
            previous = axis;
        }

        Sizes = Merge(new int[_shape.Rank], (_, axis) => _shape[axis], (size, axis) => size * _shape[axis]);
    }

    /// <summary>The sizes of the merged axes, outermost first.</summary>
    internal int[] Sizes { get; }

    /// <summary>The size of the innermost axis.</summary>
    internal int Inner => Sizes.Length == 0 ? 1 : Sizes[^1];

    /// <summary>The strides of a spread operand along the merged axes.</summary>
    internal int[] Strides(TileRegister register) => Merge(register.Strides, (strides, axis) => strides[axis], (_, axis) => register.Strides[axis]);

    private int[] Merge(int[] values, Func<int[], int, int> start, Func<int, int, int> extend)
    {
        List<int> merged = [];
        for (int axis = 0; axis < _shape.Rank; axis++)
        {
            if (_shape[axis] == 1)
                continue;
            if (_startsAxis[axis])
                merged.Add(start(values, axis));
            else
                merged[^1] = extend(merged[^1], axis);
        }

        return [.. merged];
    }
}
