namespace KerasNet.Saving.Hdf5;

/// <summary>An array of a file.</summary>
internal sealed class Hdf5Dataset : Hdf5Values
{
    private readonly ObjectHeader _header;
    private readonly DataLayout _layout;

    private ChunkReader? _chunks;

    private Hdf5Dataset(Hdf5Source source, GlobalHeap heap, string path, ObjectHeader header, Dataspace space, Hdf5Type type, Hdf5Attributes attributes)
        : base(source, heap, path, space, type)
    {
        _header = header;
        _layout = DataLayout.Read(header.Need(MessageKind.Layout));
        Attributes = attributes;
    }

    internal Hdf5Attributes Attributes { get; }

    internal static Hdf5Dataset Read(Hdf5Source source, GlobalHeap heap, string path, ObjectHeader header)
    {
        Hdf5Attributes attributes = Hdf5Attributes.Read(source, heap, path, header);
        Hdf5Type type = Datatype.Read(header.Need(MessageKind.Datatype));

        // Keras keeps bfloat16 in two bytes without a meaning, and says so beside them.
        if (type is { Kind: ElementKind.Opaque, Size: 2 } && attributes.Find("dtype") is { IsText: true } name && name.ReadTexts() is ["bfloat16"])
            type = type.AsBFloat16();
        return new(source, heap, path, header, Dataspace.Read(header.Need(MessageKind.Dataspace)), type, attributes);
    }

    private protected override void CheckPromise(UInt128 bytes)
    {
        const string what = "the dataset";
        if (_layout.Kind == LayoutKind.Virtual)
            throw Refused("its numbers are in other files (a virtual dataset), which are never opened");
        if (_header.Has(MessageKind.ExternalFiles))
            throw Refused("its numbers are in other files (external storage), which are never opened");
        switch (_layout.Kind)
        {
            case LayoutKind.Compact when bytes > (UInt128)_layout.Compact.Length:
                throw Refused($"it declares {bytes:N0} bytes, but {_layout.Compact.Length:N0} are stored");
            case LayoutKind.Contiguous when _layout.Address == Hdf5Source.Undefined:
                Source.CheckPromise(bytes, 0, deflated: false, what);
                break;
            case LayoutKind.Contiguous:
                if (bytes > (UInt128)(_layout.Bytes ?? long.MaxValue))
                    throw Refused($"it declares {bytes:N0} bytes, but {_layout.Bytes:N0} are stored");
                Source.Check(_layout.Address, (long)UInt128.Min(bytes, long.MaxValue), "data");
                break;
            case LayoutKind.Chunked when bytes > 0:
                Chunks().CheckPromise(bytes);
                break;
        }
    }

    private protected override void ReadStored(Span<byte> target)
    {
        if (target.Length == 0)
            return;
        switch (_layout.Kind)
        {
            case LayoutKind.Compact:
                _layout.Compact.Span[..target.Length].CopyTo(target);
                break;
            case LayoutKind.Contiguous when _layout.Address != Hdf5Source.Undefined:
                Source.Copy(_layout.Address, target, "data");
                break;
            default:
                FillWith(FillValue.Read(_header, Type.Size).Span, target);
                if (_layout.Kind == LayoutKind.Chunked)
                    Chunks().CopyTo(target);
                break;
        }
    }

    private static void FillWith(ReadOnlySpan<byte> element, Span<byte> target)
    {
        target.Clear();
        for (int at = 0; element.Length > 0 && at < target.Length; at += element.Length)
            element.CopyTo(target[at..]);
    }

    private ChunkReader Chunks() => _chunks ??= new(Source, new(Space, _layout, Type.Size, Source), _layout, Filter.Read(_header.Find(MessageKind.Filters)));
}
