using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Tests.Data.Images;

public sealed class ImageFlowTests
{
    private static readonly string s_folders = RepositoryFolder.File("tests", "TestData", "golden", "images", "folders");
    private static readonly string[] s_classes = ["cat", "dog"];

    private static ImageDataGenerator Augmenting() => new(
        rescale: 1 / 255.0, rotationRange: 40, widthShiftRange: 0.2, heightShiftRange: 0.2, shearRange: 0.2, zoomRange: 0.2, horizontalFlip: true);

    /// <summary>Pictures of 6 × 6 × 3, each filled with its number but for the upper left corner.</summary>
    private static float[,,,] Pictures(int count)
    {
        float[,,,] pictures = new float[count, 6, 6, 3];
        for (int i = 0; i < count; i++)
            for (int j = 0; j < 108; j++)
                pictures[i, j / 18, j / 3 % 6, j % 3] = j < 3 ? 255 : i;
        return pictures;
    }

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];

    private static List<float[]> Inputs(IEnumerable<DataBatch> batches) => [.. batches.Select(Inputs)];

    private static float[] Inputs(DataBatch batch) => batch.Inputs[0].AsSpan<float>().ToArray();

    private static int[] Labels(DataBatch batch) => batch.Targets![0].AsSpan<int>().ToArray();

    private static List<int[]> Labels(IEnumerable<DataBatch> batches) => [.. batches.Select(Labels)];

    [Fact]
    public void A_walk_is_an_epoch_in_random_order_and_every_picture_keeps_its_label()
    {
        ImageFlow flow = new ImageDataGenerator().Flow(Pictures(10), Numbers(10), batchSize: 4, seed: 1);
        Assert.Equal(3, flow.Count);
        Assert.Equal((10, 4), (flow.Samples, flow.BatchSize));
        Assert.Equal([6, 6, 3], flow.ImageShape);
        int[][] first = [.. Labels(flow)], second = [.. Labels(flow)];
        Assert.Equal([4, 4, 2], first.Select(batch => batch.Length));
        Assert.Equal(Numbers(10), first.SelectMany(batch => batch).Order());
        Assert.NotEqual(first, second);
        foreach (DataBatch batch in flow)
            Assert.Equal(Labels(batch).Select(label => (float)label), Inputs(batch).Chunk(108).Select(picture => picture[^1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_pictures_however_many_threads_work(int workers)
    {
        ImageFlow one = Augmenting().Flow(Pictures(20), Numbers(20), batchSize: 3, seed: 7, workers: 2);
        ImageFlow other = Augmenting().Flow(Pictures(20), Numbers(20), batchSize: 3, seed: 7, workers: workers);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            List<DataBatch> expected = [.. one], got = [.. other];
            Assert.Equal(Labels(expected), Labels(got));
            Assert.Equal(Inputs(expected), Inputs(got));
        }

        Assert.NotEqual(Inputs(one), Inputs(one));
        Assert.NotEqual(Inputs(one), Inputs(Augmenting().Flow(Pictures(20), Numbers(20), batchSize: 3, seed: 8)));
    }

    [Fact]
    public void The_order_and_the_batch_size_do_not_change_how_a_picture_is_transformed()
    {
        Dictionary<int, float[]> ByLabel(bool shuffle, int batchSize) => Augmenting().Flow(Pictures(9), Numbers(9), batchSize, shuffle, seed: 3)
            .SelectMany(batch => Labels(batch).Zip(Inputs(batch).Chunk(108))).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(ByLabel(shuffle: true, 2).OrderBy(pair => pair.Key), ByLabel(shuffle: false, 5).OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Next_goes_round_without_an_end()
    {
        ImageFlow flow = new ImageDataGenerator().Flow(Pictures(5), Numbers(5), batchSize: 2, shuffle: false);
        Assert.Equal([[0, 1], [2, 3], [4], [0, 1], [2, 3]], Labels(Enumerable.Range(0, 5).Select(_ => flow.Next())));
        flow.Reset();
        Assert.Equal([[0, 1]], Labels([flow.Next()]));
    }

    [Fact]
    public void Weights_and_several_targets_stay_with_their_pictures()
    {
        DataArrays targets = new Dictionary<string, DataArray> { ["a"] = Numbers(6), ["b"] = Numbers(6).Select(number => number * 2.0).ToArray() };
        float[] weights = [.. Numbers(6).Select(number => number * 3f)];
        foreach (DataBatch batch in new ImageDataGenerator().Flow(Pictures(6), targets, batchSize: 4, sampleWeight: weights, seed: 5))
        {
            int[] labels = Labels(batch);
            Assert.Equal(labels.Select(label => label * 2.0), batch.Targets![1].AsSpan<double>().ToArray());
            Assert.Equal(labels.Select(label => label * 3f), batch.SampleWeights![0].AsSpan<float>().ToArray());
        }
    }

    [Fact]
    public void Pictures_are_saved_as_they_are_in_batches()
    {
        string folder = Directory.CreateTempSubdirectory("kerasnet-flow-").FullName;
        try
        {
            ImageDataGenerator generator = new(rescale: 1 / 255.0, horizontalFlip: true);
            ImageFlow flow = generator.Flow(Pictures(3), shuffle: false, seed: 2, saveToDir: Path.Combine(folder, "new"), savePrefix: "p");
            float[] batch = Inputs(flow.Next());
            for (int i = 0; i < 3; i++)
            {
                Image saved = Image.Load(Path.Combine(folder, "new", $"p_{i}_0.png"));
                Assert.Equal((6, 6), (saved.Width, saved.Height));
                Assert.Equal(batch[i * 108] > 0.9f, saved.Pixels[0] == 255);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_broken_file_ends_the_walk_with_its_name()
    {
        string folder = Directory.CreateTempSubdirectory("kerasnet-flow-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "a"));
            File.WriteAllBytes(Path.Combine(folder, "a", "broken.png"), [0x89, 0x50, 0x4E, 0x47]);
            ImageFileFlow flow = new ImageDataGenerator().FlowFromDirectory(folder, targetSize: (4, 4), workers: 2);
            Assert.Contains("broken.png", Assert.Throws<ImageFormatException>(() => flow.ToList()).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Folders_of_channels_first_hold_the_same_pictures()
    {
        float[] last = Inputs(new ImageDataGenerator().FlowFromDirectory(s_folders, (3, 4), classes: s_classes, shuffle: false).Next());
        float[] first = Inputs(new ImageDataGenerator(dataFormat: "channels_first").FlowFromDirectory(s_folders, (3, 4), classes: s_classes, shuffle: false).Next());
        Assert.Equal(last.Chunk(36).SelectMany(picture => Enumerable.Range(0, 36).Select(i => picture[(i % 12 * 3) + (i / 12)])), first);
    }

    [Fact]
    public void Class_modes_give_these_targets()
    {
        DataBatch Batch(ClassMode mode) => new ImageDataGenerator().FlowFromDirectory(s_folders, (2, 2), classes: s_classes, classMode: mode, shuffle: false).Next();
        Assert.Equal([9, 2], Batch(ClassMode.Categorical).Targets![0].Shape);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 1], Batch(ClassMode.Binary).Targets![0].AsSpan<float>().ToArray());
        Assert.Equal([9], Batch(ClassMode.Sparse).Targets![0].Shape);
        Assert.Equal([9, 2, 2, 3], Batch(ClassMode.Input).Targets![0].Shape);
        Assert.Null(Batch(ClassMode.None).Targets);
    }

    [Fact]
    public void Tables_give_several_classes_numbers_and_outputs()
    {
        ImageFileFlow Flow(ClassMode mode, params ImageRow[] rows) =>
            new ImageDataGenerator().FlowFromDataFrame(rows, s_folders, (2, 2), classMode: mode, shuffle: false);
        ImageFileFlow several = Flow(ClassMode.Categorical, new("dog/d1.png", ["pet", "loud"]), new("cat/c1.png", ["pet"]));
        Assert.Equal([1, 1, 0, 1], several.Next().Targets![0].AsSpan<float>().ToArray());
        Assert.Equal(["loud", "pet"], several.ClassIndices.Keys);

        ImageRow[] numbers = [new("dog/d1.png", [1.0, 2.0]), new("cat/c1.png", [3.0, 4.0])];
        Assert.Equal([2, 2], Flow(ClassMode.Raw, numbers).Next().Targets![0].Shape);
        DataArrays outputs = Flow(ClassMode.MultiOutput, numbers).Next().Targets!;
        Assert.Equal([2.0, 4.0], outputs[1].AsSpan<double>().ToArray());
    }

    public static TheoryData<string, Action> Refused => new()
    {
        { "as many targets", () => new ImageDataGenerator().Flow(Pictures(4), Numbers(3)) },
        { "as many weights", () => new ImageDataGenerator().Flow(Pictures(4), Numbers(4), sampleWeight: Numbers(3)) },
        { "rank 4", () => new ImageDataGenerator().Flow(new float[3, 4, 5]) },
        { "batchSize", () => new ImageDataGenerator().Flow(Pictures(4), batchSize: 0) },
        { "different classes", () => new ImageDataGenerator(validationSplit: 0.5).Flow(Pictures(4), Numbers(4), subset: Subset.Training) },
        { "no pictures", () => new ImageDataGenerator(validationSplit: 0).FlowFromDirectory(s_folders, subset: Subset.Validation) },
        { "'bird'", () => new ImageDataGenerator().FlowFromDirectory(s_folders, classes: ["cat", "bird"]) },
        { "Folders give labels", () => new ImageDataGenerator().FlowFromDirectory(s_folders, classMode: ClassMode.Raw) },
        { "nowhere", () => new ImageDataGenerator().FlowFromDirectory(Path.Combine(s_folders, "nowhere")) },
        { "which are text", () => new ImageDataGenerator().FlowFromDataFrame([new("dog/d1.png", 3)], s_folders) },
        { "as many numbers", () => new ImageDataGenerator().FlowFromDataFrame([new("dog/d1.png", 3), new("cat/c1.png")], s_folders, classMode: ClassMode.Raw) },
        { "two classes", () => new ImageDataGenerator().FlowFromDataFrame([new("dog/d1.png", "dog")], s_folders, classMode: ClassMode.Binary) },
        { "No row", () => new ImageDataGenerator().FlowFromDataFrame([new("dog/nowhere.png", "dog")], s_folders) },
        { "all rows have a weight", () => new ImageDataGenerator().FlowFromDataFrame([new("dog/d1.png", "dog") { Weight = 1 }, new("cat/c1.png", "cat")], s_folders) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refused_with_a_word_about_it(string word, Action act)
    {
        Exception e = Assert.ThrowsAny<Exception>(act);
        Assert.True(e is ArgumentException or DirectoryNotFoundException, e.GetType().Name);
        Assert.Contains(word, e.Message);
    }

    [Fact]
    public void Parts_of_a_split_may_differ_in_classes_where_asked()
    {
        ImageDataGenerator generator = new(validationSplit: 0.5);
        Assert.Equal([[2, 3]], Labels(generator.Flow(Pictures(4), Numbers(4), shuffle: false, subset: Subset.Training, ignoreClassSplit: true)));
    }

    [Fact]
    public void Fit_learns_from_a_flow_with_augmentation_and_validates_on_folders()
    {
        // Bright pictures against dark ones, which no transformation hides.
        float[,,,] pictures = new float[40, 6, 6, 3];
        for (int i = 0; i < 40; i++)
            for (int j = 0; j < 108; j++)
                pictures[i, j / 18, j / 3 % 6, j % 3] = i % 2 == 0 ? 40 + j % 9 : 180 + j % 9;
        float[] labels = [.. Enumerable.Range(0, 40).Select(i => (float)(i % 2))];

        Keras.SetRandomSeed(1);
        Sequential model = [new Input([6, 6, 3]), new Flatten(), new Dense(8, "relu"), new Dense(1, "sigmoid")];
        model.Compile(new Adam(0.02), "binary_crossentropy", ["accuracy"]);
        ImageDataGenerator plain = new(rescale: 1 / 255.0);
        ImageFileFlow validation = plain.FlowFromDirectory(s_folders, (6, 6), classes: s_classes, classMode: ClassMode.Binary, shuffle: false);
        History history = model.Fit(Augmenting().Flow(pictures, labels, batchSize: 8, seed: 1), epochs: 25, verbose: 0, validationData: validation);

        Assert.True(history["accuracy"][^1] > 0.95, $"accuracy {history["accuracy"][^1]}");
        Assert.Equal(25, history["val_loss"].Count);
        Logs evaluated = model.Evaluate(validation, verbose: 0);
        Assert.Equal(history["val_loss"][^1], evaluated["loss"], 1e-6);
        Assert.Equal(9, model.Predict(validation).Lengths[0]);
    }

    [Fact]
    public void Fit_on_a_flow_repeats_itself_bit_for_bit_at_any_number_of_workers()
    {
        double[] Losses(int workers)
        {
            Keras.SetRandomSeed(3);
            Sequential model = [new Input([6, 6, 3]), new Flatten(), new Dense(1, "sigmoid")];
            model.Compile("sgd", "binary_crossentropy");
            ImageFlow flow = Augmenting().Flow(Pictures(12), Enumerable.Range(0, 12).Select(i => i % 2f).ToArray(), batchSize: 5, workers: workers);
            return [.. model.Fit(flow, epochs: 3, verbose: 0)["loss"]];
        }

        Assert.Equal(Losses(1), Losses(4));
    }
}
