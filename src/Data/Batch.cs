using KerasNet.Callbacks;

namespace KerasNet.Data;

/// <summary>The numbers of one step in memory that engines read: inputs, and where there are some, targets and sample weights.</summary>
internal sealed class Batch
{
    internal Batch(TensorType[] inputs, TensorType[] targets, TensorType[] weights)
    {
        Tensors = [.. inputs.Concat(targets).Concat(weights).Select(type => new TensorData(type.Shape, type.DType))];
        Views = [.. Tensors.Select(tensor => tensor.View)];
        (Inputs, Targets, Weights) = (inputs, targets, weights);
    }

    /// <summary>The number of samples.</summary>
    internal int Size => Inputs[0].Shape[0];

    internal TensorType[] Inputs { get; }

    internal TensorType[] Targets { get; }

    internal TensorType[] Weights { get; }

    /// <summary>Inputs, then targets, then weights.</summary>
    internal TensorData[] Tensors { get; }

    /// <summary>The same as an executable takes them.</summary>
    internal TensorView[] Views { get; }

    /// <summary>The same as callbacks see it, who may write into it.</summary>
    internal TrainingBatch Writable => field ??= new TrainingBatch(Tensors, Inputs.Length, Targets.Length);
}
