using System.Globalization;

namespace KerasNet.Callbacks;

/// <summary>Saves the model, or its weights, after each epoch or after so many batches; on demand only when it is the best so far.</summary>
/// <remarks>
/// <para><c>new ModelCheckpoint("models/{epoch:02d}-{val_loss:.2f}.keras")</c>: the name may have places for the epoch and the batch, from 1, and for any log entry,
/// in Python's format. Without places one file is written again and again. A file is replaced only when the new one is complete.</para>
/// <para>With saveBestOnly, where the logs lack the entry that is watched, it warns and saves. A NaN that comes first is the best for good: nothing is better.</para>
/// <para>To go on with a run after it was interrupted, use <see cref="BackupAndRestore"/>. Keras: <c>keras.callbacks.ModelCheckpoint</c>.</para>
/// </remarks>
public sealed class ModelCheckpoint : MonitorCallback
{
    private const string WeightsEnd = ".weights.h5";
    private static readonly string[] s_modelEnds = [".keras", ".h5"];

    private readonly FileNameFormat _name;
    private readonly SavePace _pace;
    private int _epoch;

    /// <summary>Makes the callback.</summary>
    /// <param name="filepath">The file, with places for numbers; <c>.keras</c> or <c>.h5</c>, of weights only <c>.weights.h5</c>. Its folder is made if need be.</param>
    /// <param name="monitor">The log entry by which the best is told.</param>
    /// <param name="verbose">0 silent; 1 says when it saves.</param>
    /// <param name="saveBestOnly">Whether only improvements are saved.</param>
    /// <param name="saveWeightsOnly">Whether weights and the optimizer's state are saved without the model's configuration.</param>
    /// <param name="mode">How better is told from worse.</param>
    /// <param name="saveFreq"><c>"epoch"</c> or after how many batches, counted across epochs; <c>"epoch"</c> if not given.</param>
    /// <param name="initialValueThreshold">A value that has to be beaten first, with saveBestOnly.</param>
    /// <exception cref="ArgumentException">The name ends otherwise, or a place in it cannot be filled in.</exception>
    public ModelCheckpoint(
        string filepath,
        string monitor = "val_loss",
        int verbose = 0,
        bool saveBestOnly = false,
        bool saveWeightsOnly = false,
        MonitorMode mode = MonitorMode.Auto,
        SaveFrequency saveFreq = default,
        double? initialValueThreshold = null)
        : base(monitor, mode, minDelta: 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filepath);
        string[] ends = saveWeightsOnly ? [WeightsEnd] : s_modelEnds;
        if (!ends.Any(end => filepath.EndsWith(end, StringComparison.Ordinal)))
            throw new ArgumentException(
                $"The name of a file of {(saveWeightsOnly ? "weights" : "a model")} ends in {string.Join(" or ", ends)}. Received: \"{filepath}\".", nameof(filepath));
        Filepath = filepath;
        Verbose = verbose;
        SaveBestOnly = saveBestOnly;
        SaveWeightsOnly = saveWeightsOnly;
        SaveFreq = saveFreq;
        InitialValueThreshold = Best = initialValueThreshold;
        _name = new FileNameFormat(filepath);
        _pace = new SavePace(saveFreq);
    }

    /// <summary>The file, with places for numbers.</summary>
    public string Filepath { get; }

    /// <summary>0 silent; 1 says when it saves.</summary>
    /// <value>Default: 0.</value>
    public int Verbose { get; }

    /// <summary>Whether only improvements are saved.</summary>
    /// <value>Default: false.</value>
    public bool SaveBestOnly { get; }

    /// <summary>Whether weights and the optimizer's state are saved without the model's configuration.</summary>
    /// <value>Default: false.</value>
    public bool SaveWeightsOnly { get; }

    /// <summary>How often it saves.</summary>
    /// <value>Default: after each epoch.</value>
    public SaveFrequency SaveFreq { get; }

    /// <summary>A value that has to be beaten first.</summary>
    /// <value>Default: none.</value>
    public double? InitialValueThreshold { get; }

    /// <summary>The best value so far, also of earlier runs; null before the first, and without saveBestOnly.</summary>
    public double? Best { get; private set; }

    /// <summary>Nothing is checked: a name that the logs lack is warned of when it is looked for, and does not keep the model from being saved.</summary>
    public override void OnTrainBegin() => StartWatching();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (_pace.IsDue(batch))
            Save(_epoch, batch, logs);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        CheckDirection();
        if (_pace.IsByEpoch)
            Save(epoch, null, logs);
    }

    /// <inheritdoc/>
    public override void KeepState(RunState state)
    {
        Best = state.Keep("best", Best);
        _epoch = state.Keep("epoch", _epoch);
        _pace.KeepState(state);
    }

    private void Save(int epoch, int? batch, Logs logs)
    {
        string path = _name.Fill(Number);
        if (!IsDue(epoch, logs, path))
            return;
        if (SaveWeightsOnly)
            Progress.Model.SaveWeights(path);
        else
            Progress.Model.Save(path);
        Say(epoch, $"finished saving model to {path}");

        double Number(string name) => name switch
        {
            "epoch" => epoch + 1,
            "batch" when batch is { } index => index + 1,
            _ when logs.TryGetValue(name, out double value) => value,
            _ => throw new ArgumentException(
                $"The file name \"{Filepath}\" of ModelCheckpoint asks for '{name}'. There are: {string.Join(", ", [.. KnownNames(batch), .. logs.Keys])}."),
        };
    }

    private static string[] KnownNames(int? batch) => batch is null ? ["epoch"] : ["epoch", "batch"];

    private bool IsDue(int epoch, Logs logs, string path)
    {
        if (!SaveBestOnly)
        {
            Say(epoch, $"saving model to {path}");
            return true;
        }

        if (!TryGetMonitored(logs, out double current))
            return true;
        string best = Best is { } value ? Text(value) : "None";
        if (!Improves(current, Best))
        {
            Say(epoch, $"{Monitor} did not improve from {best}");
            return false;
        }

        Say(epoch, $"{Monitor} improved from {best} to {Text(current)}, saving model to {path}");
        Best = current;
        return true;
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("F5", CultureInfo.InvariantCulture) : PythonText.Of(value);

    private void Say(int epoch, string text)
    {
        if (Verbose > 0)
            Messages.Say($"Epoch {epoch + 1}: {text}");
    }
}
