using KerasNet.Callbacks;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Where the one loop gets its batches from, epoch after epoch.</summary>
internal abstract class BatchSource : IDisposable
{
    /// <summary>The number of batches per epoch; null where nobody knows before an epoch has ended.</summary>
    internal abstract int? Steps { get; }

    /// <summary>Whether the next batch can only come from another epoch.</summary>
    internal abstract bool IsExhausted { get; }

    /// <summary>Starts an epoch.</summary>
    /// <param name="random">The random numbers of this epoch's order; null to keep the order.</param>
    internal abstract void Start(RandomStream? random);

    /// <summary>The next batch; null at the end of the epoch. Its memory may be used again for the batch after it.</summary>
    internal abstract Batch? Next();

    /// <summary>The first batch of the epoch that <see cref="Start"/> will start next; null if there is none.</summary>
    internal abstract Batch? Peek();

    /// <summary>Notes where the source stands, or goes back to where it stood: to the same place in the same order.</summary>
    /// <param name="state">The state of the source.</param>
    /// <param name="random">Where a run goes on, the random numbers of the epoch in which the source stood, as <see cref="Start"/> got them.</param>
    /// <exception cref="ArgumentException">The data is not that of the run that goes on.</exception>
    internal abstract void KeepState(RunState state, RandomStream? random);

    /// <summary>Ends the epoch at hand, and with it what works for it in the background.</summary>
    internal virtual void End()
    {
    }

    /// <summary>As <see cref="End"/>.</summary>
    public void Dispose() => End();
}
