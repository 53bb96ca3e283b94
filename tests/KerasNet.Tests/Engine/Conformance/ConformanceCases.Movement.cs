namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static IEnumerable<ConformanceCase> Movement()
    {
        foreach (DType type in Every)
        {
            foreach ((Shape from, Shape to) in new (Shape, Shape)[] { ([6, 4], [3, 8]), ([], [1, 1]), ([5], [5, 1]), ([0, 2], [3, 0]) })
                yield return Moved($"Reshape to {to}", x => Ops.Reshape(x, to), from, type);
            foreach (int[] order in new int[][] { [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
                foreach (Shape shape in new Shape[] { [3, 4, 5], [1, 17, 9], [33, 1, 8] })
                    yield return Moved($"Transpose to {string.Join(' ', order)}", x => Ops.Transpose(x, order), shape, type);
            yield return Moved("Transpose of a matrix", x => Ops.Transpose(x), [33, 65], type);
            yield return Moved("Transpose of the inner axes", x => Ops.Transpose(x, 0, 2, 1, 3), [2, 5, 3, 7], type);
            yield return Moved("Transpose to channels first", x => Ops.Transpose(x, 0, 3, 1, 2), [2, 5, 3, 7], type);
            yield return Moved("Transpose of nothing", x => Ops.Transpose(x), [0, 3], type);
            foreach ((Shape from, Shape to) in new (Shape, Shape)[]
                { ([], [2, 3]), ([3], [2, 3]), ([2, 1], [2, 17]), ([1, 3, 1], [4, 3, 5]), ([1], [0]), ([2, 1, 3, 1], [2, 4, 3, 5]), ([3, 1], [2, 3, 4]) })
                yield return Moved($"Broadcast to {to}", x => Ops.BroadcastTo(x, to), from, type);
            yield return Moved("Slice", x => Ops.Slice(x, [1, 0, 2], [3, 5, 9]), [4, 5, 9], type);
            yield return Moved("Slice of rows", x => Ops.Slice(x, [2, 0], [4, 7]), [5, 7], type);
            yield return Moved("Slice with strides", x => Ops.Slice(x, [0, 1, 0], [4, 5, 9], [3, 2, 4]), [4, 5, 9], type);
            yield return Moved("Slice to nothing", x => Ops.Slice(x, [2, 1], [2, 3]), [4, 5], type);
            yield return Moved("Pad", x => Ops.Pad(x, [1, 0, 2], [0, 3, 1], 7), [2, 3, 4], type);
            yield return Moved("Pad with interior", x => Ops.Pad(x, [0, 1], [2, 0], 1, [1, 2]), [3, 4], type);
            yield return Moved("Pad of nothing", x => Ops.Pad(x, [1, 1], [1, 0], 3), [0, 2], type);
            for (int axis = 0; axis < 3; axis++)
            {
                int along = axis;
                Shape whole = [2, 3, 4];
                yield return Case(
                    $"Concatenate {type} along {axis}", Tolerance.Exact, x => Ops.Concatenate(x, along),
                    Numbers.Random([2, 3, 4], type), Numbers.Random(whole.With(axis, 1), type, 2), Numbers.Random(whole.With(axis, 0), type, 3),
                    Numbers.Random(whole.With(axis, 5), type, 4));
                yield return Moved($"Reverse of axis {axis}", x => Ops.Flip(x, along), [3, 4, 17], type);
            }

            yield return Moved("Concatenate of one tensor with itself", x => Ops.Concatenate([x, x], 0), [3, 2], type);
            yield return Moved("Reverse of all axes", x => Ops.Flip(x), [3, 4, 5], type);
            yield return Moved("Movement in a row", x => Ops.Slice(Ops.Transpose(Ops.Reshape(Ops.Flip(x, 0), [4, 2, 3]), 2, 0, 1), [1, 0, 0], [3, 4, 2],
                [1, 3, 1]), [2, 12], type);
            if (type != DType.Bool)
                yield return Case($"Iota {type}", Tolerance.Exact, x => Ops.Cast(Ops.Iota([3, 4, 5], 1, type), DType.Float64) + x[0],
                    Numbers.Random([5], DType.Float64));
        }
    }

    private static ConformanceCase Moved(string name, Func<KerasTensor, KerasTensor> move, Shape shape, DType type) =>
        Case($"{name} {type} {shape}", Tolerance.Exact, x => move(x[0]), Numbers.Random(shape, type));
}
