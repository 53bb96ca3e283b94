using System.Numerics.Tensors;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Training;

namespace KerasNet;

public partial class Model
{
    /// <summary>
    /// Trains the model on batches: a <see cref="Dataset{T}"/>, such as pictures from a folder, or anything that enumerates batches, such as a generator.
    /// </summary>
    /// <param name="data">The batches. Each epoch walks through them anew, unless <paramref name="stepsPerEpoch"/> is given.</param>
    /// <param name="epochs">The number of the epoch after the last one, counted from 0.</param>
    /// <param name="verbose">0 silent, 1 a progress bar (one line per epoch where the output is no terminal), 2 one line per epoch.</param>
    /// <param name="callbacks">What watches the run, in order.</param>
    /// <param name="validationData">Batches to validate on, walked through anew each time.</param>
    /// <param name="classWeight">A weight per class for the loss, 1 where missing; for a single output, where batches have no sample weights.</param>
    /// <param name="initialEpoch">The first epoch, counted from 0: training goes on from there.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch; the next goes on where the last one stopped. Needed for data without an end.</param>
    /// <param name="validationSteps">Steps of a validation. All data if not given.</param>
    /// <param name="validationFreq">After which epochs to validate: every n-th, or a list counted from 1. Every one if not given.</param>
    /// <param name="cancellationToken">
    /// Ends training after the current batch. The weights stay, the end-of-training hooks run, and <see cref="History.WasCancelled"/> says so.
    /// </param>
    /// <exception cref="ArgumentException">The batches do not fit the model, or have no end and no <paramref name="stepsPerEpoch"/>.</exception>
    /// <exception cref="InvalidOperationException">The model has not been compiled.</exception>
    public History Fit(
        IEnumerable<DataBatch> data,
        int epochs = 1,
        int verbose = 1,
        IReadOnlyList<Callback>? callbacks = null,
        IEnumerable<DataBatch>? validationData = null,
        IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0,
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        ValidationFrequency? validationFreq = null,
        CancellationToken cancellationToken = default)
    {
        using BatchSource source = Source(data, stepsPerEpoch, nameof(stepsPerEpoch), classWeight);
        using BatchSource? validation = validationData is null ? null : Source(validationData, validationSteps, nameof(validationSteps));
        FitArguments arguments = new(epochs, verbose, callbacks, initialEpoch, stepsPerEpoch, validationSteps, validationFreq ?? 1);
        return Train(source, validation, shuffle: false, arguments, cancellationToken);
    }

    /// <summary>Trains on batches on a thread of the pool and reports each epoch.</summary>
    /// <param name="data">The batches.</param>
    /// <param name="epochs">The number of the epoch after the last one, counted from 0.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="verbose">0 silent (the default here), 1 a progress bar, 2 one line per epoch.</param>
    /// <param name="callbacks">What watches the run, in order. They run on the training thread.</param>
    /// <param name="validationData">Batches to validate on.</param>
    /// <param name="classWeight">A weight per class for the loss.</param>
    /// <param name="initialEpoch">The first epoch, counted from 0.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="validationSteps">Steps of a validation.</param>
    /// <param name="validationFreq">After which epochs to validate.</param>
    /// <param name="cancellationToken">Ends training after the current batch; the task completes with the history so far.</param>
    public Task<History> FitAsync(
        IEnumerable<DataBatch> data,
        int epochs = 1,
        IProgress<EpochReport>? progress = null,
        int verbose = 0,
        IReadOnlyList<Callback>? callbacks = null,
        IEnumerable<DataBatch>? validationData = null,
        IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0,
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        ValidationFrequency? validationFreq = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(
            () => Fit(
                data, epochs, verbose, Reporting(callbacks, progress, epochs), validationData, classWeight, initialEpoch,
                stepsPerEpoch, validationSteps, validationFreq, cancellationToken),
            CancellationToken.None);

    /// <summary>Measures the model on batches and returns the loss and metrics by name.</summary>
    /// <param name="data">The batches: a <see cref="Dataset{T}"/>, or anything that enumerates batches.</param>
    /// <param name="verbose">0 silent, 1 a progress bar (one line where the output is no terminal), 2 one line.</param>
    /// <param name="steps">How many batches; all if not given.</param>
    /// <param name="callbacks">What watches the run.</param>
    /// <param name="cancellationToken">Ends the evaluation after the current batch.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Logs Evaluate(
        IEnumerable<DataBatch> data, int verbose = 1, int? steps = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        using BatchSource source = Source(data, steps, nameof(steps));
        return Measure(source, verbose, steps, callbacks, cancellationToken);
    }

    /// <summary>The output of a model with a single output, for all samples of some batches, in their order.</summary>
    /// <param name="data">The batches; targets and weights in them are not looked at.</param>
    /// <param name="steps">How many batches; all if not given.</param>
    /// <param name="cancellationToken">Ends the prediction after the current batch.</param>
    /// <returns>A tensor whose first axis counts the samples.</returns>
    /// <remarks>A dataset that shuffles gives another order at each walk: predict on one that does not, if the outputs are to be compared with labels.</remarks>
    /// <exception cref="InvalidOperationException">The model has several outputs: use PredictAll.</exception>
    public Tensor<float> Predict(IEnumerable<DataBatch> data, int? steps = null, CancellationToken cancellationToken = default) =>
        Single(PredictAll(data, steps, cancellationToken));

    /// <summary>The outputs of the model, in order, for all samples of some batches.</summary>
    /// <param name="data">The batches; targets and weights in them are not looked at.</param>
    /// <param name="steps">How many batches; all if not given.</param>
    /// <param name="cancellationToken">Ends the prediction after the current batch.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Tensor<float>[] PredictAll(IEnumerable<DataBatch> data, int? steps = null, CancellationToken cancellationToken = default)
    {
        CheckEnd(data, steps, nameof(steps));
        List<Tensor<float>[]> outputs = [];
        foreach (DataBatch batch in steps is { } most ? data.Take(most) : data)
            outputs.Add(PredictAll(batch.Inputs, batch.Count, cancellationToken: cancellationToken));
        return outputs.Count switch
        {
            0 => throw new ArgumentException("There is nothing to predict: the data has no batches.", nameof(data)),
            1 => outputs[0],
            _ => [.. Enumerable.Range(0, outputs[0].Length).Select(i => Tensor.ConcatenateOnDimension<float>(0, [.. outputs.Select(batch => batch[i])]))],
        };
    }

    private DatasetSource Source(IEnumerable<DataBatch> data, int? steps, string stepsName, IReadOnlyDictionary<int, double>? classWeight = null)
    {
        _ = Trainer;
        CheckEnd(data, steps, stepsName);
        return new DatasetSource(data, batch =>
        {
            Prepare(batch.Inputs);
            DataArray[] targets = Targets(batch.Targets);
            return new ArrangedBatch(Given(batch.Inputs), targets, Weigh(targets, classWeight, batch.SampleWeights));
        });
    }

    private static void CheckEnd(IEnumerable<DataBatch> data, int? steps, string stepsName)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (steps is { } asked)
            ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1, stepsName);
        else if (data is Dataset<DataBatch> { IsEndless: true })
            throw new ArgumentException($"The dataset has no end: pass {stepsName}.");
    }
}
