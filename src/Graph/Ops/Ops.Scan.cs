namespace KerasNet;

public static partial class Ops
{
    /// <summary>A loop over the leading axis of sequences, with carried state.</summary>
    /// <param name="body">From the carries and one slice of each sequence to the new carries and the outputs of the step. It may use symbols from outside.</param>
    /// <param name="initial">The carries before the first step.</param>
    /// <param name="sequences">Tensors that share their leading axis, one slice of which is seen per step.</param>
    /// <param name="length">The number of steps; needed only without sequences.</param>
    /// <param name="reverse">Walk from the last slice to the first; outputs land where their slice came from.</param>
    /// <returns>The carries after the last step, and the outputs of all steps stacked along a new leading axis.</returns>
    public static (KerasTensor[] Carries, KerasTensor[] Outputs) Scan(
        Func<KerasTensor[], KerasTensor[], (KerasTensor[] Carries, KerasTensor[] Outputs)> body,
        IReadOnlyList<KerasTensor> initial,
        IReadOnlyList<KerasTensor> sequences,
        int? length = null,
        bool reverse = false)
    {
        if (length is null && sequences.Count == 0)
            throw new ArgumentException("Scan: expected a length, since there is no sequence to take it from.", nameof(length));
        int steps = length ?? sequences[0].Shape[0];
        foreach (KerasTensor sequence in sequences)
            if (sequence.Rank == 0 || sequence.Shape[0] != steps)
                throw new ShapeException($"Scan: expected sequences with a leading axis of {steps}. Received: {sequence}.");

        KerasTensor[] carries = [.. initial.Select((x, i) => Input(x.Shape, x.DType, $"carry{i}"))];
        KerasTensor[] slices = [.. sequences.Select((x, i) => Input(x.Shape[1..], x.DType, $"slice{i}"))];
        (KerasTensor[] newCarries, KerasTensor[] outputs) = body(carries, slices);
        if (newCarries.Length != carries.Length)
            throw new ArgumentException($"Scan: expected a body that returns {carries.Length} carries. Received: {newCarries.Length}.", nameof(body));
        Node scan = ScanBuilder.Build(carries, slices, [.. newCarries, .. outputs], initial, sequences, steps, reverse);
        return ([.. scan.Outputs.Take(carries.Length)], [.. scan.Outputs.Skip(carries.Length).Take(outputs.Length)]);
    }
}
