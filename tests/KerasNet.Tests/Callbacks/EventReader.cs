using System.Buffers.Binary;
using System.Text;

namespace KerasNet.Tests.Callbacks;

/// <summary>A value of an event file as TensorBoard would read it.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Tag">Its name.</param>
/// <param name="Plugin">The part of TensorBoard that shows it.</param>
/// <param name="Shape">The shape of its tensor.</param>
/// <param name="Numbers">Its numbers.</param>
/// <param name="Text">Its text.</param>
internal sealed record EventValue(long Step, string Tag, string Plugin, int[] Shape, double[] Numbers, string? Text);

/// <summary>
/// Reads event files after the published formats, sharing nothing with what writes them: TFRecord with its checksums bit by bit, Protocol Buffers, and
/// the fields of Event, Summary and TensorProto that TensorBoard looks at. Anything else is an error.
/// </summary>
internal static class EventReader
{
    /// <summary>The values of the only event file in a folder, in order.</summary>
    internal static List<EventValue> Read(string folder) => ReadFile(Assert.Single(Directory.GetFiles(folder)));

    /// <summary>The values of a file, in order.</summary>
    internal static List<EventValue> ReadFile(string file)
    {
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\..+\.v2$", Path.GetFileName(file));
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        List<EventValue> values = [];
        bool first = true;
        foreach (byte[] record in Records(bytes))
        {
            List<Field> fields = Fields(record);
            Assert.InRange(BitConverter.Int64BitsToDouble(Only(fields, 1).Number), 1.5e9, 1e11);
            if (first)
                Assert.Equal("brain.Event:2", Only(fields, 3).Text);
            else
                values.AddRange(Fields(Only(fields, 5).Bytes).Select(value => ValueOf(Only(fields, 2).Number, Fields(value.Bytes))));
            first = false;
        }

        Assert.False(first);
        return values;
    }

    /// <summary>The records of a file: length, checksum of the length, bytes, checksum of the bytes.</summary>
    internal static IEnumerable<byte[]> Records(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(Masked(file.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return file[(at + 12)..(at + 12 + length)];
            at += 12 + length + 4;
        }
    }

    /// <summary>CRC-32C by its definition: the polynomial 0x1EDC6F41, reflected, one bit after the other.</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc32C(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static EventValue ValueOf(long step, List<Field> value)
    {
        List<Field> tensor = Fields(Only(value, 8).Bytes);
        List<Field> plugin = Fields(Only(Fields(Only(value, 9).Bytes), 1).Bytes);
        int[] shape = [.. Fields(Only(tensor, 2).Bytes).Select(dimension => (int)Only(Fields(dimension.Bytes), 1).Number)];
        (double[] numbers, string? text) = Only(tensor, 1).Number switch
        {
            1 => ([BinaryPrimitives.ReadSingleLittleEndian(Only(tensor, 5).Bytes)], null),
            2 => (Doubles(Only(tensor, 4).Bytes), null),
            7 => (Array.Empty<double>(), Only(tensor, 8).Text),
            var type => throw new InvalidDataException($"DataType {type}"),
        };
        return new EventValue(step, Only(value, 1).Text, Only(plugin, 1).Text, shape, numbers, text);
    }

    private static double[] Doubles(byte[] bytes) => [.. bytes.Chunk(8).Select(chunk => BinaryPrimitives.ReadDoubleLittleEndian(chunk))];

    private static Field Only(List<Field> fields, int number) => Assert.Single(fields, field => field.Tag == number);

    private static List<Field> Fields(byte[] message)
    {
        List<Field> fields = [];
        int at = 0;
        while (at < message.Length)
        {
            long key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    fields.Add(new((int)(key >> 3), Varint(message, ref at), []));
                    break;
                case 1:
                    fields.Add(new((int)(key >> 3), BinaryPrimitives.ReadInt64LittleEndian(message.AsSpan(at)), []));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    fields.Add(new((int)(key >> 3), 0, message[at..(at + length)]));
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }

        return fields;
    }

    private static long Varint(byte[] message, ref int at)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private sealed record Field(int Tag, long Number, byte[] Bytes)
    {
        internal string Text => Encoding.UTF8.GetString(Bytes);
    }
}
