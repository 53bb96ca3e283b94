using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Data.Pipeline;

/// <summary>Layers applied to the batches of a dataset.</summary>
public sealed class LayerMapTests
{
    private static Dataset<DataBatch> Batches(int rows = 10) => Dataset.FromArrays(Toy.Rows(rows, 3), Toy.Rows(rows)).Batch(4);

    private static float[] Numbers(Dataset<DataBatch> dataset) => [.. dataset.SelectMany(batch => batch.Inputs[0].AsSpan<float>().ToArray())];

    [Fact]
    public void A_layer_is_applied_to_inputs_and_leaves_the_targets()
    {
        Dataset<DataBatch> scaled = Batches().Map(new Rescaling(2, 1));
        Assert.Equal(3, scaled.Count);
        Assert.Equal(Numbers(Batches()).Select(number => 2 * number + 1), Numbers(scaled));
        Assert.Equal([4f, 5, 6, 7], scaled.ElementAt(1).Targets![0].AsSpan<float>().ToArray());
    }

    [Fact]
    public void Several_layers_go_in_one_model()
    {
        Sequential layers = [new Rescaling(2), new Flatten(), new Rescaling(0.5)];
        Assert.Equal(Numbers(Batches()), Numbers(Batches().Map(layers)));
    }

    [Fact]
    public void What_is_random_does_not_depend_on_workers_or_on_walks_that_stopped_early()
    {
        float[][] Walks(int workers, bool peek)
        {
            Dataset<DataBatch> noisy = Batches(40).Map(new GaussianNoise(1, seed: 5), workers: workers).Prefetch();
            if (peek)
                Assert.Equal(4, noisy.Take(1).Single().Count);
            return [Numbers(noisy), Numbers(noisy)];
        }

        float[][] one = Walks(1, false);
        Assert.Equal(one, Walks(3, false));
        Assert.NotEqual(one[0], one[1]);
        Assert.Equal(one, Walks(2, true));
    }

    [Fact]
    public void Each_batch_draws_numbers_of_its_own()
    {
        float[] noise = Numbers(Dataset.FromArrays(new float[64, 1]).Batch(16).Map(new GaussianNoise(1, seed: 5)));
        Assert.Equal(64, noise.Distinct().Count());
    }

    [Fact]
    public void Outside_of_training_nothing_is_random() => Assert.Equal(Numbers(Batches()), Numbers(Batches().Map(new GaussianNoise(1), training: false)));

    [Fact]
    public void A_dataset_changes_no_layer()
    {
        GaussianNoise noise = new(1, seed: 5);
        Assert.NotEmpty(Numbers(Batches().Map(noise)));
        Assert.Equal([5, 0], noise.SeedGenerators[0].State.Value.AsSpan<long>().ToArray());
    }

    [Fact]
    public void Mixing_layers_mix_the_targets_too()
    {
        float[,,,] images = new float[4, 2, 2, 1];
        for (int i = 0; i < images.Length; i++)
            images[i / 4, i / 2 % 2, i % 2, 0] = i / 4;
        DataBatch mixed = Dataset.From([new DataBatch(images, Toy.Rows(4))]).Map(new MixUp(seed: 3)).Single();
        for (int i = 0; i < 4; i++)
            Assert.Equal(mixed.Inputs[0].AsSpan<float>()[4 * i], mixed.Targets![0].AsSpan<float>()[i], 5);
    }

    [Fact]
    public void A_layer_that_does_not_fit_is_named_with_the_batch() =>
        Assert.Contains("element 0", Assert.Throws<DatasetException>(() => Batches().Map(new Conv2D(1, 3)).ToArray()).Message);
}
