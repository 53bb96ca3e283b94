namespace KerasNet.Training;

/// <summary>The mean of a loss over the batches of an epoch, weighted by their sizes.</summary>
internal sealed class RunningMean(string name)
{
    private readonly Variable _total = new(TensorData.Scalar(0, DType.Float32), "total", trainable: false, owner: name);
    private readonly Variable _count = new(TensorData.Scalar(0, DType.Float32), "count", trainable: false, owner: name);

    internal string Name => name;

    /// <summary>Inside a trace: takes one batch into account.</summary>
    internal void Update(KerasTensor value, int batchSize)
    {
        _total.Assign(_total.Read() + Ops.Cast(value, DType.Float32) * batchSize);
        _count.Assign(_count.Read() + batchSize);
    }

    /// <summary>Inside a trace: the mean, 0 before the first batch.</summary>
    internal KerasTensor Result() => Ops.DivideNoNaN(_total, _count);

    internal void Reset()
    {
        _total.Fill(0);
        _count.Fill(0);
    }
}
