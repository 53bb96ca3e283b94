namespace KerasNet.Layers;

/// <summary>Binary search in sorted keys as operations of a program.</summary>
internal static class SortedSearch
{
    /// <summary>How many keys are not above each value: the place of the bin that it falls into. A NaN is above all.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sorted">Keys in ascending order, of the dtype of the values.</param>
    internal static KerasTensor CountNotAbove(KerasTensor values, TensorData sorted)
    {
        if (sorted.Length == 0)
            return Ops.Zeros(values.Shape, DType.Int32);
        int steps = 1;
        while (1L << steps <= sorted.Length)
            steps++;

        // Filled up to 2^steps − 1 keys with the last one, every step of the search finds one; what is counted too much is cut off at the end.
        TensorData keys = new([(1 << steps) - 1], sorted.DType);
        sorted.AsBytes().CopyTo(keys.AsBytes());
        for (long i = sorted.Length; i < keys.Length; i++)
            sorted.AsBytes()[^sorted.DType.Size()..].CopyTo(keys.AsBytes()[(int)(i * sorted.DType.Size())..]);
        KerasTensor table = Ops.Constant(keys);
        KerasTensor count = Ops.Zeros(values.Shape, DType.Int32);
        for (int step = 1 << (steps - 1); step > 0; step >>= 1)
        {
            KerasTensor further = Ops.LogicalNot(Ops.Less(values, Ops.Gather(table, count + (step - 1))));
            count = Ops.Where(further, count + step, count);
        }

        return Ops.Minimum(count, sorted.Length);
    }
}
