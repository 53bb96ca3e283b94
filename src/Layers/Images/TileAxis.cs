namespace KerasNet.Layers;

/// <summary>One axis of pictures, cut into tiles of one length: for each place the two tiles whose middles lie nearest.</summary>
internal sealed class TileAxis
{
    private readonly int _size;

    /// <summary>Cuts an axis.</summary>
    /// <param name="size">The number of places.</param>
    /// <param name="tiles">The number of tiles; together they reach the end of the axis or beyond.</param>
    internal TileAxis(int size, int tiles)
    {
        (_size, Tiles, Length) = (size, tiles, (size + tiles - 1) / tiles);
        Before = new int[size];
        After = new int[size];
        Weights = new float[size];
        for (int i = 0; i < size; i++)
        {
            double place = (i - Length / 2.0) / Length;
            int before = (int)Math.Floor(place);
            (Before[i], After[i]) = (Math.Clamp(before, 0, tiles - 1), Math.Clamp(before + 1, 0, tiles - 1));
            Weights[i] = (float)(place - before);
        }
    }

    /// <summary>The number of tiles.</summary>
    internal int Tiles { get; }

    /// <summary>The number of places of a tile.</summary>
    internal int Length { get; }

    /// <summary>For each place the tile whose middle lies before it; the first one beyond the edge.</summary>
    internal int[] Before { get; }

    /// <summary>For each place the tile whose middle lies after it; the last one beyond the edge.</summary>
    internal int[] After { get; }

    /// <summary>How far each place lies on the way from one to the other.</summary>
    internal float[] Weights { get; }

    /// <summary>x, mirrored at its end until tiles fill the axis; the last place is repeated.</summary>
    internal KerasTensor Filled(KerasTensor x, int axis)
    {
        int[] places = [.. Enumerable.Range(0, Tiles * Length).Select(i => i % (2 * _size)).Select(i => i < _size ? i : 2 * _size - 1 - i)];
        return places.Length == _size ? x : Ops.Gather(x, Ops.Constant<int>(places, [places.Length]), axis);
    }
}
