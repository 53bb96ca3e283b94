using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasNet.Data;

namespace KerasNet.Training;

/// <summary>Runs a model over the rows of arrays, reading rows where they lie and writing outputs where the caller gets them.</summary>
internal sealed unsafe class Predictor(StepCache steps, DataArray[] inputs)
{
    private readonly TensorView[] _inputViews = new TensorView[inputs.Length];
    private TensorView[] _outputViews = [];
    private Tensor<float>[] _results = [];

    internal Tensor<float>[] Run(int batchSize, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        int samples = inputs[0].Count;
        if (samples == 0)
            throw new ArgumentException("There is nothing to predict: the data has no samples.");
        for (int start = 0; start < samples; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            PinInput(0, start, Math.Min(batchSize, samples - start));
        }

        return _results;
    }

    /// <summary>Pins input <paramref name="i"/> and those after it, then goes on to the outputs.</summary>
    private void PinInput(int i, int start, int count)
    {
        if (i == inputs.Length)
        {
            Step step = steps.For(StepMode.Predict, _inputViews, inputs.Length, 0);
            PrepareResults(step, count);
            PinOutput(0, step, start, count);
            return;
        }

        DataArray array = inputs[i];
        Shape shape = array.Shape.With(0, count);
        int elements = checked((int)shape.ElementCount);
        ReadOnlySpan<byte> rows = array.Bytes.Slice(start * (elements / count) * array.DType.Size(), elements * array.DType.Size());
        if (array.DType == DType.Float64)
        {
            TensorData narrow = new(shape, DType.Float32);
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(rows), narrow.AsSpan<float>());
            _inputViews[i] = narrow.View;
            PinInput(i + 1, start, count);
            GC.KeepAlive(narrow);
            return;
        }

        fixed (byte* pointer = rows)
        {
            _inputViews[i] = new TensorView((nint)pointer, shape, array.DType);
            PinInput(i + 1, start, count);
        }
    }

    /// <summary>Pins output <paramref name="i"/> and those after it, then runs the step.</summary>
    private void PinOutput(int i, Step step, int start, int count)
    {
        if (i == _results.Length)
        {
            step.Executable.Run(_inputViews, _outputViews);
            return;
        }

        TensorType type = step.OutputTypes[i];
        long offset = type.Shape.ElementCount / count * start;
        fixed (float* pointer = &MemoryMarshal.GetReference(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in _results[i].GetPinnableReference()), 1)))
        {
            _outputViews[i] = new TensorView((nint)(pointer + offset), type.Shape, DType.Float32);
            PinOutput(i + 1, step, start, count);
        }
    }

    private void PrepareResults(Step step, int count)
    {
        if (_results.Length > 0)
            return;
        foreach (TensorType type in step.OutputTypes)
            if (type.Shape.Rank == 0 || type.Shape[0] != count)
                throw new ShapeException($"An output of a prediction must keep the batch as its first axis, {count}. Received: {type.Shape}.");
        _outputViews = new TensorView[step.OutputTypes.Length];
        _results = [.. step.OutputTypes.Select(type => Tensor.CreateFromShapeUninitialized<float>(Lengths(type.Shape)))];
    }

    private nint[] Lengths(Shape shape) => [inputs[0].Count, .. shape.Skip(1).Select(dimension => (nint)dimension)];
}
