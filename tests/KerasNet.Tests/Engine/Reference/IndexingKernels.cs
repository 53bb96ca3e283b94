namespace KerasNet.Tests.Engine.Reference;

/// <summary>Gather, scatter and random bits.</summary>
internal static class IndexingKernels
{
    internal static readonly Dictionary<Op, ReferenceKernel> Table = new()
    {
        [Op.Gather] = (node, x, y) =>
        {
            (int axis, int batch) = node.Get<GatherAttributes>();
            Visit(axis, batch, x[0].Shape, x[1], y[0].Shape, (from, at) => Cells.Copy(x[0], from, y[0], at));
        },
        [Op.ScatterAdd] = (node, x, y) =>
        {
            (int axis, int batch, _) = node.Get<ScatterAttributes>();
            double[] real = new double[y[0].Length];
            long[] whole = new long[y[0].Length];
            Visit(axis, batch, y[0].Shape, x[0], x[1].Shape, (to, at) =>
            {
                real[to] += x[1].GetDouble(at);
                whole[to] += x[1].GetLong(at);
            });
            for (long i = 0; i < y[0].Length; i++)
            {
                if (y[0].DType.IsFloating())
                    y[0].SetDouble(i, real[i]);
                else
                    y[0].SetLong(i, whole[i]);
            }
        },
        [Op.RandomBits] = (_, x, y) =>
        {
            for (long i = 0; i < y[0].Length; i++)
                y[0].SetLong(i, (int)Philox.Word(x[0].GetLong(0), x[0].GetLong(1), i));
        },
    };

    /// <summary>Pairs every cell of the chosen slices with the cell of the whole that it comes from.</summary>
    private static void Visit(int axis, int batch, Shape whole, TensorData indices, Shape chosen, Action<long, long> visit)
    {
        int inner = indices.Shape.Rank - batch;
        long at = 0;
        foreach (int[] cell in Grid.All(chosen))
        {
            // Chosen axes: those before the axis, those of the indices behind the batch, those after the axis.
            int[] place = [.. cell[..batch], .. cell[axis..(axis + inner)]];
            long index = indices.GetLong(Grid.Offset(indices.Shape, place));
            if (index < 0 || index >= whole[axis])
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"Expected an index below {whole[axis]}.");
            visit(Grid.Offset(whole, [.. cell[..axis], (int)index, .. cell[(axis + inner)..]]), at++);
        }
    }
}
