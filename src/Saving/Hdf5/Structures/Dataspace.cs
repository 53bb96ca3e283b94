namespace KerasNet.Saving.Hdf5;

/// <summary>The dimensions of a dataset or an attribute.</summary>
/// <param name="Dimensions">Outermost first; none for a single value; null where there is not even one.</param>
/// <param name="Most">How far each may grow; −1 is without bound.</param>
internal sealed record Dataspace(IReadOnlyList<long>? Dimensions, IReadOnlyList<long> Most)
{
    private const int MostDimensions = 32;

    /// <summary>The number of elements.</summary>
    internal UInt128 Count
    {
        get
        {
            UInt128 count = Dimensions is null ? 0 : (UInt128)1;
            foreach (long dimension in Dimensions ?? [])
                count = count > ulong.MaxValue ? dimension == 0 ? 0 : UInt128.MaxValue : count * (ulong)dimension;
            return Dimensions?.Contains(0) == true ? 0 : count;
        }
    }

    internal static Dataspace Read(FieldReader fields)
    {
        const int isNull = 2;
        int version = fields.Version(1, 2);
        (int rank, int flags, int type) = (fields.Byte(), fields.Byte(), fields.Byte());
        fields.Skip(version == 1 ? 4 : 0);
        if (rank > MostDimensions)
            throw fields.Broken($"a dataspace has {rank} dimensions, expected at most {MostDimensions}");
        if (version == 2 && type == isNull)
            return new(null, []);
        long[] dimensions = [.. Enumerable.Range(0, rank).Select(_ => fields.Length())];
        long[] most = (flags & 1) == 0 ? dimensions
            : [.. Enumerable.Range(0, rank).Select(_ => fields.Number(fields.Source.LengthSize)).Select(size => size > long.MaxValue ? -1 : (long)size)];
        return new(dimensions, most);
    }

    public override string ToString() => Dimensions is null ? "nothing" : $"({string.Join(", ", Dimensions)}{(Dimensions.Count == 1 ? "," : "")})";
}
