using System.Globalization;

namespace KerasNet.Callbacks;

/// <summary>How often <see cref="ModelCheckpoint"/> and <see cref="BackupAndRestore"/> save: <c>"epoch"</c> after each epoch, a number after so many batches.</summary>
public readonly record struct SaveFrequency
{
    private SaveFrequency(int batches) => Batches = batches;

    /// <summary>After how many batches, counted across epochs; 0 for after each epoch.</summary>
    public int Batches { get; }

    /// <summary>The only text is <c>"epoch"</c>.</summary>
    /// <exception cref="ArgumentException">Any other text.</exception>
    public static implicit operator SaveFrequency(string text) =>
        text == "epoch" ? default : throw new ArgumentException($"saveFreq is \"epoch\" or a number of batches. Received: \"{text}\".");

    /// <summary>After so many batches, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static implicit operator SaveFrequency(int batches) => batches >= 1
        ? new(batches)
        : throw new ArgumentOutOfRangeException(nameof(batches), batches, "saveFreq counts batches, 1 or more; \"epoch\" saves after each epoch.");

    /// <inheritdoc/>
    public override string ToString() => Batches == 0 ? "epoch" : Batches.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Counts batches across epochs and says when enough have passed.</summary>
internal sealed class SavePace(SaveFrequency frequency)
{
    private int _passed;
    private int _last;

    /// <summary>Whether it is saved after each epoch.</summary>
    internal bool IsByEpoch => frequency.Batches == 0;

    /// <summary>Takes note of a batch that has been trained on, of several at once where a call runs several steps; whether it is time to save.</summary>
    internal bool IsDue(int batch)
    {
        if (IsByEpoch)
            return false;
        _passed += batch <= _last ? batch + 1 : batch - _last;
        _last = batch;
        if (_passed < frequency.Batches)
            return false;
        _passed = 0;
        return true;
    }

    internal void KeepState(RunState state) => (_passed, _last) = (state.Keep("passed", _passed), state.Keep("last", _last));
}
