using KerasNet.Data;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Tool;

/// <summary>The arrays that a file holds, without the model that they belong to: of weights alone, or of a model that cannot be made here.</summary>
internal static class FileWeights
{
    // A file may lead to the same group in many ways; none that Keras writes has so many.
    private const int MostGroups = 100_000;

    /// <summary>All arrays of numbers in a file, with the paths that it has for them.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    internal static IReadOnlyList<StoredWeight> Read(string path)
    {
        if (path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
            return [.. NpzFile.Load(path).Where(pair => pair.Value.DType != DType.String)
                .Select(pair => new StoredWeight(pair.Key, "", "", Numbers(pair.Value), pair.Value.DType.KerasName()))];
        if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            using FileStream stream = File.OpenRead(path);
            return [.. new SafetensorsFile(stream, path).Arrays.Select(pair => Weight(pair.Key, pair.Value))];
        }

        if (path.EndsWith(".weights.json", StringComparison.OrdinalIgnoreCase))
        {
            using ShardedWeights shards = new(path);
            return [.. shards.Paths.Distinct().Select(Place).SelectMany(place => shards.Of(place)!.Select(pair => Weight($"{place.Group}/{pair.Key}", pair.Value)))];
        }

        if (!Directory.Exists(path) && !path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase))
        {
            using Hdf5File alone = Hdf5File.Open(path);
            return Read(alone);
        }

        using IModelFiles files = KerasArchive.Files(path);
        using Hdf5File weights = files.OpenHdf5(KerasArchive.Weights);
        return Read(weights);
    }

    private static List<StoredWeight> Read(Hdf5File file)
    {
        List<StoredWeight> found = [];
        Stack<Hdf5Group> open = new([file.Root]);
        for (int groups = 0; open.TryPop(out Hdf5Group? group); groups++)
        {
            if (groups > MostGroups)
                throw new InvalidDataException($"The file has more than {MostGroups:N0} groups.");
            object[] children = [.. group.Links.Where(link => link.Kind == LinkKind.Hard).Select(link => group.Open(link.Name))];
            found.AddRange(children.OfType<Hdf5Dataset>().Where(dataset => dataset is { IsNumeric: true, Shape: not null }).Select(Weight));
            foreach (Hdf5Group child in children.OfType<Hdf5Group>().Reverse())
                open.Push(child);
        }

        return found;
    }

    private static StoredWeight Weight(Hdf5Dataset dataset)
    {
        dataset.CheckStored();
        TensorData data = new(Shape.Of(dataset.Shape!.Select(size => checked((int)size))), DType.Float64);
        dataset.CopyTo(data);
        return new StoredWeight(dataset.Path.TrimStart('/'), "", "", data, dataset.Type.Name);
    }

    private static StoredWeight Weight(string path, StoredArray array)
    {
        if (array.Problem is not null || array.Shape is null)
            throw new InvalidDataException($"{path} cannot be read: {array.Problem ?? "it holds nothing"}.");
        TensorData data = new(Shape.Of(array.Shape.Select(size => checked((int)size))), DType.Float64);
        array.CopyTo(data);
        return new StoredWeight(path, "", "", data, "");
    }

    /// <summary>Something at a path, of which only the arrays in the file are known.</summary>
    private static SavedObject Place(string path) => new(path, null, path, []);

    private static TensorData Numbers(DataArray array)
    {
        TensorData data = new(array.Shape, array.DType);
        array.CopyTo(data);
        return data;
    }
}
