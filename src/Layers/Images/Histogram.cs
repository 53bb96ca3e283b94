namespace KerasNet.Layers;

/// <summary>Counting and looking up levels, row by row.</summary>
internal static class Histogram
{
    /// <summary>How often each level occurs in each row.</summary>
    /// <param name="levels">Whole numbers 0 … count − 1 (rows, pixels), int32.</param>
    /// <param name="count">The number of levels.</param>
    /// <returns>(rows, count), float32.</returns>
    internal static KerasTensor Of(KerasTensor levels, int count) =>
        Ops.ScatterAdd(levels, Ops.Ones(levels.Shape), [levels.Shape[0], count], axis: 1, batchAxes: 1);

    /// <summary>A number per pixel, from the table of its row.</summary>
    /// <param name="table">(rows, entries).</param>
    /// <param name="entries">Which entry, int32 (rows, pixels).</param>
    internal static KerasTensor Look(KerasTensor table, KerasTensor entries) => Ops.Gather(table, entries, axis: 1, batchAxes: 1);
}
