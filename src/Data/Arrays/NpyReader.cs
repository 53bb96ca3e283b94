namespace KerasNet.Data;

/// <summary>Reads one array in the format of <c>.npy</c>.</summary>
internal static class NpyReader
{
    /// <summary>What a text takes in memory beside its characters.</summary>
    private const int BytesOfText = 32;

    /// <param name="stream">The array, which must end with it.</param>
    /// <param name="stored">The bytes on disk that it comes from, packed or not.</param>
    /// <exception cref="InvalidDataException">It is no such array, damaged, or larger than the file justifies.</exception>
    internal static NumpyArray Read(Stream stream, long stored)
    {
        NpyHeader header = NpyHeader.Read(stream);
        int count = NpyHeader.CountOf(header.Shape);
        if (header.Type.Kind is 'U' or 'S' && (long)count * (header.Type.Size + BytesOfText) > StoredBytes.MostOfText(stored))
            throw new InvalidDataException($"it promises {count:N0} texts, which {stored:N0} bytes in the file do not justify");
        if (header.Type != NumpyType.Objects)
            return new(header.Type, header.FortranOrder, header.Shape) { Bytes = StoredBytes.Exactly(stream, (long)count * header.Type.Size, stored) };
        PickleValue pickled = PickleReader.Read(StoredBytes.ToEnd(stream, stored));
        return pickled.As<PickleArray>()?.Filled is { Objects: not null } array && array.Shape.AsSpan().SequenceEqual(header.Shape)
            ? array
            : throw new InvalidDataException("its pickle is not the array of objects that its header promises");
    }
}
