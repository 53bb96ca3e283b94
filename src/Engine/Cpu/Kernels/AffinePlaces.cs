using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Engine.Cpu;

/// <summary>Where some neighbouring pixels of a row come from: whole places, and how far behind them the exact ones lie.</summary>
internal unsafe struct AffinePlaces
{
    /// <summary>The number of pixels.</summary>
    internal const int Count = 64;

    /// <summary>In place of a column: the pixel comes from nowhere.</summary>
    internal const int Nowhere = int.MinValue;

    private const int Lanes = 8;

    internal fixed int Columns[Count];
    internal fixed int Rows[Count];
    internal fixed float FromLeft[Count];
    internal fixed float FromRight[Count];
    internal fixed float FromAbove[Count];
    internal fixed float FromBelow[Count];

    /// <summary>Works out the places of pixels <paramref name="first"/> and following of a row, for a blend or for the nearest pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Fill<TFill>(float* transform, int first, int count, int row, int rows, int columns, bool nearest)
        where TFill : struct, IFill
    {
        bool flat = transform[6] == 0 && transform[7] == 0;
        Vector256<float> y = Vector256.Create((float)row), one = Vector256<float>.One;
        for (int i = 0; i < count; i += Lanes)
        {
            Vector256<float> x = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7) + Vector256.Create((float)(first + i));
            Vector256<float> fromX = Place(x, y, transform), fromY = Place(x, y, transform + 3);
            if (!flat)
            {
                Vector256<float> k = Vector256.Create(transform[6]) * x + Vector256.Create(transform[7]) * y + one;
                (fromX, fromY) = (fromX / k, fromY / k);
            }

            Vector256<float> exists = Vector256.IsFinite(fromX) & Vector256.IsFinite(fromY);
            fromX = Inside<TFill>(fromX & exists, columns);
            fromY = Inside<TFill>(fromY & exists, rows);
            Vector256<float> left = nearest ? AwayFromZero(fromX) : Vector256.Floor(fromX), above = nearest ? AwayFromZero(fromY) : Vector256.Floor(fromY);
            Vector256<int> column = Vector256.ConditionalSelect(exists.AsInt32(), Vector256.ConvertToInt32(left), Vector256.Create(Nowhere));
            column.Store((int*)Unsafe.AsPointer(ref Columns[i]));
            Vector256.ConvertToInt32(above).Store((int*)Unsafe.AsPointer(ref Rows[i]));
            if (nearest)
                continue;
            (fromX - left).Store((float*)Unsafe.AsPointer(ref FromLeft[i]));
            (left + one - fromX).Store((float*)Unsafe.AsPointer(ref FromRight[i]));
            (fromY - above).Store((float*)Unsafe.AsPointer(ref FromAbove[i]));
            (above + one - fromY).Store((float*)Unsafe.AsPointer(ref FromBelow[i]));
        }
    }

    private static Vector256<float> Place(Vector256<float> x, Vector256<float> y, float* t) =>
        Vector256.Create(t[0]) * x + Vector256.Create(t[1]) * y + Vector256.Create(t[2]);

    /// <summary>Places brought inside; most of them lie there already.</summary>
    private static Vector256<float> Inside<TFill>(Vector256<float> places, int n)
        where TFill : struct, IFill =>
        Vector256.LessThanAny(places, Vector256<float>.Zero) || Vector256.GreaterThanAny(places, Vector256.Create((float)(n - 1)))
            ? TFill.Inside(places, n)
            : places;

    /// <summary>The nearest whole numbers, halves away from zero.</summary>
    private static Vector256<float> AwayFromZero(Vector256<float> x)
    {
        Vector256<float> size = Vector256.Abs(x), whole = Vector256.Floor(size);
        whole += Vector256.GreaterThanOrEqual(size - whole, Vector256.Create(0.5f)) & Vector256<float>.One;
        return Vector256.CopySign(whole, x);
    }
}
