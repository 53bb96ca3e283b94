namespace KerasNet.Saving.Hdf5;

/// <summary>A group: names for groups and datasets.</summary>
internal sealed class Hdf5Group
{
    private const int MostDepth = 64;

    private readonly Hdf5Source _source;
    private readonly GlobalHeap _heap;
    private readonly Hdf5Group? _parent;
    private readonly long _address;
    private readonly int _depth;
    private readonly Dictionary<string, Hdf5Link> _links = [];
    private readonly Dictionary<string, object> _opened = [];

    internal Hdf5Group(Hdf5Source source, GlobalHeap heap, string path, ObjectHeader header, Hdf5Group? parent)
    {
        (_source, _heap, Path, _address, _parent) = (source, heap, path, header.Address, parent);
        _depth = parent is null ? 0 : parent._depth + 1;
        if (_depth > MostDepth)
            throw source.Broken($"groups are nested deeper than {MostDepth}");
        for (Hdf5Group? above = parent; above is not null; above = above._parent)
            if (above._address == _address)
                throw source.Broken($"a circle of groups: it is {above.Path} again", _address);
        Links = GroupLinks.Read(source, header);
        foreach (Hdf5Link link in Links)
            if (link.Name.Length == 0 || link.Name.Contains('/', StringComparison.Ordinal) || !_links.TryAdd(link.Name, link))
                throw source.Broken($"the name '{link.Name}' is {(_links.ContainsKey(link.Name) ? "there twice" : "none that HDF5 allows")}", _address);
        Attributes = Hdf5Attributes.Read(source, heap, path, header);
    }

    /// <summary>The path from the root, which is <c>/</c>.</summary>
    internal string Path { get; }

    /// <summary>What is in the group: in the order of creation where the file keeps it, else by name, so that 10 comes before 2.</summary>
    internal IReadOnlyList<Hdf5Link> Links { get; }

    internal Hdf5Attributes Attributes { get; }

    /// <summary>Whether there is something of a name, which may be a path.</summary>
    /// <remarks>What is found by links that are not followed is not there.</remarks>
    internal bool Contains(string path) => Find(path) is not null;

    /// <summary>A group that must be there.</summary>
    /// <exception cref="Hdf5Exception">There is none of that path, or it is something else.</exception>
    internal Hdf5Group Group(string path) => Open(path) as Hdf5Group ?? throw Wrong(path, "a dataset in place of a group");

    /// <summary>A dataset that must be there.</summary>
    /// <exception cref="Hdf5Exception">There is none of that path, or it is something else.</exception>
    internal Hdf5Dataset Dataset(string path) => Open(path) as Hdf5Dataset ?? throw Wrong(path, "a group in place of a dataset");

    /// <summary>An <see cref="Hdf5Group"/>, an <see cref="Hdf5Dataset"/>, or an <see cref="Hdf5Type"/> that has a name.</summary>
    /// <exception cref="Hdf5Exception">There is none of that path.</exception>
    internal object Open(string path) => Find(path) ?? throw Wrong(path, $"it is missing; {Path} holds: {string.Join(", ", Links.Take(20).Select(link => link.Name))}");

    /// <summary>What a path leads to; null without it.</summary>
    internal object? Find(string path)
    {
        object at = this;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (at is not Hdf5Group group || (at = group.Child(name)!) is null)
                return null;
        return at;
    }

    private object? Child(string name)
    {
        if (_opened.TryGetValue(name, out object? opened))
            return opened;
        if (!_links.TryGetValue(name, out Hdf5Link? link))
            return null;
        if (link.Kind != LinkKind.Hard)
            throw Wrong(name, link.Kind switch
            {
                LinkKind.Soft => "it is a soft link, which is never followed",
                LinkKind.External => "it is a link into another file, which is never followed",
                _ => "it is a link of an unknown kind",
            });
        string path = PathOf(name);
        try
        {
            return _opened[name] = Read(path, ObjectHeader.Read(_source, link.Address));
        }
        catch (Hdf5Exception e) when (e.ObjectPath is null)
        {
            throw e.In(path);
        }
    }

    private object Read(string path, ObjectHeader header) =>
        header.Has(MessageKind.Layout) || header.Has(MessageKind.Dataspace) ? Hdf5Dataset.Read(_source, _heap, path, header)
        : GroupLinks.Has(header) ? new Hdf5Group(_source, _heap, path, header, this)
        : Datatype.Read(header.Need(MessageKind.Datatype));

    private string PathOf(string name) => _parent is null ? $"/{name}" : $"{Path}/{name}";

    private Hdf5Exception Wrong(string path, string problem) => new(problem, _source.Name, PathOf(path));
}
