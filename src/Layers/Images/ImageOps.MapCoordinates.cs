namespace KerasNet.Layers;

public static partial class ImageOps
{
    private delegate KerasTensor PlaceRule(KerasTensor place, int size);

    /// <summary>What a whole place along an axis stands for, by the name of a fill mode.</summary>
    private static readonly Dictionary<string, PlaceRule> s_places = new()
    {
        [ConstantFill] = Held,
        ["nearest"] = Held,
        ["wrap"] = (place, size) => Ops.Mod(place, Ops.Scalar(size, place)),
        ["mirror"] = Mirrored,
        ["reflect"] = (place, size) => Ops.Floor((Mirrored(2 * place + 1, 2 * size + 1) - 1) / 2),
    };

    /// <summary>A tensor read at any places.</summary>
    /// <param name="inputs">The tensor, of rank n. Whole numbers come back as such, rounded.</param>
    /// <param name="coordinates">The places, (n, …): one coordinate for each axis.</param>
    /// <param name="order">0: the nearest element, halves to the even place. 1: neighbours are blended.</param>
    /// <param name="fillMode">
    /// What lies beyond the edges: <c>constant</c>, <c>nearest</c>, <c>wrap</c> (a b c d | a b c d | a b c d), <c>mirror</c> (d c b | a b c d | c b a) or
    /// <c>reflect</c> (d c b a | a b c d | d c b a).
    /// </param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    /// <returns>A tensor with the shape of a coordinate.</returns>
    /// <exception cref="ArgumentException">The order is neither 0 nor 1, or the name is unknown.</exception>
    /// <exception cref="ShapeException">There is not one coordinate for each axis.</exception>
    public static KerasTensor MapCoordinates(KerasTensor inputs, KerasTensor coordinates, int order, string fillMode = ConstantFill, double fillValue = 0)
    {
        if (order is not (0 or 1))
            throw new ArgumentException($"The order of an interpolation must be 0 (nearest) or 1 (linear). Received: {order}.", nameof(order));
        PlaceRule rule = s_places[KnownFill(fillMode)];
        if (coordinates.Rank == 0 || coordinates.Shape[0] != inputs.Rank)
            throw new ShapeException($"Coordinates must have the shape ({inputs.Rank}, …), one for each axis of {inputs.Shape}. Received: {coordinates.Shape}.");
        return Ops.Shaped(nameof(MapCoordinates), x => Read(x[0], Ops.ToFloat(x[1]), order, rule, fillMode == ConstantFill ? fillValue : null), inputs, coordinates);
    }

    private static KerasTensor Read(KerasTensor inputs, KerasTensor coordinates, int order, PlaceRule rule, double? fillValue)
    {
        KerasTensor elements = Ops.Reshape(Ops.Cast(inputs, coordinates.DType), [-1]);
        KerasTensor[] places = [.. Enumerable.Range(0, inputs.Rank).Select(axis => Ops.Take(coordinates, 0, axis))];
        KerasTensor result = Blend(places, order, whole =>
        {
            (KerasTensor index, KerasTensor exists) = Find(whole, inputs.Shape, rule);
            KerasTensor found = Ops.Gather(elements, index);
            return fillValue is { } value ? Ops.Where(exists, found, Ops.Scalar(value, found)) : found;
        });
        return inputs.DType.IsFloating() ? Ops.Cast(result, inputs.DType) : ImageBatch.Whole(result, inputs.DType);
    }

    /// <summary>A batch (pictures, rows, columns, channels) in which each pixel is read at a place of its own, with the names of <see cref="MapCoordinates"/>.</summary>
    /// <param name="images">The batch.</param>
    /// <param name="rows">For each pixel the row it is read at, (pictures, rows, columns).</param>
    /// <param name="columns">For each pixel the column it is read at.</param>
    /// <param name="bilinear">Whether neighbours are blended.</param>
    /// <param name="fillMode">What lies beyond the edges.</param>
    /// <param name="fillValue">The value beyond the edges with <c>constant</c>.</param>
    internal static KerasTensor ReadAt(KerasTensor images, KerasTensor rows, KerasTensor columns, bool bilinear, string fillMode, double fillValue)
    {
        Shape shape = images.Shape, flat = [shape[0], shape[1] * shape[2], 1];
        KerasTensor pixels = Ops.Reshape(images, flat.With(2, shape[3]));
        return Ops.Reshape(
            Blend([Ops.Reshape(rows, flat), Ops.Reshape(columns, flat)], bilinear ? 1 : 0, whole =>
            {
                (KerasTensor index, KerasTensor exists) = Find(whole, shape[1..3], s_places[fillMode]);
                KerasTensor found = Ops.Gather(pixels, Ops.Squeeze(index, 2), 1, 1);
                return fillMode == ConstantFill ? Ops.Where(exists, found, Ops.Scalar(fillValue, found)) : found;
            }),
            shape);
    }

    /// <summary>What is read at places, one tensor for each axis: the nearest element, or a blend of 2ⁿ, as each axis has a neighbour on both sides.</summary>
    private static KerasTensor Blend(KerasTensor[] places, int order, Func<KerasTensor[], KerasTensor> elementAt)
    {
        return order == 0 ? elementAt([.. places.Select(Ops.Round)]) : Corners([], null);

        KerasTensor Corners(KerasTensor[] chosen, KerasTensor? weight)
        {
            if (chosen.Length == places.Length)
                return elementAt(chosen) * weight!;
            KerasTensor place = places[chosen.Length], below = Ops.Floor(place), part = place - below;
            return Corners([.. chosen, below], Times(weight, 1 - part)) + Corners([.. chosen, below + 1], Times(weight, part));
        }

        static KerasTensor Times(KerasTensor? weight, KerasTensor other) => weight is null ? other : weight * other;
    }

    /// <summary>The row-major index of the element that whole places stand for, and whether they lie inside.</summary>
    private static (KerasTensor Index, KerasTensor Exists) Find(KerasTensor[] whole, Shape shape, PlaceRule rule)
    {
        KerasTensor? index = null, exists = null;
        for (int axis = 0; axis < whole.Length; axis++)
        {
            KerasTensor place = Ops.Cast(rule(whole[axis], shape[axis]), DType.Int32);
            index = index is null ? place : index * shape[axis] + place;
            KerasTensor inside = Ops.LogicalAnd(Ops.GreaterEqual(whole[axis], 0), Ops.LessEqual(whole[axis], shape[axis] - 1));
            exists = exists is null ? inside : Ops.LogicalAnd(exists, inside);
        }

        return (index!, exists!);
    }

    /// <summary>The name, if it is that of a fill mode.</summary>
    internal static string KnownFill(string fillMode) => s_places.ContainsKey(fillMode) ? fillMode : throw Naming.Unknown("fill mode", fillMode, s_places.Keys);

    private static KerasTensor Held(KerasTensor place, int size) => Ops.Clip(place, 0, size - 1);

    private static KerasTensor Mirrored(KerasTensor place, int size)
    {
        double last = size - 1;
        return last == 0 ? Ops.ZerosLike(place) : Ops.Abs(Ops.Mod(place + last, Ops.Scalar(2 * last, place)) - last);
    }
}
