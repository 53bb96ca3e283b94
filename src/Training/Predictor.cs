using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasNet.Data;

namespace KerasNet.Training;

/// <summary>Runs a model over the rows of arrays, reading rows where they lie and writing outputs where the caller gets them.</summary>
internal sealed unsafe class Predictor
{
    private readonly StepCache _steps;
    private readonly DataArray[] _inputs;
    private readonly int _batchSize;
    private readonly int _samples;
    private readonly TensorView[] _inputViews;
    private TensorView[] _outputViews = [];

    internal Predictor(StepCache steps, DataArray[] inputs, int batchSize, int? mostSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (mostSteps is { } most)
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, "steps");
        if (inputs[0].Count == 0)
            throw new ArgumentException($"There is nothing to predict: the data has no samples. Received the shape {inputs[0].Shape}.");
        (_steps, _inputs, _batchSize) = (steps, inputs, batchSize);
        _samples = (int)Math.Min(inputs[0].Count, (long)(mostSteps ?? int.MaxValue) * batchSize);
        _inputViews = new TensorView[inputs.Length];
    }

    /// <summary>The number of batches.</summary>
    internal int Steps => (int)(((long)_samples + _batchSize - 1) / _batchSize);

    /// <summary>The outputs; there once the first step has run, complete after the last.</summary>
    internal Tensor<float>[] Results { get; private set; } = [];

    internal void Run(CancellationToken cancellation)
    {
        for (int step = 0; step < Steps; step++)
            RunStep(step, cancellation);
    }

    internal void RunStep(int step, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int start = step * _batchSize;
        PinInput(0, start, Math.Min(_batchSize, _samples - start));
    }

    /// <summary>Pins input <paramref name="i"/> and those after it, then goes on to the outputs.</summary>
    private void PinInput(int i, int start, int count)
    {
        if (i == _inputs.Length)
        {
            Step step = _steps.For(StepMode.Predict, _inputViews, _inputs.Length, 0);
            PrepareResults(step, count);
            PinOutput(0, step, start, count);
            return;
        }

        DataArray array = _inputs[i];
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
        if (i == Results.Length)
        {
            step.Executable.Run(_inputViews, _outputViews);
            return;
        }

        TensorType type = step.OutputTypes[i];
        long offset = type.Shape.ElementCount / count * start;
        fixed (float* pointer = &MemoryMarshal.GetReference(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in Results[i].GetPinnableReference()), 1)))
        {
            _outputViews[i] = new TensorView((nint)(pointer + offset), type.Shape, DType.Float32);
            PinOutput(i + 1, step, start, count);
        }
    }

    private void PrepareResults(Step step, int count)
    {
        if (Results.Length > 0)
            return;
        foreach (TensorType type in step.OutputTypes)
            if (type.Shape.Rank == 0 || type.Shape[0] != count)
                throw new ShapeException($"An output of a prediction must keep the batch as its first axis, {count}. Received: {type.Shape}.");
        _outputViews = new TensorView[step.OutputTypes.Length];
        Results = [.. step.OutputTypes.Select(type => Tensor.CreateFromShapeUninitialized<float>(Lengths(type.Shape)))];
    }

    private nint[] Lengths(Shape shape) => [_samples, .. shape.Skip(1).Select(dimension => (nint)dimension)];
}
