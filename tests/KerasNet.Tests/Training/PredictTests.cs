using System.Numerics.Tensors;
using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet.Tests.Training;

[Collection(AloneCollection.Name)]
public sealed class PredictTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void Batches_join_without_seams(int batchSize)
    {
        Sequential model = Toy.Line(2);
        Assert.Equal([1, 5, 9, 13, 17, 21, 25], model.Predict(Toy.Rows(7, 2), batchSize).ToArray());
    }

    [Fact]
    public void One_row_is_enough() => Assert.Equal([1], Toy.Line(2).Predict(Toy.Rows(1, 2)).ToArray());

    [Fact]
    public void The_first_axis_counts_samples() => Assert.Equal([5, 1], Toy.Line(2).Predict(Toy.Rows(5, 2)).Lengths.ToArray().Select(length => (int)length));

    [Fact]
    public void Several_outputs_keep_their_rows_together_over_batches()
    {
        Model model = Toy.TwoHeads();
        float[][] whole = [.. model.PredictAll(Toy.Rows(5, 2), batchSize: 5).Select(output => output.ToArray())];
        float[][] parts = [.. model.PredictAll(Toy.Rows(5, 2), batchSize: 2).Select(output => output.ToArray())];
        Assert.Equal(whole.SelectMany(output => output), parts.SelectMany(output => output), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Doubles_are_narrowed() => Assert.Equal([1.5f], Toy.Line(2).Predict(new[,] { { 1.0, 0.5 } }).ToArray());

    [Fact]
    public void Tensors_and_slices_of_them_are_taken()
    {
        Tensor<float> tensor = Tensor.Create(new float[] { 0, 1, 2, 3, 4, 5 }, [3, 2]);
        Assert.Equal([5, 9], Toy.Line(2).Predict(tensor.Slice(1..3, 0..2)).ToArray());
        Assert.Equal([1, 3, 5], Toy.Line(1).Predict(tensor.Slice(0..3, 1..2)).ToArray());
    }

    [Fact]
    public void Steps_predict_the_first_batches_only() => Assert.Equal([0, 1, 2, 3], Toy.Line().Predict(Toy.Rows(10), batchSize: 2, steps: 2).ToArray());

    [Fact]
    public void Callbacks_see_every_batch()
    {
        Recorder recorder = new();
        Toy.Line().Predict(Toy.Rows(3), batchSize: 2, callbacks: [recorder]);
        Assert.Equal(["predict_begin", "predict_batch_begin 0", "predict_batch_end 0", "predict_batch_begin 1", "predict_batch_end 1", "predict_end"], recorder.Events);
    }

    [Fact]
    public void It_needs_no_compilation()
    {
        Sequential model = [new Input([2]), new Dense(3)];
        Assert.Equal(6, model.Predict(Toy.Rows(2, 2), callbacks: [new Recorder()]).FlattenedLength);
    }

    [Fact]
    public void Predictions_see_weights_that_training_changed()
    {
        Sequential model = Toy.Line(learningRate: 0.1);
        model.Predict(Toy.Rows(1));
        model.TrainOnBatch(new[,] { { 2f } }, new float[1, 1]);
        Assert.Equal(0.2f, model.Predict(new[,] { { 1f } }).ToArray()[0], 5);
    }

    [Fact]
    public void A_cancelled_prediction_throws() => Assert.Throws<OperationCanceledException>(() =>
        Toy.Line().Predict(Toy.Rows(2), cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void Many_threads_predict_what_one_predicts()
    {
        Sequential model = [new Dense(16, "relu"), new Dense(3, "softmax")];
        float[][,] data = [.. Enumerable.Range(1, 8).Select(i => Toy.Rows(3 * i, 6, 0.01f * i))];
        float[][] parallel = new float[data.Length][];
        Thread[] threads = [.. data.Select((rows, i) => new Thread(() =>
        {
            for (int round = 0; round < 20; round++)
                parallel[i] = model.Predict(rows, batchSize: 5).ToArray();
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        for (int i = 0; i < data.Length; i++)
            Assert.Equal(model.Predict(data[i], batchSize: 5).ToArray(), parallel[i]);
    }

    [Fact]
    public async Task A_stream_is_answered_in_order()
    {
        List<float> answers = [];
        await foreach (Tensor<float> answer in Toy.Line().PredictAsync(Samples(5), batchSize: 2))
            answers.Add(answer.ToArray()[0]);
        Assert.Equal([0, 1, 2, 3, 4], answers);
    }

    [Fact]
    public void Other_batch_sizes_without_end_do_not_fill_the_memory()
    {
        Sequential model = Toy.Line(8);
        model.Predict(Toy.Rows(1, 8));
        for (int rows = 1; rows <= 80; rows++)
            model.Predict(Toy.Rows(rows, 8), batchSize: rows);
        long settled = GC.GetTotalMemory(forceFullCollection: true);
        for (int rows = 81; rows <= 320; rows++)
            model.Predict(Toy.Rows(rows, 8), batchSize: rows);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, settled + 8_000_000);
    }

    [Fact]
    public void An_output_that_lost_the_batch_is_refused()
    {
        Sequential model = [new Input([2]), new Lambda(x => Ops.Sum(x))];
        Assert.Throws<ShapeException>(() => model.Predict(Toy.Rows(3, 2)));
    }

    private static async IAsyncEnumerable<float[]> Samples(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return [i];
        }
    }
}
