using System.Buffers.Binary;

namespace KerasNet.Fuzz;

/// <summary>Makes a broken file of real ones. The same seed and number give the same file.</summary>
/// <param name="target">Whose files are broken.</param>
/// <param name="seed">The seed of all files.</param>
internal sealed class Mutator(FuzzTarget target, int seed)
{
    private const int MostChanges = 4;
    private const int HeaderBytes = 64;
    private const int MostBytes = 90 << 10;

    private static readonly uint[] s_numbers =
        [0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    private static readonly Func<byte[], byte[], Random, byte[]>[] s_changes = [FlipBits, SetBytes, Cut, Remove, Repeat, Splice, SetNumber, SetNumber, SetHeader];

    private readonly IReadOnlyList<byte[]> _seeds = target.Seeds();

    /// <summary>File number <paramref name="index"/>, and a number by which its reader may choose how to read it.</summary>
    internal (byte[] File, int Choice) Make(int index)
    {
        Random random = new(unchecked((seed * 1_000_003) + index));
        byte[] file = [.. _seeds[random.Next(_seeds.Count)]];
        for (int changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
            file = s_changes[random.Next(s_changes.Length)](file, _seeds[random.Next(_seeds.Count)], random);
        if (random.Next(2) == 0)
            target.Mend(file);
        return (file, random.Next(int.MaxValue));
    }

    private static byte[] FlipBits(byte[] file, byte[] other, Random random)
    {
        for (int count = random.Next(1, 9); count > 0 && file.Length > 0; count--)
            file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        return file;
    }

    private static byte[] SetBytes(byte[] file, byte[] other, Random random)
    {
        for (int count = random.Next(1, 5); count > 0 && file.Length > 0; count--)
            file[random.Next(file.Length)] = (byte)s_numbers[random.Next(9)];
        return file;
    }

    private static byte[] Cut(byte[] file, byte[] other, Random random) => file[..random.Next(file.Length + 1)];

    private static byte[] Remove(byte[] file, byte[] other, Random random)
    {
        (int start, int length) = Part(file, random);
        return [.. file[..start], .. file[(start + length)..]];
    }

    private static byte[] Repeat(byte[] file, byte[] other, Random random)
    {
        (int start, int length) = Part(file, random);
        byte[] part = file[start..(start + length)];
        int times = Math.Min(random.Next(1, random.Next(2) == 0 ? 3 : 300), Math.Max(0, MostBytes - file.Length) / Math.Max(1, length));
        return [.. file[..start], .. Enumerable.Repeat(part, times).SelectMany(bytes => bytes), .. file[start..]];
    }

    /// <summary>Puts a part of another file in.</summary>
    private static byte[] Splice(byte[] file, byte[] other, Random random)
    {
        (int start, int length) = Part(other, random);
        int at = random.Next(file.Length + 1);
        int resume = random.Next(2) == 0 ? at : Math.Min(file.Length, at + length);
        return file.Length + length > MostBytes ? file : [.. file[..at], .. other[start..(start + length)], .. file[resume..]];
    }

    /// <summary>Writes a telling number of one, two or four bytes where a length may be.</summary>
    private static byte[] SetNumber(byte[] file, byte[] other, Random random)
    {
        Span<byte> number = stackalloc byte[4];
        uint value = random.Next(4) switch { 0 => (uint)random.Next(), 1 => (uint)file.Length, _ => s_numbers[random.Next(s_numbers.Length)] };
        bool bigEndian = random.Next(2) == 0;
        if (bigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(number, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        int size = 1 << random.Next(3);
        if (file.Length < size)
            return file;
        int most = random.Next(2) == 0 ? Math.Min(file.Length, 4 * HeaderBytes) : file.Length;
        (bigEndian ? number[^size..] : number[..size]).CopyTo(file.AsSpan(random.Next(Math.Max(1, most - size))));
        return file;
    }

    private static byte[] SetHeader(byte[] file, byte[] other, Random random)
    {
        for (int count = random.Next(1, 4); count > 0 && file.Length > 0; count--)
            file[random.Next(Math.Min(file.Length, HeaderBytes))] = (byte)random.Next(256);
        return file;
    }

    private static (int Start, int Length) Part(byte[] file, Random random)
    {
        int start = random.Next(file.Length + 1);
        int most = Math.Min(file.Length - start, random.Next(2) == 0 ? 16 : 1024);
        return (start, random.Next(most + 1));
    }
}
