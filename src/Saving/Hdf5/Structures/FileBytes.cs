namespace KerasNet.Saving.Hdf5;

/// <summary>The bytes of a file, read at any place.</summary>
internal abstract class FileBytes
{
    internal abstract long Length { get; }

    /// <summary>Some bytes, in place where they are in memory. The caller knows that they are there.</summary>
    internal abstract ReadOnlyMemory<byte> View(long at, int count);

    /// <summary>Copies bytes. The caller knows that they are there.</summary>
    internal abstract void Copy(long at, Span<byte> target);

    internal static FileBytes Of(ReadOnlyMemory<byte> memory) => new InMemory(memory);

    /// <summary>The bytes of a stream that can seek; it is the caller's to close.</summary>
    internal static FileBytes Of(Stream stream) =>
        stream.CanSeek
            ? new InStream(stream)
            : throw new ArgumentException("HDF5 is read at any place, but this stream cannot seek. Read it into memory first.", nameof(stream));

    private sealed class InMemory(ReadOnlyMemory<byte> memory) : FileBytes
    {
        internal override long Length => memory.Length;

        internal override ReadOnlyMemory<byte> View(long at, int count) => memory.Slice((int)at, count);

        internal override void Copy(long at, Span<byte> target) => memory.Span.Slice((int)at, target.Length).CopyTo(target);
    }

    private sealed class InStream(Stream stream) : FileBytes
    {
        private readonly Lock _lock = new();

        internal override long Length { get; } = stream.Length;

        internal override ReadOnlyMemory<byte> View(long at, int count)
        {
            byte[] bytes = GC.AllocateUninitializedArray<byte>(count);
            Copy(at, bytes);
            return bytes;
        }

        internal override void Copy(long at, Span<byte> target)
        {
            lock (_lock)
            {
                stream.Position = at;
                stream.ReadExactly(target);
            }
        }
    }
}
