namespace KerasNet.Saving.Hdf5;

/// <summary>What a message of an object header says.</summary>
internal enum MessageKind
{
    Nothing = 0x00,
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    OldFillValue = 0x04,
    FillValue = 0x05,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    GroupInfo = 0x0A,
    Filters = 0x0B,
    Attribute = 0x0C,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
    LastKnown = 0x17,
}

/// <summary>A message of an object header.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Flags">Bit 1: it is kept elsewhere; bit 7: who does not know it must refuse the object.</param>
/// <param name="Fields">Its contents.</param>
internal sealed record HeaderMessage(MessageKind Kind, int Flags, FieldReader Fields);

/// <summary>All that is said about a group, a dataset or a named type: a list of messages, in one block or several.</summary>
internal sealed class ObjectHeader
{
    private const int IsShared = 2;
    private const int RefuseIfUnknown = 0x80;

    /// <summary>How often a message may be said to be elsewhere.</summary>
    private const int MostShares = 4;

    private const string What = "object header";
    private const string NewSignature = "OHDR";

    private readonly Hdf5Source _source;
    private readonly List<HeaderMessage> _messages = [];
    private readonly Queue<(long Address, long Length)> _continued = new();

    private ObjectHeader(Hdf5Source source, long address)
    {
        _source = source;
        Address = address;
    }

    internal long Address { get; }

    internal static ObjectHeader Read(Hdf5Source source, long address)
    {
        ObjectHeader header = new(source, address);
        if (source.View(address, 1, What).Span[0] == NewSignature[0])
            header.ReadNew();
        else
            header.ReadOld();
        return header;
    }

    /// <summary>Whether there is a message of a kind.</summary>
    internal bool Has(MessageKind kind) => _messages.Any(message => message.Kind == kind);

    /// <summary>The first message of a kind; null without one.</summary>
    internal FieldReader? Find(MessageKind kind) => All(kind).FirstOrDefault();

    /// <summary>The first message of a kind.</summary>
    internal FieldReader Need(MessageKind kind) => Find(kind) ?? throw _source.Broken($"the object header has no {kind.ToString().ToLowerInvariant()} message", Address);

    /// <summary>The messages of a kind.</summary>
    internal IEnumerable<FieldReader> All(MessageKind kind) => All(kind, MostShares);

    /// <summary>The message that a field stands for which says that it is in another object's header, as named types are.</summary>
    internal static FieldReader Shared(FieldReader fields, MessageKind kind, int shares = MostShares)
    {
        int version = fields.Version(1, 3);
        int type = fields.Byte();
        if (version == 1)
            fields.Skip(6);
        if (version == 3 && type == 1)
            throw fields.Broken("messages that are shared in a heap are not read");
        if (shares == 0)
            throw fields.Broken($"a {kind.ToString().ToLowerInvariant()} message leads from object to object in a circle");
        return Read(fields.Source, fields.Offset()).All(kind, shares - 1).FirstOrDefault()
            ?? throw fields.Broken($"the object that should hold a {kind.ToString().ToLowerInvariant()} message has none");
    }

    private IEnumerable<FieldReader> All(MessageKind kind, int shares) => _messages.Where(message => message.Kind == kind)
        .Select(message => (message.Flags & IsShared) != 0 ? Shared(message.Fields.Again(), kind, shares) : message.Fields.Again());

    private void ReadOld()
    {
        FieldReader prefix = _source.Block(Address, 16, What);
        prefix.Version(1, 1);
        prefix.Skip(1 + 2 + 4);
        _continued.Enqueue((Address + 16, prefix.UInt32()));
        ReadBlocks(fields =>
        {
            while (fields.Left >= 8)
            {
                (MessageKind kind, int size, int flags) = ((MessageKind)fields.UInt16(), fields.UInt16(), fields.Byte());
                fields.Skip(3);
                Add(kind, flags, fields.Part(size, "message"));
            }
        });
    }

    private void ReadNew()
    {
        const int sumBytes = 4;
        FieldReader start = _source.Block(Address, 6, What).Expect(NewSignature);
        start.Version(2, 2);
        int flags = start.Byte();
        int sizeBytes = 1 << (flags & 3);
        int prefix = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0) + sizeBytes;
        FieldReader size = _source.Block(Address, prefix, What);
        size.Skip(prefix - sizeBytes);
        ulong length = size.Number(sizeBytes);
        _continued.Enqueue((Address, prefix + (long)Math.Min(length, int.MaxValue) + sumBytes));
        ReadBlocks(fields =>
        {
            bool first = fields.Address == Address;
            if (!first)
                fields.Expect("OCHK");
            int end = fields.At + fields.Left - sumBytes;
            FieldReader sum = fields.Again();
            sum.Skip(Math.Max(0, end));
            sum.CheckSum();
            fields.Skip(first ? prefix : 0);
            int messagePrefix = 4 + ((flags & 4) != 0 ? 2 : 0);
            while (fields.At + messagePrefix <= end)
            {
                (MessageKind kind, int messageSize, int messageFlags) = ((MessageKind)fields.Byte(), fields.UInt16(), fields.Byte());
                fields.Skip(messagePrefix - 4);
                Add(kind, messageFlags, fields.Part(messageSize, "message"));
            }
        });
    }

    private void ReadBlocks(Action<FieldReader> read)
    {
        HashSet<long> seen = [];
        while (_continued.TryDequeue(out (long Address, long Length) block))
        {
            if (!seen.Add(block.Address))
                throw _source.Broken("an object header continues in a circle", block.Address);
            read(_source.Block(block.Address, block.Length, What));
        }
    }

    private void Add(MessageKind kind, int flags, FieldReader fields)
    {
        if (kind == MessageKind.Continuation)
            _continued.Enqueue((fields.Offset(), fields.Length()));
        else if (kind > MessageKind.LastKnown && (flags & RefuseIfUnknown) != 0)
            throw fields.Broken($"a message of the unknown kind {(int)kind} says that who does not know it must not read the object");
        else if (kind != MessageKind.Nothing)
            _messages.Add(new(kind, flags, fields));
    }
}
