namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static IEnumerable<ConformanceCase> Indexing()
    {
        foreach (DType type in Every)
            foreach (DType index in new[] { DType.Int32, DType.Int64, DType.UInt8 })
                foreach ((Shape from, Shape indices, int axis, int batch) in new (Shape, Shape, int, int)[]
                {
                    ([7, 5], [4], 0, 0), ([7, 5], [2, 3], 0, 0), ([7, 5], [], 0, 0), ([3, 7, 5], [4], 1, 0), ([3, 7, 5], [4], 2, 0), ([3, 7, 5], [3, 2], 1, 1),
                    ([3, 7, 5], [3], 1, 1), ([3, 7, 5], [3, 4], 2, 1), ([3, 2, 5], [3, 2, 4], 2, 2), ([7, 5], [0], 0, 0), ([40, 17], [300], 0, 0),
                })
                {
                    TensorData at = Numbers.Indices(indices, from[axis], index);
                    string name = $"{type} {from} at {index} {indices} axis {axis} batch {batch}";
                    yield return Case($"Gather {name}", Tolerance.Exact, x => Ops.Gather(x[0], x[1], axis, batch), Numbers.Random(from, type), at);
                    if (type == DType.Bool)
                        continue;
                    Shape updates = Ops.Gather(Ops.Input(from, type, "x"), Ops.Input(indices, index, "i"), axis, batch).Shape;
                    yield return Case($"ScatterAdd {name}", For(type, Tolerance.Sum), x => Ops.ScatterAdd(x[0], x[1], from, axis, batch), at,
                        Numbers.Random(updates, type));
                }

        foreach (long[] state in new long[][] { [0, 0], [1, 2], [-1, -1], [0x299f31d0_a4093822, 0x03707344_13198a2e] })
            foreach (Shape shape in new Shape[] { [], [1], [3], [4, 5], [1037], [0] })
                yield return Case(
                    $"RandomBits {state[0]} {state[1]} {shape}", Tolerance.Exact, x => Ops.RandomBits(x[0], shape), TensorData.From<long>(state, [2]));
        yield return Case("RandomUniform", Tolerance.Exact, x => Ops.RandomUniform(x[0], [999]), TensorData.From<long>([5, 6], [2]));
        yield return Case("RandomNormal", new(1e-5, 1e-5), x => Ops.RandomNormal(x[0], [999]), TensorData.From<long>([5, 6], [2]));
        yield return Case("OneHot", Tolerance.Exact, x => Ops.OneHot(x[0], 5), Numbers.Indices([3, 4], 7));
        yield return Case("OneHot along the first axis", Tolerance.Exact, x => Ops.OneHot(x[0], 5, 0), Numbers.Indices([3, 4], 7));
    }
}
