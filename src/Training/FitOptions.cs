using KerasNet.Callbacks;

namespace KerasNet.Training;

/// <summary>In what order Fit goes through the samples: <c>true</c> shuffles them each epoch, <c>false</c> keeps their order, <c>"batch"</c> shuffles whole batches.</summary>
public readonly record struct Shuffle
{
    private Shuffle(bool samples, bool batches) => (Samples, Batches) = (samples, batches);

    /// <summary>Whether samples are put in random order.</summary>
    public bool Samples { get; }

    /// <summary>Whether batches are put in random order, each keeping its samples.</summary>
    public bool Batches { get; }

    /// <summary>Shuffle samples, or do not.</summary>
    public static implicit operator Shuffle(bool samples) => new(samples, false);

    /// <summary>The only text is <c>"batch"</c>.</summary>
    /// <exception cref="ArgumentException">Any other text.</exception>
    public static implicit operator Shuffle(string mode) =>
        mode == "batch" ? new(false, true) : throw new ArgumentException($"shuffle is true, false or \"batch\". Received: \"{mode}\".");
}

/// <summary>After which epochs Fit validates: every n-th, or those listed (counted from 1).</summary>
public sealed class ValidationFrequency
{
    private readonly int _every;
    private readonly HashSet<int>? _epochs;

    private ValidationFrequency(int every, HashSet<int>? epochs) => (_every, _epochs) = (every, epochs);

    /// <summary>After every n-th epoch.</summary>
    public static implicit operator ValidationFrequency(int every) =>
        every >= 1 ? new(every, null) : throw new ArgumentOutOfRangeException(nameof(every), every, "validationFreq must be 1 or more.");

    /// <summary>After the listed epochs, counted from 1.</summary>
    public static implicit operator ValidationFrequency(int[] epochs) => new(0, [.. epochs]);

    /// <summary>Whether the epoch, from 0, is followed by a validation.</summary>
    internal bool Includes(int epoch) => _epochs?.Contains(epoch + 1) ?? (epoch + 1) % _every == 0;
}

/// <summary>The arguments of Fit that do not depend on where the data comes from.</summary>
internal sealed record FitArguments(
    int Epochs, int Verbose, IReadOnlyList<Callback>? Callbacks, int InitialEpoch, int? StepsPerEpoch, int? ValidationSteps, ValidationFrequency ValidationFrequency)
{
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs, "epochs");
        ArgumentOutOfRangeException.ThrowIfNegative(InitialEpoch, "initialEpoch");
        if (StepsPerEpoch is { } steps)
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, "stepsPerEpoch");
    }
}
