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
        TreeCheck.Run(file, tree, null, Reading.Must);
    }
}
