using KerasNet.Data;

namespace KerasNet.Saving;

/// <summary>Weights in a safetensors file; its metadata tells the names of the objects.</summary>
internal static class SafetensorsWeights
{
    internal static void Write(string path, Model model) => WholeFile.Write(path, stream => SafetensorsFile.Write(
        stream,
        NamedWeights.Of(model),
        [("format", "keras"), .. StateTree.Of(model).Where(saved => saved.Name is not null).Select(saved => (saved.Group, saved.Name!))]));

    internal static void Read(string path, Model model, bool skipMismatch, IReadOnlyCollection<object> skipped)
    {
        using FileStream stream = File.OpenRead(path);
        WeightsReader.Read(new NamedWeights(path, new SafetensorsFile(stream, path).Arrays, model), model, skipMismatch, skipped);
    }
}
