using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace KerasNet.Callbacks.Events;

/// <summary>A new file of records in a folder, each with its length and checksums of both, in the form and under the kind of name that TensorBoard looks for.</summary>
/// <remarks>
/// A record is written in one piece, so that a reader, or a crash, finds it whole or cut off at the end of the file.
/// Source: TFRecord as TensorFlow publishes it: length (uint64), masked CRC-32C of the length (uint32), the bytes, masked CRC-32C of the bytes, all little-endian.
/// </remarks>
internal sealed class EventFile : IDisposable
{
    // A checksum of data that hold checksums tells little, so it is turned and moved.
    private const int MaskRotation = 15;
    private const uint MaskDelta = 0xa282ead8;

    private static int s_count;

    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    internal EventFile(string folder, TimeProvider clock)
    {
        _clock = clock;
        Directory.CreateDirectory(folder);
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{Now.ToUnixTimeSeconds():D10}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref s_count)}.v2");
        _file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Write(EventRecords.Head(Now));
    }

    /// <summary>The time of an event written now.</summary>
    internal DateTimeOffset Now => _clock.GetUtcNow();

    public void Dispose() => _file.Dispose();

    internal void Write(ReadOnlySpan<byte> record)
    {
        const int HeadBytes = sizeof(ulong) + sizeof(uint);
        byte[] framed = new byte[HeadBytes + record.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(framed, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(sizeof(ulong)), Checksum(framed.AsSpan(0, sizeof(ulong))));
        record.CopyTo(framed.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(HeadBytes + record.Length), Checksum(record));
        _file.Write(framed);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, MaskRotation) + MaskDelta;
    }
}
