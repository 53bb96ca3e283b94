namespace KerasNet.Layers;

public static partial class ImageOps
{
    private delegate KerasTensor PlaceRule(KerasTensor place, int size);

    /// <summary>What a whole place along an axis stands for, by the name of a fill mode.</summary>
    private static readonly Dictionary<string, PlaceRule> s_places = new()
    {
        ["constant"] = Held,
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
    public static KerasTensor MapCoordinates(KerasTensor inputs, KerasTensor coordinates, int order, string fillMode = "constant", double fillValue = 0)
    {
        if (order is not (0 or 1))
            throw new ArgumentException($"The order of an interpolation must be 0 (nearest) or 1 (linear). Received: {order}.", nameof(order));
        if (!s_places.TryGetValue(fillMode, out PlaceRule? rule))
            throw Naming.Unknown("fill mode", fillMode, s_places.Keys);
        if (coordinates.Rank == 0 || coordinates.Shape[0] != inputs.Rank)
            throw new ShapeException($"Coordinates must have the shape ({inputs.Rank}, …), one for each axis of {inputs.Shape}. Received: {coordinates.Shape}.");
        return Ops.Shaped(nameof(MapCoordinates), x => Read(x[0], Ops.ToFloat(x[1]), order, rule, fillMode == "constant" ? fillValue : null), inputs, coordinates);
    }

    private static KerasTensor Read(KerasTensor inputs, KerasTensor coordinates, int order, PlaceRule rule, double? fillValue)
    {
        Shape shape = inputs.Shape;
        KerasTensor elements = Ops.Reshape(Ops.Cast(inputs, coordinates.DType), [-1]);
        KerasTensor[] places = [.. Enumerable.Range(0, shape.Rank).Select(axis => Ops.Take(coordinates, 0, axis))];
        KerasTensor result = order == 0 ? ElementAt([.. places.Select(Ops.Round)]) : Corners(0, [], null);
        return inputs.DType.IsFloating() ? Ops.Cast(result, inputs.DType) : ImageBatch.Whole(result, inputs.DType);

        // Each axis has a neighbour on both sides, so 2ⁿ elements are blended.
        KerasTensor Corners(int axis, KerasTensor[] chosen, KerasTensor? weight)
        {
            if (axis == places.Length)
                return ElementAt(chosen) * weight!;
            KerasTensor below = Ops.Floor(places[axis]), part = places[axis] - below;
            return Corners(axis + 1, [.. chosen, below], Times(weight, 1 - part)) + Corners(axis + 1, [.. chosen, below + 1], Times(weight, part));
        }

        KerasTensor ElementAt(KerasTensor[] whole)
        {
            KerasTensor? index = null, exists = null;
            for (int axis = 0; axis < whole.Length; axis++)
            {
                KerasTensor place = Ops.Cast(rule(whole[axis], shape[axis]), DType.Int32);
                index = index is null ? place : index * shape[axis] + place;
                KerasTensor inside = Ops.LogicalAnd(Ops.GreaterEqual(whole[axis], 0), Ops.LessEqual(whole[axis], shape[axis] - 1));
                exists = exists is null ? inside : Ops.LogicalAnd(exists, inside);
            }

            KerasTensor found = Ops.Gather(elements, index!);
            return fillValue is { } value ? Ops.Where(exists!, found, Ops.Scalar(value, found)) : found;
        }

        static KerasTensor Times(KerasTensor? weight, KerasTensor other) => weight is null ? other : weight * other;
    }

    private static KerasTensor Held(KerasTensor place, int size) => Ops.Clip(place, 0, size - 1);

    private static KerasTensor Mirrored(KerasTensor place, int size)
    {
        double last = size - 1;
        return last == 0 ? Ops.ZerosLike(place) : Ops.Abs(Ops.Mod(place + last, Ops.Scalar(2 * last, place)) - last);
    }
}
