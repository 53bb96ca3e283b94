using KerasNet.Data;

namespace KerasNet.Training;

/// <summary>What a program does with a batch.</summary>
internal enum StepMode
{
    Train,
    Test,
    Predict,
}

/// <summary>A compiled program for one mode and one set of input types.</summary>
internal sealed class Step
{
    private readonly TensorType[] _inputs;
    private readonly TensorView[] _outputs;

    internal Step(StepMode mode, TensorType[] inputs, IExecutable executable, IReadOnlyList<KerasTensor> outputs)
    {
        Mode = mode;
        _inputs = inputs;
        Executable = executable;
        OutputTypes = [.. outputs.Select(output => new TensorType(output.Shape, output.DType))];
        Results = mode == StepMode.Predict ? [] : [.. OutputTypes.Select(type => new TensorData(type.Shape, type.DType))];
        _outputs = [.. Results.Select(result => result.View)];
    }

    internal StepMode Mode { get; }

    internal IExecutable Executable { get; }

    internal TensorType[] OutputTypes { get; }

    /// <summary>The variables that a run changes.</summary>
    internal IReadOnlyList<Variable> Written { get; init; } = [];

    /// <summary>What the last run computed, for a training step its loss; a prediction writes into the caller's memory instead.</summary>
    internal TensorData[] Results { get; }

    /// <summary>Whether the step was traced for batches of these types.</summary>
    internal bool Fits(StepMode mode, ReadOnlySpan<TensorView> inputs)
    {
        if (mode != Mode || inputs.Length != _inputs.Length)
            return false;
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].DType != _inputs[i].DType || !inputs[i].Shape.Equals(_inputs[i].Shape))
                return false;
        return true;
    }

    /// <summary>Runs a program that has no inputs.</summary>
    internal void RunOnce() => Run(ReadOnlySpan<TensorView>.Empty);

    /// <summary>Runs the program on a batch and gives the loss.</summary>
    internal double Run(Batch batch)
    {
        Run(batch.Views);
        return Results.Length > 0 ? Results[0].GetDouble(0) : 0;
    }

    /// <summary>Runs the program; what it computes is in <see cref="Results"/> afterwards.</summary>
    internal void Run(ReadOnlySpan<TensorView> inputs) => Executable.Run(inputs, _outputs);
}
