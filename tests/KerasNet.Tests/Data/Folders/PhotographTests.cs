using KerasNet.Layers;

namespace KerasNet.Tests.Data.Folders;

/// <summary>Photographs in a zip archive, where the data sets lie beside the repository.</summary>
public sealed class PhotographTests
{
    private static string Archive(string folder)
    {
        string path = Path.GetFullPath(RepositoryFolder.File("..", "shared", "datasets", "cats-vs-dogs", "cats_vs_dogs_180.zip"));
        Assert.SkipUnless(File.Exists(path), $"There is no {path}.");
        return $"{path}/{folder}";
    }

    [Fact]
    public void Photographs_are_read_from_their_archive()
    {
        ImageDataset held = ImageDataset.FromDirectory(Archive("validation"), LabelMode.Binary, imageSize: (150, 150), shuffle: false);
        Assert.Equal(["cats", "dogs"], held.ClassNames);
        Assert.Equal((700, 22), (held.Files.Count, (int)held.Count!));
        DataBatch first = held.First();
        Assert.Equal("(32, 150, 150, 3)", first.Inputs[0].Shape.ToString());
        Assert.InRange(first.Inputs[0].AsSpan<float>().ToArray().Average(), 60, 190);
    }

    [Fact]
    public void Augmented_photographs_do_not_depend_on_the_number_of_workers()
    {
        float[] Numbers(int workers)
        {
            Sequential augment = [new RandomFlip("horizontal", seed: 1), new RandomRotation(0.1, seed: 2), new RandomZoom(0.2, seed: 3)];
            ImageDataset photographs = ImageDataset.FromDirectory(Archive("test"), imageSize: (40, 40), seed: 3, workers: workers);
            return [.. photographs.Map(augment, workers: workers).Prefetch().Take(3).SelectMany(batch => batch.Inputs[0].AsSpan<float>().ToArray())];
        }

        Assert.Equal(Numbers(1), Numbers(3));
    }
}
