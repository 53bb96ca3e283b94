using System.Buffers.Binary;
using System.Text;

namespace KerasNet.Tests.Data.Arrays;

/// <summary>Writes pickles of protocol 2 by opcode, as Python 2 did.</summary>
internal static class Pickled
{
    internal static byte[] Whole(params byte[][] parts) => [0x80, 2, .. parts.SelectMany(part => part), (byte)'.'];

    internal static byte[] Opcodes(string latin1) => Encoding.Latin1.GetBytes(latin1);

    internal static byte[] Text(string text) => [(byte)'U', (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    internal static byte[] Number(int number)
    {
        byte[] bytes = [(byte)'J', 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), number);
        return bytes;
    }

    internal static byte[] List(params byte[][] items) => [(byte)']', (byte)'(', .. items.SelectMany(item => item), (byte)'e'];

    internal static byte[] Numbers(params int[] numbers) => List([.. numbers.Select(Number)]);

    internal static byte[] Tuple(params byte[][] items) => [(byte)'(', .. items.SelectMany(item => item), (byte)'t'];

    internal static byte[] Dictionary(params (string Key, byte[] Value)[] items) =>
        [(byte)'}', (byte)'(', .. items.SelectMany(item => (byte[])[.. Text(item.Key), .. item.Value]), (byte)'u'];

    /// <summary>Bytes of any length.</summary>
    internal static byte[] Bytes(byte[] bytes)
    {
        byte[] head = [(byte)'T', 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), bytes.Length);
        return [.. head, .. bytes];
    }

    /// <summary>An array of uint8, as NumPy pickles it.</summary>
    internal static byte[] Array(byte[] data, params int[] shape) =>
    [
        .. Opcodes("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085U\u0001b\u0087R(K\u0001"),
        .. Tuple([.. shape.Select(Number)]),
        .. Opcodes("cnumpy\ndtype\nU\u0002u1K\0K\u0001\u0087R(K\u0003U\u0001|NNN"),
        .. Number(-1), .. Number(-1), .. Opcodes("K\0tb\u0089"), .. Bytes(data), .. Opcodes("tb"),
    ];
}
