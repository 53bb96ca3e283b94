namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static IEnumerable<ConformanceCase> Loops()
    {
        TensorData state = Numbers.Random([3, 5], DType.Float32, 1, -1, 1), sequence = Numbers.Random([6, 3, 5], DType.Float32, 2, -1, 1);
        TensorData weights = Numbers.Random([5, 5], DType.Float32, 3, -1, 1);
        foreach (bool reverse in new[] { false, true })
        {
            string way = reverse ? " in reverse" : "";
            yield return new($"Scan{way}", [state, sequence, weights], x => Both(Recurrent(x, reverse)), Tolerance.Program);
            yield return new(
                $"Scan, its gradient{way}", [state, sequence, weights],
                x => [.. Gradient.Of(Ops.Sum(Ops.Square(Recurrent(x, reverse).Outputs[0])), x).Select(gradient => gradient!)], Tolerance.Program);
        }

        yield return new(
            "Scan with a carry handed on, a slice as carry and an outside tensor as output",
            [state, sequence],
            x => Both(Ops.Scan((c, s) => ([c[1], s[0], c[2]], [c[0], x[0], s[0]]), [x[0], x[0] * 2, x[0]], [x[1]])), Tolerance.Exact);
        yield return new("Scan that swaps its carries", [state, weights], x => Both(Ops.Scan((c, _) => ([c[1], c[0]], [c[0] - c[1]]), [x[0], -x[0]], [], 5)),
            Tolerance.Exact);
        yield return new("Scan of no steps", [state, sequence], x => Both(Ops.Scan((c, _) => ([c[0] * 2], []), [x[0]], [], 0)), Tolerance.Exact);
        yield return new("Scan of one step", [state, sequence], x => Both(Ops.Scan((c, s) => ([c[0] + s[0]], [c[0]]), [x[0]], [Ops.SliceAxis(x[1], 0, 2, 3)])),
            Tolerance.Exact);
        yield return new("Scan without carries", [sequence], x => Both(Ops.Scan((_, s) => ([], [Ops.Flip(s[0], 0), Ops.Sum(s[0], [1])]), [], [x[0]])),
            Tolerance.Sum);
        yield return new(
            "Scan that counts", [TensorData.From<int>([3, 1, 4, 1, 5], [5])],
            x => Both(Ops.Scan((c, s) => ([c[0] + s[0], c[1] + 1], [c[0] * c[1]]), [Ops.Scalar(0, DType.Int32), Ops.Scalar(0, DType.Int32)], [x[0]])),
                Tolerance.Exact);
        yield return new(
            "Scan in a scan", [state, sequence],
            x => Both(Ops.Scan(
                (outer, s) => Ops.Scan((inner, t) => ([inner[0] * 0.5 + t[0] * Ops.Sum(outer[0])], [inner[0]]), [Ops.Sum(outer[0], [0])], [s[0]]) is var y
                    ? ([outer[0] * 0.5 + y.Carries[0]], [y.Outputs[0]]) : ([], []), [x[0]], [x[1]])), Tolerance.Program);
    }

    private static KerasTensor[] Both((KerasTensor[] Carries, KerasTensor[] Outputs) scan) => [.. scan.Carries, .. scan.Outputs];

    private static (KerasTensor[] Carries, KerasTensor[] Outputs) Recurrent(KerasTensor[] x, bool reverse) => Ops.Scan(
        (carry, slice) => Ops.Tanh(Ops.MatMul(carry[0], x[2]) + slice[0]) is var next ? ([next], [next * slice[0]]) : ([], []), [x[0]], [x[1]],
            reverse: reverse);
}
