using System.Text;
using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>
/// A model in one HDF5 file, <c>.h5</c>: the format of Keras 1 and 2, which Keras 3 still reads and writes. Its attributes <c>model_config</c> and
/// <c>training_config</c> hold the configuration as JSON.
/// </summary>
internal static class LegacyFile
{
    internal const string ModelConfigName = "model_config";
    internal const string TrainingConfigName = "training_config";
    internal const string ModelWeights = "model_weights";
    internal const string OptimizerWeights = "optimizer_weights";
    internal const string WeightNames = "weight_names";

    /// <summary>Reads a model with its weights; if asked for, it is compiled, and its optimizer goes on from where it was.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="compile">Whether to compile the model as it was, where the file says how.</param>
    /// <param name="notes">Receives what is left out.</param>
    /// <exception cref="ModelFileException">The file holds no model.</exception>
    /// <exception cref="ConfigException">The configuration is not complete.</exception>
    /// <exception cref="UnsupportedConfigException">It asks for what is not there.</exception>
    /// <exception cref="WeightsException">The weights are not those of the model.</exception>
    internal static Model Read(Hdf5File file, string fileName, bool compile, ConfigNotes notes)
    {
        Hdf5Group root = file.Root;
        if (root.Attributes.Find(ModelConfigName) is not { } attribute)
            throw new ModelFileException(
                $"this .h5 file has no attribute {ModelConfigName}, so it holds no model, perhaps only weights: make the model and call its LoadWeights",
                fileName);
        bool old = LegacyConfig.IsOld(root.Attributes.Find("keras_version")?.ReadText());
        JsonElement config = Parse(attribute);
        Model model = ObjectConfig.Deserialize<Model>(old ? LegacyConfig.Upgrade(config) : config, notes);
        LegacyWeights.Open(root.Group(ModelWeights), fileName).ReadInto(model, byName: false, skipMismatch: false, new HashSet<object>(), notes);
        if (compile && root.Attributes.Find(TrainingConfigName) is { } training)
        {
            CompileConfig.Apply(model, LegacyTraining.ToCompileConfig(Parse(training), model.OutputNames, old), notes);
            if (root.Find(OptimizerWeights) is Hdf5Group state && model.IsCompiled)
                ReadOptimizer(state, fileName, model, old);
        }

        return model;
    }

    /// <summary>Reads weights alone, from a file of a model or of nothing else.</summary>
    /// <exception cref="WeightsException">The weights are not those of the model, which stays as it was.</exception>
    internal static void ReadWeights(Hdf5File file, string fileName, Model model, bool byName, bool skipMismatch, IReadOnlySet<object> skipped, ConfigNotes? notes)
    {
        Hdf5Group root = file.Root.Find(ModelWeights) as Hdf5Group ?? file.Root;
        LegacyWeights weights = LegacyWeights.Are(root)
            ? LegacyWeights.Open(root, fileName)
            : throw new ModelFileException("this .h5 file has no attribute layer_names, so it holds no weights of a Keras model", fileName);
        weights.ReadInto(model, byName, skipMismatch, skipped, notes);
    }

    private static void ReadOptimizer(Hdf5Group state, string fileName, Model model, bool old)
    {
        StoredArray[] arrays = LegacyWeights.Arrays(state);
        model.Optimizer.Build(model.TrainableWeights);
        IReadOnlyList<(Variable Variable, StoredArray Array)>? pairs = old
            ? LegacyOptimizer.Pair(model.Optimizer, arrays, NameLists.Read(state, WeightNames))
            : LegacyOptimizer.PairInOrder(model.Optimizer.Variables, arrays);
        if (pairs is null)
            Messages.Warn($"The state of the optimizer in '{fileName}' ({arrays.Length} arrays) does not fit {model.Optimizer.GetType().Name}, which starts afresh.");
        foreach ((Variable variable, StoredArray array) in pairs ?? [])
            array.CopyTo(variable.Value);
    }

    private static JsonElement Parse(Hdf5Attribute attribute) => ConfigText.ParseObject(Encoding.UTF8.GetBytes(attribute.ReadText()), attribute.Name);
}
