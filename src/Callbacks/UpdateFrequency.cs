using System.Globalization;

namespace KerasNet.Callbacks;

/// <summary>
/// How often <see cref="TensorBoard"/> writes results within an epoch: <c>"epoch"</c> never, <c>"batch"</c> after each batch, a number after so many batches.
/// </summary>
public readonly record struct UpdateFrequency
{
    private UpdateFrequency(int batches) => Batches = batches;

    /// <summary>After how many batches; 0 for epochs only.</summary>
    public int Batches { get; }

    /// <summary><c>"epoch"</c> or <c>"batch"</c>.</summary>
    /// <exception cref="ArgumentException">Any other text.</exception>
    public static implicit operator UpdateFrequency(string text) => text switch
    {
        "epoch" => default,
        "batch" => new(1),
        _ => throw new ArgumentException($"updateFreq is \"epoch\", \"batch\" or a number of batches. Received: \"{text}\"."),
    };

    /// <summary>After so many batches, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static implicit operator UpdateFrequency(int batches) => batches >= 1
        ? new(batches)
        : throw new ArgumentOutOfRangeException(nameof(batches), batches, "updateFreq counts batches, 1 or more; \"epoch\" writes after epochs only.");

    /// <inheritdoc/>
    public override string ToString() => Batches == 0 ? "epoch" : Batches.ToString(CultureInfo.InvariantCulture);
}
