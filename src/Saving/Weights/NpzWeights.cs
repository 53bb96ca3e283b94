using KerasNet.Data;

namespace KerasNet.Saving;

/// <summary>Weights as plain arrays in NumPy's <c>.npz</c>. The object arrays that Keras itself puts there are Python's pickles, which are not read.</summary>
internal static class NpzWeights
{
    internal static void Write(string path, Model model) => WholeFile.Write(path, file => NpzFile.Write(
        file,
        NamedWeights.Of(model).Select(array => (array.Name, (Action<Stream>)(stream =>
        {
            stream.Write(NpyHeader.Write(array.Value.DType, array.Value.Shape));
            stream.Write(array.Value.AsBytes());
        }))),
        compressed: false));

    internal static void Read(string path, Model model, bool skipMismatch, IReadOnlyCollection<object> skipped)
    {
        using NpzArchive archive = new(path);
        Dictionary<string, StoredArray> arrays = archive.Names.ToDictionary(name => name, StoredArray (name) => new Item(archive, name));
        WeightsReader.Read(new NamedWeights(path, arrays, model), model, skipMismatch, skipped);
    }

    private sealed class Item(NpzArchive archive, string name) : StoredArray
    {
        private readonly Lazy<NumpyArray> _array = new(() => archive.Read(name, array => array));

        internal override IReadOnlyList<long>? Shape => [.. _array.Value.Shape.Select(size => (long)size)];

        internal override string? Problem => _array.Value.Type.Kind switch
        {
            'b' or 'i' or 'u' or 'f' => null,
            'O' => "Python objects in place of numbers",
            _ => "texts in place of numbers",
        };

        // A single number comes as an array of one.
        internal override void CopyTo(TensorData target) => _array.Value.ToDataArray().CopyTo(target);
    }
}
