using System.Buffers.Binary;
using System.Text;

namespace KerasNet.Data;

/// <summary>
/// Reads the pickles that NumPy's object arrays and CIFAR's batches are: protocols 2 to 4 of lists, tuples, dictionaries, texts, numbers and arrays of NumPy.
/// Nothing is ever executed or looked up: the few names of Python that may occur (<see cref="PickleGlobals"/>) have their meaning here, every other is refused.
/// Opcodes are those of Python's pickletools.
/// </summary>
internal sealed class PickleReader
{
    private const int MostMarks = 64;
    private const int MostName = 256;

    private readonly byte[] _pickle;
    private readonly PickleBudget _budget;
    private readonly Dictionary<uint, PickleValue> _memo = [];
    private readonly Stack<int> _marks = [];
    private PickleValue[] _stack = new PickleValue[64];
    private int _depth;
    private int _at;

    private PickleReader(byte[] pickle)
    {
        _pickle = pickle;
        _budget = new(pickle.Length);
    }

    /// <summary>The one value that a pickle holds. Bytes and arrays are seen in it and not copied.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or more than the subset.</exception>
    internal static PickleValue Read(byte[] pickle) => new PickleReader(pickle).Run();

    private PickleValue Run()
    {
        while (true)
        {
            byte opcode = Take(1)[0];
            switch ((char)opcode)
            {
                case 'K': Push(PickleValue.Of((long)Take(1)[0])); break;
                case 'M': Push(PickleValue.Of((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)))); break;
                case 'J': Push(PickleValue.Of((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break;
                case 'G': Push(PickleValue.Of(BinaryPrimitives.ReadDoubleBigEndian(Take(8)))); break;
                case 'N': Push(PickleValue.None); break;
                case '\x88' or '\x89': Push(PickleValue.Of(opcode == 0x88)); break;
                case '\x8a': Push(PickleValue.Of(Long(Take(Take(1)[0])))); break;
                case 'U' or 'C': PushBytes(Take(1)[0]); break;
                case 'T': PushBytes(BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
                case 'B': PushBytes(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
                case '\x8e': PushBytes(BinaryPrimitives.ReadInt64LittleEndian(Take(8))); break;
                case '\x8c': PushText(Take(1)[0]); break;
                case 'X': PushText(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
                case '\x8d': PushText(BinaryPrimitives.ReadInt64LittleEndian(Take(8))); break;
                case ']': PushNew(new PickleList()); break;
                case '}': PushNew(new Dictionary<string, PickleValue>()); break;
                case ')': PushNew(Array.Empty<PickleValue>()); break;
                case '\x85' or '\x86' or '\x87': PushTuple(_depth - (opcode - 0x84)); break;
                case 't': PushTuple(PopMark()); break;
                case '(': Mark(); break;
                case 'a': Append(_depth - 1); break;
                case 'e': Append(PopMark()); break;
                case 's': SetItems(_depth - 2); break;
                case 'u': SetItems(PopMark()); break;
                case 'q': Memoize(Take(1)[0]); break;
                case 'r': Memoize(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
                case '\x94': Memoize((uint)_memo.Count); break;
                case 'h': Push(Remembered(Take(1)[0])); break;
                case 'j': Push(Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
                case 'c': Push(PickleValue.Of(PickleGlobals.Find(Line(), Line()))); break;
                case '\x93': PushGlobal(); break;
                case 'R': Call(); break;
                case 'b': Build(); break;
                case '\x80': CheckProtocol(Take(1)[0]); break;
                case '\x95': Take(8); break;
                case '.': return Result();
                default: throw Invalid($"has the opcode {opcode:x2}, which is none of those that arrays need");
            }
        }
    }

    private static void CheckProtocol(byte protocol)
    {
        if (protocol is < 2 or > 4)
            throw new InvalidDataException($"the pickle is of protocol {protocol}, expected 2, 3 or 4");
    }

    /// <summary>A whole number of up to eight bytes.</summary>
    private long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            throw Invalid($"has a whole number of {bytes.Length} bytes, expected at most 8");
        long value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | (i == bytes.Length - 1 ? (sbyte)bytes[i] : bytes[i]);
        return value;
    }

    private void PushBytes(long length) => PushNew(new PickleBytes(Slice(length)));

    private void PushText(long length)
    {
        ReadOnlyMemory<byte> text = Slice(length);
        _budget.Values(text.Length / 8);
        PushNew(Encoding.UTF8.GetString(text.Span));
    }

    private void PushNew(object value)
    {
        _budget.Object();
        Push(PickleValue.Of(value));
    }

    private void PushTuple(int from)
    {
        ReadOnlySpan<PickleValue> items = Items(from);
        _budget.Values(items.Length);
        PickleValue[] tuple = items.ToArray();
        Cut(from);
        PushNew(tuple);
    }

    private void PushGlobal()
    {
        (string? name, string? module) = (Pop().AsText(MostName), Pop().AsText(MostName));
        if (name is null || module is null)
            throw Invalid($"names something that is no text of at most {MostName} bytes");
        Push(PickleValue.Of(PickleGlobals.Find(module, name)));
    }

    private void Append(int from)
    {
        ReadOnlySpan<PickleValue> items = Items(from);
        PickleList list = Below(from).As<PickleList>() ?? throw Invalid($"appends to {Below(from).Describe()}, expected a list");
        _budget.Values(items.Length);
        list.Add(items);
        Cut(from);
    }

    private void SetItems(int from)
    {
        ReadOnlySpan<PickleValue> items = Items(from);
        var dictionary = Below(from).As<Dictionary<string, PickleValue>>() ?? throw Invalid($"sets an item of {Below(from).Describe()}, expected a dictionary");
        if (items.Length % 2 != 0)
            throw Invalid("has a key without a value");
        for (int i = 0; i < items.Length; i += 2)
        {
            _budget.Object();
            dictionary[Key(items[i])] = items[i + 1];
        }

        Cut(from);
    }

    /// <summary>A key, which may be one text remembered and used many times: a long one would cost its length each time.</summary>
    private string Key(PickleValue key) =>
        key.AsText(MostName) ?? throw Invalid($"has {key.Describe()} as a key, expected a text of at most {MostName} bytes");

    private void Call()
    {
        PickleValue arguments = Pop();
        PickleValue function = Pop();
        if (function.AsGlobal() is not { } global || arguments.As<PickleValue[]>() is not { } tuple)
            throw Invalid($"calls {function.Describe()} with {arguments.Describe()}, which is refused");
        _budget.Object();

        // The only call that copies.
        if (global == PickleGlobal.Encode && tuple is [var text, ..])
            _budget.Values(text.As<string>()?.Length / 16 ?? 0);
        Push(PickleArrays.Call(global, tuple));
    }

    private void Build()
    {
        PickleValue state = Pop();
        PickleArrays.Build(_depth > 0 ? Peek() : throw Invalid("sets the state of nothing"), state);
    }

    private void Mark()
    {
        if (_marks.Count == MostMarks)
            throw Invalid($"is nested more than {MostMarks} times");
        _marks.Push(_depth);
    }

    private int PopMark() => _marks.TryPop(out int mark) ? mark : throw Invalid("ends a group that has no beginning");

    private void Memoize(uint number)
    {
        _budget.Object();
        _memo[number] = Peek();
    }

    private PickleValue Remembered(uint number) =>
        _memo.TryGetValue(number, out PickleValue value) ? value : throw Invalid($"uses value {number}, which it did not give");

    private PickleValue Result() => _depth == 1 && _marks.Count == 0 ? _stack[0] : throw Invalid($"ends with {_depth} values, expected one");

    private void Push(PickleValue value)
    {
        if (_depth == _stack.Length)
        {
            _budget.Values(_depth);
            Array.Resize(ref _stack, 2 * _depth);
        }

        _stack[_depth++] = value;
    }

    private PickleValue Peek() => _depth > Floor ? _stack[_depth - 1] : throw Invalid("lacks a value");

    private PickleValue Pop()
    {
        PickleValue value = Peek();
        _depth--;
        return value;
    }

    /// <summary>What lies above a mark cannot reach below it.</summary>
    private int Floor => _marks.TryPeek(out int mark) ? mark : 0;

    private ReadOnlySpan<PickleValue> Items(int from) => from >= Floor ? _stack.AsSpan(from, _depth - from) : throw Invalid("lacks a value");

    private PickleValue Below(int from) => from > Floor ? _stack[from - 1] : throw Invalid("lacks a value");

    private void Cut(int depth) => _depth = depth;

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _pickle.Length - _at)
            throw Invalid("ends too early");
        ReadOnlySpan<byte> taken = _pickle.AsSpan(_at, count);
        _at += count;
        return taken;
    }

    private ReadOnlyMemory<byte> Slice(long length)
    {
        if (length < 0 || length > _pickle.Length - _at)
            throw Invalid($"promises a text of {length:N0} bytes, of which {_pickle.Length - _at:N0} are there");
        ReadOnlyMemory<byte> slice = _pickle.AsMemory(_at, (int)length);
        _at += (int)length;
        return slice;
    }

    private string Line()
    {
        ReadOnlySpan<byte> rest = _pickle.AsSpan(_at);
        int length = rest[..Math.Min(rest.Length, MostName + 1)].IndexOf((byte)'\n');
        if (length < 0)
            throw Invalid("has a name without an end");
        _at += length + 1;
        return Encoding.UTF8.GetString(rest[..length]);
    }

    private InvalidDataException Invalid(string what) => new($"the pickle {what} (at byte {_at:N0})");
}
