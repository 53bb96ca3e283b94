namespace KerasNet.Callbacks;

/// <summary>The numbers that a training step is about to use. What a callback writes into them is what the step trains on.</summary>
/// <remarks>The memory serves later batches too: use it within the hook, and copy what is to be kept.</remarks>
public sealed class TrainingBatch
{
    internal TrainingBatch(TensorData[] tensors, int inputs, int targets)
    {
        Inputs = [.. tensors[..inputs]];
        Targets = [.. tensors[inputs..(inputs + targets)]];
        SampleWeights = [.. tensors[(inputs + targets)..]];
    }

    /// <summary>The number of samples: the first axis of every tensor.</summary>
    public int Size => Inputs[0].Shape[0];

    /// <summary>The data of the model's inputs, in order. Each keeps its shape and dtype; <see cref="TensorData.AsSpan{T}"/> gives the numbers.</summary>
    public IReadOnlyList<TensorData> Inputs { get; }

    /// <summary>The targets of the model's outputs, in order; empty where there are none.</summary>
    public IReadOnlyList<TensorData> Targets { get; }

    /// <summary>The sample weights, which class weights have become too; empty where there are none.</summary>
    public IReadOnlyList<TensorData> SampleWeights { get; }
}
