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
    internal const string VersionName = "keras_version";
    internal const string ModelConfigName = "model_config";
    internal const string TrainingConfigName = "training_config";
    internal const string ModelWeights = "model_weights";
    internal const string OptimizerWeights = "optimizer_weights";
    internal const string WeightNames = "weight_names";

    /// <summary>The model in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compile">Whether it is compiled as it was when it was saved.</param>
    /// <exception cref="ModelFileException">It is refused.</exception>
    internal static Model Load(string path, bool compile)
    {
        using Hdf5File file = ModelFileException.Guard(path, null, () => Hdf5File.Open(path));
        ConfigNotes notes = new() { TakesUnknown = true };
        using IDisposable limit = WeightBudget.For(file.Length);
        Model model = ModelFileException.Guard(path, null, () => Read(file, path, compile, notes));
        notes.Tell(path, file.Root.Attributes.Find(VersionName)?.ReadText());
        return model;
    }

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
        bool old = LegacyConfig.IsOld(root.Attributes.Find(VersionName)?.ReadText());
        JsonElement config = Parse(attribute);
        Model model = ObjectConfig.Deserialize<Model>(old ? LegacyConfig.Upgrade(config) : config, notes);
        LegacyWeights.Open(root.Group(ModelWeights), fileName).ReadInto(model, byName: false, skipMismatch: false, skipped: [], notes);
        if (compile && root.Attributes.Find(TrainingConfigName) is { } training)
        {
            CompileConfig.Apply(model, LegacyTraining.ToCompileConfig(Parse(training), model.OutputNames, old), notes);
            if (root.Find(OptimizerWeights) is Hdf5Group state && model.IsCompiled)
                ReadOptimizer(state, fileName, model, old);
        }

        return model;
    }

    /// <summary>Reads weights from a file of weights of any version of Keras, or from a file of a whole model.</summary>
    /// <exception cref="WeightsException">The weights are not those of the model, which stays as it was.</exception>
    /// <exception cref="Hdf5Exception">The file is damaged.</exception>
    internal static void LoadWeights(string path, Model model, bool skipMismatch, IReadOnlyCollection<object> skipped) =>
        LoadWeights(path, model, skipMismatch, skipped, byName: false);

    /// <summary>Reads weights of those layers whose names are in a file.</summary>
    /// <inheritdoc cref="LoadWeights(string, Model, bool, IReadOnlyCollection{object})"/>
    internal static void LoadWeightsByName(string path, Model model, bool skipMismatch, IReadOnlyCollection<object> skipped) =>
        LoadWeights(path, model, skipMismatch, skipped, byName: true);

    private static void LoadWeights(string path, Model model, bool skipMismatch, IReadOnlyCollection<object> skipped, bool byName)
    {
        using Hdf5File file = Hdf5File.Open(path);
        Hdf5Group root = file.Root.Attributes.Find(ModelConfigName) is null ? file.Root : file.Root.Group(ModelWeights);
        if (LegacyWeights.Are(root))
            LegacyWeights.Open(root, path).ReadInto(model, byName, skipMismatch, skipped, notes: null);
        else if (byName)
            throw new ArgumentException($"'{path}' holds weights by the classes of layers, as Keras 3 writes them, not by names. Leave byName out.", nameof(byName));
        else
            WeightsReader.Read(new Hdf5Weights(file, path), model, skipMismatch, skipped);
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
