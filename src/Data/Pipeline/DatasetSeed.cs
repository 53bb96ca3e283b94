using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>Where the random numbers of a dataset start; a run that goes on takes that of the run that it continues.</summary>
internal sealed class DatasetSeed(long value) : IResumable
{
    internal long Value { get; private set; } = value;

    public void KeepState(RunState state) => Value = state.Keep("seed", Value);
}
