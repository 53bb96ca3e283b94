namespace KerasNet.Training;

/// <summary>The steps traced so far, by mode and input types. Looking one up takes no lock; tracing a new one does.</summary>
internal sealed class StepCache(Func<StepMode, TensorType[], int, int, Step> trace)
{
    /// <summary>Beyond this many the oldest is dropped, so that predictions of ever-changing sizes do not fill the memory.</summary>
    private const int Most = 64;

    private readonly Lock _lock = new();
    private volatile Step[] _steps = [];

    /// <summary>The step for these inputs.</summary>
    internal Step For(StepMode mode, ReadOnlySpan<TensorView> inputs, int inputCount, int targetCount)
    {
        if (Find(mode, inputs) is { } step)
            return step;
        lock (_lock)
        {
            if (Find(mode, inputs) is { } meanwhile)
                return meanwhile;
            TensorType[] types = new TensorType[inputs.Length];
            for (int i = 0; i < types.Length; i++)
                types[i] = new TensorType(inputs[i].Shape, inputs[i].DType);
            step = trace(mode, types, inputCount, targetCount);
            Step[] known = _steps;
            _steps = [step, .. known.Length < Most ? known : known[..^1]];
            return step;
        }
    }

    /// <summary>The steps, the last traced first.</summary>
    internal IReadOnlyList<Step> Known => _steps;

    /// <summary>Drops all steps.</summary>
    internal void Clear()
    {
        lock (_lock)
            _steps = [];
    }

    private Step? Find(StepMode mode, ReadOnlySpan<TensorView> inputs)
    {
        foreach (Step step in _steps)
            if (step.Fits(mode, inputs))
                return step;
        return null;
    }
}
