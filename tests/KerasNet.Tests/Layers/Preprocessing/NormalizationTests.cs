using System.Text.Json;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;
using Normalizer = KerasNet.Layers.Normalization;

namespace KerasNet.Tests.Layers.Preprocessing;

public sealed class NormalizationTests
{
    private static float[,] Rows(int count, float offset = 0)
    {
        float[,] rows = new float[count, 3];
        for (int i = 0; i < count; i++)
            for (int j = 0; j < 3; j++)
                rows[i, j] = offset + (j * 100) + MathF.Sin((i * 3) + j);
        return rows;
    }

    [Fact]
    public void Learnt_features_have_mean_0_and_variance_1()
    {
        Normalizer layer = new();
        layer.Adapt(Rows(500, offset: 1000));
        float[] made = layer.Apply(Rows(500, offset: 1000)).AsSpan<float>().ToArray();
        for (int j = 0; j < 3; j++)
        {
            double[] column = [.. made.Where((_, i) => i % 3 == j).Select(x => (double)x)];
            Assert.Equal(0, column.Average(), 2);
            Assert.Equal(1, column.Average(x => x * x), 2);
        }
    }

    [Fact]
    public void Batches_of_any_sizes_give_the_same_weights()
    {
        Normalizer whole = new(), batched = new();
        whole.Adapt(Rows(101));
        batched.Adapt(Dataset.FromArrays(Rows(101)).Batch(17));
        foreach ((Variable a, Variable b) in whole.Weights.Zip(batched.Weights))
            for (int i = 0; i < a.Value.Length; i++)
                Assert.Equal(a.Value.GetDouble(i), b.Value.GetDouble(i), 5);
    }

    [Fact]
    public void Learning_again_reaches_a_model_that_has_been_traced()
    {
        Normalizer layer = new();
        layer.Adapt(Rows(10));
        Sequential model = [new Input([3]), layer];
        float[] before = model.Predict(Rows(2)).ToArray();
        layer.Adapt(Rows(10, offset: 50));
        Assert.NotEqual(before, model.Predict(Rows(2)).ToArray());
    }

    [Fact]
    public void It_is_turned_back()
    {
        Normalizer there = new(mean: [1.0, 2, 3], variance: [4.0, 9, 16]), back = new(mean: [1.0, 2, 3], variance: [4.0, 9, 16], invert: true);
        float[] numbers = [5, 6, 7];
        float[] returned = back.Apply(there.Apply(DataArray.Of(numbers, [1, 3]))).AsSpan<float>().ToArray();
        Assert.Equal(numbers.Select(number => (double)number), returned.Select(number => Math.Round(number, 5)));
    }

    [Fact]
    public void Means_of_two_axes_are_saved_as_lists_of_lists()
    {
        string config = """{"axis": [1, 2], "mean": [[0, 1, 2], [3, 4, 5]], "variance": [[1, 1, 1], [1, 1, 1]], "invert": false}""";
        Normalizer layer = (Normalizer)ObjectConfig.Create(
            typeof(Normalizer), JsonDocument.Parse(config).RootElement, new ConfigNotes());
        Assert.Equal([0, 0, 0, 0, 0, 0], layer.Apply(new float[1, 2, 3] { { { 0, 1, 2 }, { 3, 4, 5 } } }).AsSpan<float>().ToArray());
        Assert.Equal("[[0,1,2],[3,4,5]]", ObjectConfig.Arguments(layer)["mean"]!.ToJsonString());
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Normalizer learnt = new();
        learnt.Adapt(Rows(4));
        Assert.Contains("(3", Assert.Throws<ShapeException>(() => learnt.Adapt(new float[4, 2])).Message);
        Assert.Contains("sizes must be known", Assert.Throws<ShapeException>(() => new Input([Shape.Unknown]).Then(new Normalizer())).Message);
        Assert.Contains("twice", Assert.Throws<ShapeException>(() => new Normalizer([1, -1]).Adapt(Rows(2))).Message);
        Assert.Contains("nothing to learn", Assert.Throws<InvalidOperationException>(() => new Normalizer(mean: 1, variance: 1).Adapt(Rows(2))).Message);
    }
}
