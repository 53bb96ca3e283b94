using System.Text.Json;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>Holds what we write of a model against the tree of the file that Keras wrote of it.</summary>
internal static class TreeComparison
{
    /// <summary>Writes the weights of a model and compares names, shapes, types, attributes and sums.</summary>
    internal static void Check(Model model, JsonElement tree)
    {
        using MemoryStream stream = new();
        WeightsFile.Write(stream, model);
        using Hdf5File file = Hdf5File.Read(stream.ToArray(), $"the weights of {model.Name} as we write them");
        TreeCheck.Run(file, tree, null, Reading.Must, ours: true);
    }

    /// <summary>Writes the weights of a model in several files and compares their index and the tree of each.</summary>
    /// <param name="model">The model.</param>
    /// <param name="golden">A case with <c>index</c> and <c>shards</c>.</param>
    /// <param name="mostBytes">The most bytes of one file, with which Keras wrote its own.</param>
    internal static void CheckShards(Model model, GoldenCase golden, long mostBytes)
    {
        string folder = Directory.CreateTempSubdirectory("kerasnet-shards-").FullName;
        try
        {
            string index = Path.Combine(folder, Path.GetFileName(golden.Text("file")!));
            model.SaveWeights(index, maxShardSize: mostBytes / (double)(1L << 30));
            Comparer.Equal("index", File.ReadAllText(index), File.ReadAllText(Path.Combine(golden.Folder, golden.Text("file")!)));
            JsonProperty[] shards = [.. golden["shards"].EnumerateObject()];
            Comparer.EqualLists("files", Directory.EnumerateFiles(folder, "*.h5").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal), shards.Select(shard => shard.Name));
            foreach (JsonProperty shard in shards)
            {
                using Hdf5File file = Hdf5File.Open(Path.Combine(folder, shard.Name));
                TreeCheck.Run(file, shard.Value, null, Reading.Must, ours: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
