namespace KerasNet.Layers;

/// <summary>Orders texts by the bytes of their UTF-8, as TensorFlow does; that is the order of their code points.</summary>
internal sealed class TokenOrder : IComparer<string>
{
    internal static readonly TokenOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        int common = x.AsSpan().CommonPrefixLength(y);
        return common == x!.Length || common == y!.Length ? x.Length.CompareTo(y!.Length) : Rank(x[common]).CompareTo(Rank(y[common]));
    }

    // Halves of a code point beyond 16 bits stand before the last characters of 16 bits, which have smaller code points.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + char.MaxValue : unit;
}
