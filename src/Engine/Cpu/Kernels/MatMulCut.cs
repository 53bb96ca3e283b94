namespace KerasNet.Engine.Cpu;

/// <summary>Cuts a length into pieces of one width, such that no piece is narrower than a given minimum unless the length itself is.</summary>
/// <remarks>Where the last piece would be too narrow, the last two share their columns evenly.</remarks>
internal readonly struct MatMulCut
{
    private readonly int _length;
    private readonly int _width;
    private readonly int _secondLast;

    internal MatMulCut(int length, int width, int minimum)
    {
        _length = length;
        _width = width;
        Count = (length + width - 1) / width;
        int rest = length - (Count - 1) * width;
        _secondLast = Count > 1 && rest < minimum ? (width + rest + 1) / 2 : width;
    }

    /// <summary>The number of pieces.</summary>
    internal int Count { get; }

    /// <summary>Where a piece starts; of <see cref="Count"/>, the length.</summary>
    internal int Start(int piece) =>
        piece == Count ? _length
        : piece == Count - 1 && piece > 0 ? (piece - 1) * _width + _secondLast
        : piece * _width;

    /// <summary>How wide a piece is.</summary>
    internal int Width(int piece) => Start(piece + 1) - Start(piece);
}
