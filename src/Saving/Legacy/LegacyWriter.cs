using System.Text.Json.Nodes;
using KerasNet.Data;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>Writes a model as one HDF5 file, <c>.h5</c>, as Keras 3 does.</summary>
internal static class LegacyWriter
{
    /// <summary>Writes a model. What was at this path stays until the new file is complete.</summary>
    internal static void Save(Model model, string path) => WholeFile.Write(path, stream => Write(stream, model));

    /// <summary>Writes a model, and the state of its optimizer where it has been compiled. Equal models give equal bytes.</summary>
    /// <exception cref="UnsupportedConfigException">The model has what configurations cannot express.</exception>
    internal static void Write(Stream stream, Model model)
    {
        JsonObject config = ObjectConfig.Serialize(model);
        NewGroup root = new();
        Versions(root, NewArray.Of);
        root.Attribute(LegacyFile.ModelConfigName, NewArray.OfAscii(PythonJson.Of(Old(config))));
        if (model.IsCompiled)
            root.Attribute(LegacyFile.TrainingConfigName, NewArray.OfAscii(PythonJson.Of(Training(CompileWriter.Write(model)))));
        NewGroup weights = root.Group(LegacyFile.ModelWeights);
        Versions(weights, NewArray.OfAscii);
        NameLists.Write(weights, "layer_names", [.. Layers(model).Select(layer => layer.Name)]);
        Dictionary<Variable, string> paths = KerasPaths.Of(model);
        foreach (Layer layer in Layers(model))
            Arrays(weights.Group(layer.Name), [.. LegacyWeights.InOrder(layer).Select(weight => (paths[weight], weight))]);
        Arrays(weights.Group(LegacyWeights.TopLevel), [.. model.OwnWeights.Select(weight => (paths[weight], weight))]);
        if (model.IsCompiled && model.Optimizer.Built)
            Arrays(root.Group(LegacyFile.OptimizerWeights), [.. model.Optimizer.Variables.Select(variable => (KerasPaths.OfState(variable, paths), variable))]);
        Hdf5Writer.Write(stream, root);
    }

    private static IReadOnlyList<Layer> Layers(Model model) => [.. model.Layers.Where(layer => layer is not SavedOperation)];

    // Keras gives the same texts two types: one at the root, another beside the weights.
    private static void Versions(NewGroup group, Func<string, NewArray> text)
    {
        group.Attribute("backend", text("tensorflow"));
        group.Attribute(LegacyFile.VersionName, text(KerasArchive.KerasVersion));
    }

    private static void Arrays(NewGroup group, (string Path, Variable Variable)[] weights)
    {
        NameLists.Write(group, LegacyFile.WeightNames, [.. weights.Select(weight => weight.Path)]);
        foreach ((string path, Variable variable) in weights)
            group.Dataset(path, NewArray.Of(variable.Value));
    }

    /// <summary>The form in which these files keep a model and its layers: class and configuration, nothing of where the class is and what it was built on.</summary>
    private static JsonObject Old(JsonObject json)
    {
        string name = LegacyConfig.Text(json["registered_name"]) ?? json["class_name"]!.GetValue<string>();
        JsonNode? config = json["config"]?.DeepClone();
        if (ModelConfig.Knows(name) && config!["layers"] is JsonArray layers)
            config["layers"] = new JsonArray([.. layers.Select(layer => Old((JsonObject)layer!))]);
        JsonObject old = new() { ["class_name"] = name, ["config"] = config };
        foreach (string key in (string[])["name", "inbound_nodes"])
            if (json[key] is { } value)
                old[key] = value.DeepClone();
        return old;
    }

    private static JsonObject Training(JsonObject compile)
    {
        JsonObject? optimizer = compile["optimizer"] as JsonObject;
        compile.Remove("optimizer");
        compile["optimizer_config"] = optimizer is null ? null : Old(optimizer);
        return compile;
    }
}
