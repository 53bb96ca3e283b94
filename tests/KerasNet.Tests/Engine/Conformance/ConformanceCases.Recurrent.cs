namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    /// <summary>LSTM and GRU with their gradients; sizes that fill vectors, tiles and tasks, and sizes that do not.</summary>
    private static IEnumerable<ConformanceCase> RecurrentOperations()
    {
        (int Batch, int Time, int Units)[] sizes =
            [(1, 1, 1), (1, 7, 5), (1, 2, 128), (2, 3, 16), (3, 7, 1), (3, 7, 5), (3, 1, 33), (9, 7, 16), (17, 2, 33), (32, 1, 5), (32, 7, 5), (9, 2, 128), (3, 0, 5)];
        foreach ((int batch, int time, int units) in sizes)
            foreach (bool reverse in (bool[])[false, true])
                foreach (bool masked in (bool[])[false, true])
                    foreach (DType type in units < 16 ? Floating : [DType.Float32])
                        foreach (ConformanceCase one in RecurrentOperations(batch, time, units, reverse, masked, type))
                            yield return one;
    }

    private static IEnumerable<ConformanceCase> RecurrentOperations(int batch, int time, int units, bool reverse, bool masked, DType type)
    {
        string name = $"{type} ({batch}, {time}, {units}){(reverse ? " in reverse" : "")}{(masked ? " masked" : "")}";
        Tolerance tolerance = For(type, Tolerance.Program);
        double scale = 1 / Math.Sqrt(units);
        TensorData Sums(int gates) => Numbers.Random([batch, time, gates * units], type, 1, -2, 2);
        TensorData Kernel(int gates) => Numbers.Random([units, gates * units], type, 2, -scale, scale);
        TensorData state = Numbers.Random([batch, units], type, 3, -1, 1), cell = Numbers.Random([batch, units], type, 4, -1, 1);
        TensorData bias = Numbers.Random([3 * units], type, 5, -1, 1), mask = MaskOf(batch, time);

        TensorData[] lstm = [Sums(4), Kernel(4), state, cell, mask];
        (KerasTensor States, KerasTensor Cells) Lstm(KerasTensor[] x) => Ops.Lstm(x[0], x[1], x[2], x[3], masked ? x[4] : null, reverse);
        yield return new($"Lstm {name}", lstm, x => Lstm(x) is var y ? [y.States, y.Cells] : [], tolerance);
        yield return Gradients($"Lstm, its gradient {name}", tolerance, x => Lstm(x) is var y ? Ops.Sin(y.States) + y.Cells * y.States : x[0], lstm);
        yield return Gradients($"Lstm, the gradient of its cells {name}", tolerance, x => Lstm(x).Cells, lstm);
        if (time > 0)
            yield return Gradients($"Lstm, the gradient of its last state {name}", tolerance, x => Ops.Take(Lstm(x).States, 1, reverse ? 0 : time - 1), lstm);

        TensorData[] gru = [Sums(3), Kernel(3), state, bias, mask];
        foreach (bool biased in (bool[])[false, true])
            foreach (bool resetAfter in biased ? (bool[])[true] : [false, true])
            {
                KerasTensor Gru(KerasTensor[] x) => Ops.Gru(x[0], x[1], biased ? x[3] : null, x[2], masked ? x[4] : null, resetAfter, reverse);
                string form = $"{(biased ? "with a bias " : "")}{(resetAfter ? "" : "that resets before ")}{name}";
                yield return new($"Gru {form}", gru, x => [Gru(x)], tolerance);
                yield return Gradients($"Gru, its gradient {form}", tolerance, x => biased ? Ops.Sin(Gru(x)) : Ops.Sin(Gru(x)) + Ops.Sum(x[3]), gru);
            }
    }

    /// <summary>Rows by turns: everything, all but the first step, every third step left out, nothing.</summary>
    private static TensorData MaskOf(int batch, int time)
    {
        TensorData mask = new([batch, time], DType.Bool);
        for (int row = 0; row < batch; row++)
            for (int step = 0; step < time; step++)
                mask.SetDouble(row * time + step, ((row + (batch == 1 ? 2 : 0)) % 4) switch { 0 => 1, 1 => step > 0 ? 1 : 0, 2 => step % 3 != 1 ? 1 : 0, _ => 0 });
        return mask;
    }
}
