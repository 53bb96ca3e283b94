using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using static KerasNet.Tests.Data.Errors;

namespace KerasNet.Tests.Data.Timeseries;

public sealed class TimeseriesTests
{
    private static readonly int[] s_series = [.. Enumerable.Range(0, 12)];

    private static string Windows(IEnumerable<DataBatch> batches) => string.Join(" | ", batches.Select(batch =>
        string.Join(", ", batch.Inputs[0].AsSpan<int>().ToArray().Chunk(batch.Inputs[0].Shape[1]).Select(window => string.Join(' ', window)))));

    [Fact]
    public void Windows_slide_over_the_series_again_and_again()
    {
        Dataset<DataBatch> windows = TimeseriesDataset.FromArray(s_series, s_series[3..], sequenceLength: 3, sequenceStride: 4, batchSize: 2);
        Assert.Equal(2, windows.Count);
        Assert.Equal("0 1 2, 4 5 6 | 8 9 10", Windows(windows));
        Assert.Equal("0 1 2, 4 5 6 | 8 9 10", Windows(windows));
        Assert.Equal([3, 7], windows.First().Targets![0].AsSpan<int>().ToArray());
    }

    [Fact]
    public void Shuffled_windows_depend_on_the_seed_and_the_walk_and_keep_their_targets()
    {
        Dataset<DataBatch> Shuffled(int seed) => TimeseriesDataset.FromArray(s_series, s_series, sequenceLength: 2, batchSize: 4, shuffle: true, seed: seed);
        Dataset<DataBatch> one = Shuffled(1), same = Shuffled(1);
        string first = Windows(one), second = Windows(one);
        Assert.NotEqual(first, second);
        Assert.Equal([first, second], [Windows(same), Windows(same)]);
        Assert.NotEqual(first, Windows(Shuffled(2)));
        Assert.All(one, batch => Assert.Equal(batch.Targets![0].AsSpan<int>().ToArray(), batch.Inputs[0].AsSpan<int>().ToArray().Where((_, i) => i % 2 == 0)));
    }

    [Fact]
    public void Single_windows_can_be_batched_later()
    {
        Dataset<DataBatch> singles = TimeseriesDataset.FromArray(new float[5, 2], sequenceLength: 2, batchSize: null);
        Assert.Equal(4, singles.Count);
        Assert.Equal("(1, 2, 2)", singles.First().Inputs[0].Shape.ToString());
        Assert.Equal(2, singles.Batch(3).Count);
    }

    [Fact]
    public void A_model_learns_to_forecast()
    {
        float[] wave = [.. Enumerable.Range(0, 120).Select(i => MathF.Sin(i / 5f))];
        Keras.SetRandomSeed(1);
        Sequential model = [new Input([8]), new Dense(1)];
        model.Compile("adam", "mse");
        History history = model.Fit(TimeseriesDataset.FromArray(wave[..^1], wave[8..], sequenceLength: 8, shuffle: true, seed: 1, batchSize: 8), epochs: 60, verbose: 0);
        Assert.True(history["loss"][^1] < 0.3 * history["loss"][0], $"{history["loss"][0]} to {history["loss"][^1]}");
    }

    [Fact]
    public void Numbers_out_of_range_are_named()
    {
        Refused<ArgumentOutOfRangeException>("less than the 12 rows", () => TimeseriesDataset.FromArray(s_series, sequenceLength: 3, samplingRate: 12));
        Assert.Throws<ArgumentOutOfRangeException>("endIndex", () => TimeseriesDataset.FromArray(s_series, sequenceLength: 3, startIndex: 4, endIndex: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeseriesDataset.FromArray(s_series, sequenceLength: 0));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => TimeseriesDataset.FromArray(s_series, sequenceLength: 3, batchSize: 0));
        Refused<ArgumentException>("there are 4 targets", () => TimeseriesDataset.FromArray(s_series, s_series[..4], sequenceLength: 3, startIndex: 2));
        Refused<ArgumentException>("cut out of numbers", () => TimeseriesDataset.FromArray(new[] { "a", "b" }, sequenceLength: 1));
        Assert.Empty(TimeseriesDataset.FromArray(s_series, sequenceLength: int.MaxValue, samplingRate: 11));
    }

    [Fact]
    public void A_generator_gives_the_rows_before_each_target()
    {
        TimeseriesGenerator generator = new(s_series, s_series, length: 4, samplingRate: 2, stride: 3, startIndex: 1, endIndex: 11, batchSize: 2);
        Assert.Equal(2, generator.Count);
        Assert.Equal("1 3, 4 6 | 7 9", Windows(generator));
        Assert.Equal([5, 8], generator[0].Targets![0].AsSpan<int>().ToArray());
        Assert.Equal([11], generator[1].Targets![0].AsSpan<int>().ToArray());
        Assert.Equal("2 1 0", Windows(new TimeseriesGenerator(s_series, s_series, length: 3, reverse: true, endIndex: 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator[2]);
    }

    [Fact]
    public void A_shuffled_generator_draws_rows_by_its_seed()
    {
        TimeseriesGenerator generator = new(s_series, s_series, length: 2, shuffle: true, seed: 5, batchSize: 8);
        Assert.Equal([8, 8], generator.Select(batch => batch.Count));
        TimeseriesGenerator same = new(s_series, s_series, length: 2, shuffle: true, seed: 5, batchSize: 8);
        same.Count();
        Assert.Equal(Windows(generator), Windows(same));
        Assert.NotEqual(Windows(generator), Windows(generator));
        Assert.All(generator, batch => Assert.All(batch.Targets![0].AsSpan<int>().ToArray().Zip(batch.Inputs[0].AsSpan<int>().ToArray().Chunk(2)), pair =>
            Assert.Equal([pair.First - 2, pair.First - 1], pair.Second)));
    }

    [Fact]
    public void A_generator_that_has_no_window_is_refused()
    {
        Refused<ArgumentException>("No window fits", () => new TimeseriesGenerator(s_series, s_series, length: 12));
        Refused<ArgumentException>("12 rows and 3 targets", () => new TimeseriesGenerator(s_series, s_series[..3], length: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeseriesGenerator(s_series, s_series, length: 2, endIndex: 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeseriesGenerator(s_series, s_series, length: 2, stride: 0));
    }
}
