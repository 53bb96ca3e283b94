using System.Buffers.Binary;
using System.Text.Json;
using KerasNet.Saving.Hdf5;
using Numbers = KerasNet.Saving.Hdf5.Numbers;

namespace KerasNet.Saving;

/// <summary>Files of the format safetensors: the length of a header, the header in JSON with types, shapes and places, then the numbers.</summary>
/// <remarks>The file is not trusted: each place must lie in the file and fit type and shape, and together they must cover it without overlap.</remarks>
internal sealed class SafetensorsFile
{
    private const int MostHeaderBytes = 100 << 20;
    private const int MostDimensions = 64;
    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    // Types that are not here are named, but not read.
    private static readonly Dictionary<string, (ElementKind Kind, int Size)> s_types = new()
    {
        ["F64"] = (ElementKind.Float64, 8),
        ["F32"] = (ElementKind.Float32, 4),
        ["F16"] = (ElementKind.Float16, 2),
        ["BF16"] = (ElementKind.BFloat16, 2),
        ["I64"] = (ElementKind.Int64, 8),
        ["I32"] = (ElementKind.Int32, 4),
        ["I16"] = (ElementKind.Int16, 2),
        ["I8"] = (ElementKind.Int8, 1),
        ["U64"] = (ElementKind.UInt64, 8),
        ["U32"] = (ElementKind.UInt32, 4),
        ["U16"] = (ElementKind.UInt16, 2),
        ["U8"] = (ElementKind.UInt8, 1),
        ["BOOL"] = (ElementKind.Bool, 1),
    };

    private readonly Stream _stream;
    private readonly string _name;
    private readonly long _dataAt;
    private readonly Dictionary<string, StoredArray> _arrays = [];

    /// <summary>Reads the header of a file.</summary>
    /// <param name="stream">The file, which can seek and stays the caller's.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    internal SafetensorsFile(Stream stream, string name)
    {
        (_stream, _name) = (stream, name);
        byte[] header = ReadHeader();
        _dataAt = LengthBytes + header.Length;
        try
        {
            using JsonDocument json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw Invalid("its header must be an object");
            List<(long Begin, long End)> places = [];
            foreach (JsonProperty entry in json.RootElement.EnumerateObject().Where(entry => !entry.NameEquals(Metadata)))
                if (!_arrays.TryAdd(entry.Name, ReadEntry(entry, places)))
                    throw Invalid($"it has '{entry.Name}' twice");
            CheckCover(places);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Invalid($"its header is not right: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>The arrays by name.</summary>
    internal IReadOnlyDictionary<string, StoredArray> Arrays => _arrays;

    /// <summary>Writes arrays.</summary>
    /// <param name="stream">Takes the file.</param>
    /// <param name="arrays">The arrays by name; wide elements go first, so that all are aligned.</param>
    /// <param name="metadata">Texts by name for the header.</param>
    internal static void Write(Stream stream, IEnumerable<(string Name, TensorData Value)> arrays, IEnumerable<(string Name, string Text)> metadata)
    {
        (string Name, TensorData Value)[] all = [.. arrays.OrderByDescending(array => array.Value.DType.Size())];
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach ((string name, string text) in metadata)
                json.WriteString(name, text);
            json.WriteEndObject();
            long at = 0;
            foreach ((string name, TensorData value) in all)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", s_types.First(type => Numbers.TensorType(type.Value.Kind) == value.DType).Key);
                json.WriteStartArray("shape");
                foreach (int size in value.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += value.Bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % LengthBytes != 0)
            header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach ((_, TensorData value) in all)
            stream.Write(value.AsBytes());
    }

    private byte[] ReadHeader()
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        _stream.Position = 0;
        if (_stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
            throw Invalid($"it has {_stream.Length} bytes, fewer than the length of a header");
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (bytes > MostHeaderBytes || (long)bytes > _stream.Length - LengthBytes)
            throw Invalid($"its header shall have {bytes:N0} bytes; the file has {_stream.Length:N0}, and at most {MostHeaderBytes:N0} are read");
        byte[] header = new byte[bytes];
        _stream.ReadExactly(header);
        return header.AsSpan().StartsWith("{"u8) ? header : throw Invalid("its header does not begin with '{'");
    }

    private Item ReadEntry(JsonProperty entry, List<(long Begin, long End)> places)
    {
        string type = entry.Value.Member("dtype")?.GetString() ?? throw Invalid($"'{entry.Name}' has no dtype");
        long[] shape = Whole(entry, "shape");
        long[] place = Whole(entry, "data_offsets");
        if (shape.Length > MostDimensions)
            throw Invalid($"'{entry.Name}' has {shape.Length} dimensions; at most {MostDimensions} are read");
        if (place is not [var begin, var end] || begin > end || end > _stream.Length - _dataAt)
            throw Invalid($"'{entry.Name}' lies at [{string.Join(", ", place)}], outside of the {_stream.Length - _dataAt:N0} bytes of numbers");
        (ElementKind kind, int size) = s_types.GetValueOrDefault(type);
        UInt128 bytes = shape.Aggregate((UInt128)(uint)size, (product, length) => product > long.MaxValue && length > 0 ? product : product * (UInt128)length);
        if (kind != ElementKind.Unread && bytes != (UInt128)(end - begin))
            throw Invalid($"'{entry.Name}' takes {end - begin:N0} bytes, which its shape ({string.Join(", ", shape)}) of {type} does not fit");
        places.Add((begin, end));
        return new(this, entry.Name, kind, type, shape, begin, end - begin);
    }

    private long[] Whole(JsonProperty entry, string key)
    {
        if (entry.Value.Member(key) is not { ValueKind: JsonValueKind.Array } array)
            throw Invalid($"'{entry.Name}' has no list '{key}'");
        return
        [
            .. array.EnumerateArray().Select(item =>
                item.TryGetInt64(out long value) && value >= 0 ? value : throw Invalid($"'{key}' of '{entry.Name}' holds {ObjectConfig.Shorten(item)}")),
        ];
    }

    private void CheckCover(List<(long Begin, long End)> places)
    {
        long at = 0;
        foreach ((long begin, long end) in places.Order())
        {
            if (begin != at)
                throw Invalid(begin < at ? $"two arrays share the bytes from {begin:N0} on" : $"no array has the bytes from {at:N0} on");
            at = end;
        }

        if (at != _stream.Length - _dataAt)
            throw Invalid($"its arrays take {at:N0} bytes, but {_stream.Length - _dataAt:N0} are there");
    }

    private InvalidDataException Invalid(string what, Exception? inner = null) => new($"'{_name}' is not a safetensors file that can be read: {what}.", inner);

    private sealed class Item(SafetensorsFile file, string name, ElementKind kind, string type, long[] shape, long at, long bytes) : StoredArray
    {
        internal override IReadOnlyList<long>? Shape => shape;

        internal override string? Problem => kind == ElementKind.Unread ? $"elements of the type {type}, which are not read" : null;

        internal override void CopyTo(TensorData target)
        {
            file._stream.Position = file._dataAt + at;
            if (Numbers.TensorType(kind) == target.DType)
            {
                Fill(target.AsBytes());
                return;
            }

            byte[] stored = new byte[bytes];
            Fill(stored);
            Numbers.Convert(stored, kind, target);
        }

        private void Fill(Span<byte> elements)
        {
            file._stream.ReadExactly(elements);
            int size = s_types[type].Size;
            if (!BitConverter.IsLittleEndian && size > 1)
                Numbers.ReverseBytes(elements, size);
            if (kind == ElementKind.Bool && elements.ContainsAnyExceptInRange((byte)0, (byte)1))
                throw file.Invalid($"a truth value of '{name}' is neither 0 nor 1");
        }
    }
}
