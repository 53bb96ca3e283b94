using System.Collections;
using System.Runtime.CompilerServices;
using KerasNet.Losses;

namespace KerasNet.Training;

/// <summary>The losses of a model's outputs: one for all, one per output in order, or by output name. A null entry leaves an output without a loss.</summary>
/// <remarks>Written as a name, a <see cref="Loss"/>, a collection expression <c>["mse", null]</c> or a dictionary.</remarks>
[CollectionBuilder(typeof(LossSet), nameof(Create))]
public sealed class LossSet : IReadOnlyList<LossSpec?>
{
    private readonly LossSpec?[] _losses;

    private LossSet(LossSpec?[] losses, string[]? names = null, bool single = false) => (_losses, Names, IsSingle) = (losses, names, single);

    /// <summary>The number of entries.</summary>
    public int Count => _losses.Length;

    /// <summary>The entry at this place.</summary>
    public LossSpec? this[int index] => _losses[index];

    /// <summary>The output names, where the losses were given by name.</summary>
    internal string[]? Names { get; }

    /// <summary>Whether one loss was given for whatever outputs there are.</summary>
    internal bool IsSingle { get; }

    /// <summary>One loss per output, in order.</summary>
    public static LossSet Create(ReadOnlySpan<LossSpec?> losses) => new(losses.ToArray());

    /// <summary>The same loss for every output.</summary>
    public static implicit operator LossSet(string name) => new([name], single: true);

    /// <summary>The same loss for every output.</summary>
    public static implicit operator LossSet(Loss loss) => new([loss], single: true);

    /// <summary>The same loss for every output: a function from (yTrue, yPred) to one loss per sample.</summary>
    public static implicit operator LossSet(Func<KerasTensor, KerasTensor, KerasTensor> loss) => new([loss], single: true);

    /// <summary>Losses by output name.</summary>
    public static implicit operator LossSet(Dictionary<string, LossSpec?> losses) => new([.. losses.Values], [.. losses.Keys]);

    /// <inheritdoc/>
    public IEnumerator<LossSpec?> GetEnumerator() => ((IEnumerable<LossSpec?>)_losses).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
