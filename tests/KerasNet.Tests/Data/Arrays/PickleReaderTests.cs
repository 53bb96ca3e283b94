using KerasNet.Data;

namespace KerasNet.Tests.Data.Arrays;

public sealed class PickleReaderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Values_that_Python_3_wrote_are_read(int protocol)
    {
        Dictionary<string, PickleValue> values = FromPython($"values-protocol{protocol}.pickle").As<Dictionary<string, PickleValue>>()!;

        Assert.True(values["none"].IsNone);
        Assert.True(values["true"].AsBool());
        Assert.False(values["false"].AsBool());
        Assert.Equal(1L << 40, values["large"].AsInteger());
        Assert.Equal(-70000, values["negative"].AsInteger());
        Assert.Equal(0.5, values["half"].AsFloat());
        Assert.Equal("naïve", values["text"].AsText(10));
        Assert.Equal([0, 255], values["bytes"].As<PickleBytes>()!.Content.ToArray());
        Assert.Equal([1L, 2, 3, 4], values["tuple"].As<PickleValue[]>()!.Select(item => item.AsInteger()!.Value));
        Assert.Equal(2, values["pair"].As<PickleValue[]>()!.Length);
        Assert.Equal([2, 3], values["lists"].As<PickleList>()![1].AsNumbers()!.Value.ToArray());
        Assert.Null(values["mixed"].AsNumbers());
        Assert.Equal(0.5, values["mixed"].As<PickleList>()![2].AsFloat());
        Assert.Same(values["lists"].As<PickleList>(), values["again"].As<PickleList>());
        Assert.Equal([0, 1, 2, 3, 4, 5], values["array"].As<PickleArray>()!.Filled!.ToDataArray().AsSpan<int>());
        Assert.Equal([0f, 1, 2, 3, 4, 5], values["fortran"].As<PickleArray>()!.Filled!.ToDataArray().AsSpan<float>());
        Assert.Equal(5, values["number"].AsInteger());
        Assert.Equal(0.25, values["float"].AsFloat());
    }

    [Fact]
    public void A_batch_of_CIFAR_that_Python_2_wrote_is_read()
    {
        Dictionary<string, PickleValue> batch = FromPython("cifar-batch.pickle").As<Dictionary<string, PickleValue>>()!;

        Assert.Equal([3, 0], batch["labels"].AsNumbers()!.Value.ToArray());
        NumpyArray data = batch["data"].As<PickleArray>()!.Filled!;
        Assert.Equal([2, 3072], data.Shape);
        Assert.Equal(Enumerable.Range(0, 2 * 3072).Select(i => (byte)(i * 7 % 251)), data.Bytes.ToArray());
        Assert.Equal("a.png", batch["filenames"].As<PickleList>()![1].AsText(10));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "cos\nsystem\n(U\u0004echotR.", "'os.system' of Python, which is refused" },
        { "cbuiltins\neval\n(U\u0004echotR.", "'builtins.eval' of Python, which is refused" },
        { "c__builtin__\ngetattr\n.", "'__builtin__.getattr' of Python, which is refused" },
        { "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093.", "'posix.system' of Python, which is refused" },
        { "cnumpy\nload\n(U\u0001xtR.", "'numpy.load' of Python, which is refused" },
        { "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\ndtype\nK\0\u0085U\u0001btR.", "arguments that NumPy does not write" },
        { "cnumpy\nndarray\n(tR.", "arguments that NumPy does not write" },
        { "(ios\nsystem\n.", "opcode 69" },
        { "(U\u0001xos\no.", "opcode 6f" },
        { "\u0082\u0001.", "opcode 82" },
        { "P1\n.", "opcode 50" },
        { "I1\n.", "opcode 49" },
        { "U\u0001x)R.", "calls a text with a tuple, which is refused" },
        { "}K\u0001b.", "sets the state of a dictionary, which is refused" },
        { "\u0080\u0005N.", "protocol 5, expected 2, 3 or 4" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Whatever_could_run_something_is_refused(string pickle, string words) =>
        Assert.Contains(words, Refused(Pickled.Opcodes(pickle)), StringComparison.Ordinal);

    public static TheoryData<string, string> Damaged => new()
    {
        { "", "ends too early" },
        { "]", "ends too early" },
        { ".", "ends with 0 values" },
        { "NN.", "ends with 2 values" },
        { "(N.", "ends with 1 values" },
        { "e.", "ends a group that has no beginning" },
        { "](](Ne.", "ends with" },
        { "NNe.", "ends a group" },
        { "a.", "lacks a value" },
        { "N(a.", "lacks a value" },
        { "N(\u0085.", "lacks a value" },
        { "NNa.", "appends to None" },
        { "}(Ne.", "appends to a dictionary" },
        { "}(Nu.", "key without a value" },
        { "}(NNu.", "None as a key" },
        { "](NNu.", "sets an item of a list" },
        { "h\u0007.", "uses value 7" },
        { "q\0.", "lacks a value" },
        { "b.", "lacks a value" },
        { "\u008a\u0009123456789.", "whole number of 9 bytes" },
        { "X\u00ff\u00ff\u00ff\u00ffab.", "promises a text of 4,294,967,295 bytes" },
        { "T\u00ff\u00ff\u00ff\u00ffab.", "promises a text of -1 bytes" },
        { "\u008e\0\0\0\0\0\0\0\u0080ab.", "promises a text of -9,223,372,036,854,775,808 bytes" },
        { "cnumpy", "name without an end" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Damage_is_told(string pickle, string words) =>
        Assert.Contains(words, Refused(Pickled.Opcodes(pickle)), StringComparison.Ordinal);

    [Fact]
    public void Arrays_that_lie_are_refused()
    {
        Assert.Contains("array of 4 elements of 1 bytes with 3 bytes", Refused(Pickled.Whole(Pickled.Array([1, 2, 3], 2, 2))), StringComparison.Ordinal);
        Assert.Contains("impossible dimensions", Refused(Pickled.Whole(Pickled.Array([1, 2, 3], -1, -3))), StringComparison.Ordinal);
        Assert.Contains("more elements than", Refused(Pickled.Whole(Pickled.Array([], 1 << 30, 1 << 30, 1 << 30))), StringComparison.Ordinal);
        Assert.Contains("65 dimensions", Refused(Pickled.Whole(Pickled.Array([], [.. Enumerable.Repeat(1, 65)]))), StringComparison.Ordinal);

        // A state is set once: an array that grows after it was checked would be another.
        byte[] twice = [.. Pickled.Array([1], 1), .. Pickled.Tuple(Pickled.Number(1))];
        Assert.Contains("sets the state of an array", Refused(Pickled.Whole(twice, "b"u8.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_neither_overflows_nor_passes()
    {
        Assert.Contains("nested more than 64 times", Refused(Enumerable.Repeat((byte)'(', 1 << 20).ToArray()), StringComparison.Ordinal);

        // A tuple of a tuple of a tuple …: read without recursion, within the budget of memory.
        PickleValue deep = PickleReader.Read([.. "N"u8, .. Enumerable.Repeat((byte)0x85, 50_000), (byte)'.']);
        Assert.Single(deep.As<PickleValue[]>()!);
    }

    [Theory]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData(")")]
    [InlineData("]q\0")]
    [InlineData("U\0")]
    [InlineData("N\u0085")]
    public void Many_objects_for_few_bytes_are_refused_before_they_take_much_memory(string repeated)
    {
        byte[] one = Pickled.Opcodes(repeated);
        byte[] many = [.. Enumerable.Repeat(one, 4_000_000 / one.Length).SelectMany(bytes => bytes)];

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("bytes of memory", Refused(many), StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400 << 20);
    }

    [Fact]
    public void A_long_text_that_is_encoded_again_and_again_is_refused()
    {
        byte[] text = [(byte)'X', 0, 0, 1, 0, .. new byte[1 << 16], (byte)'q', 0];
        byte[] encode = Pickled.Opcodes("c_codecs\nencode\n(h\0U\u0006latin1tR0");
        byte[] call = [.. encode[..^1], (byte)'q', 1];

        Assert.Contains("bytes of memory", Refused([.. text, .. Enumerable.Repeat(call, 3000).SelectMany(bytes => bytes)]), StringComparison.Ordinal);
    }

    [Fact]
    public void One_list_named_again_and_again_is_refused_by_who_would_copy_it()
    {
        PickleList lists = new();
        PickleList numbers = new();
        numbers.Add([.. Enumerable.Range(0, 1000).Select(i => PickleValue.Of((long)i))]);
        lists.Add([.. Enumerable.Repeat(PickleValue.Of(numbers), 1000)]);
        NumpyArray array = new(NumpyType.Objects, false, [1000]) { Objects = lists };

        Assert.Contains("same few lists", Assert.Throws<InvalidDataException>(() => array.ToSequences()).Message, StringComparison.Ordinal);
    }

    private static PickleValue FromPython(string name) => PickleReader.Read(File.ReadAllBytes(NpyFileTests.FromNumPy(name)));

    private static string Refused(byte[] pickle) => Assert.Throws<InvalidDataException>(() => PickleReader.Read(pickle)).Message;
}
