using KerasNet.Layers;

namespace KerasNet.Tests.Data.Folders;

public sealed class ImageDatasetTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ImageDataset Read(
        int? batchSize = 4, bool shuffle = false, int? seed = null, LabelMode labelMode = LabelMode.Int, OnError onError = OnError.Fail, int? workers = null,
        string? path = null) =>
        ImageDataset.FromDirectory(
            path ?? _folder.Path, labelMode, batchSize: batchSize, imageSize: (2, 2), shuffle: shuffle, seed: seed, onError: onError, workers: workers);

    [Fact]
    public void Folders_are_classes_and_the_last_batch_is_short()
    {
        ImageDataset pictures = Read();
        Assert.Equal(["a", "b"], pictures.ClassNames);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], pictures.Labels);
        Assert.Equal(_folder.Path + "/a/00.png", pictures.Files[0]);
        Assert.Equal(3, pictures.Count);
        Assert.Equal("0 2 4 6 | 8 1 3 5 | 7 9", PictureFolder.Numbers(pictures));
        Assert.Equal([0, 1, 1, 1], pictures.ElementAt(1).Targets![0].AsSpan<int>().ToArray());
    }

    [Fact]
    public void Labels_come_as_they_are_asked_for()
    {
        Assert.Equal([0f, 1, 1, 1], Read(labelMode: LabelMode.Binary).ElementAt(1).Targets![0].AsSpan<float>().ToArray());
        Assert.Equal([1f, 0, 0, 1, 0, 1, 0, 1], Read(labelMode: LabelMode.Categorical).ElementAt(1).Targets![0].AsSpan<float>().ToArray());
        Assert.Equal("(4, 1)", Read(labelMode: LabelMode.Binary).First().Targets![0].Shape.ToString());
        Assert.Null(Read(labelMode: LabelMode.None).First().Targets);
    }

    [Fact]
    public void Single_pictures_can_be_shuffled_and_batched()
    {
        ImageDataset singles = Read(batchSize: null);
        Assert.Equal(10, singles.Count);
        Assert.Equal("(1, 2, 2, 3)", singles.First().Inputs[0].Shape.ToString());
        Dataset<DataBatch> batches = singles.Batch(8);
        Assert.Equal(2, batches.Count);
        Assert.Equal("0 2 4 6 8 1 3 5 | 7 9", PictureFolder.Numbers(batches));
    }

    [Fact]
    public void Order_and_pixels_depend_on_the_seed_and_the_walk_alone()
    {
        string[] Walks(int workers, int seed)
        {
            ImageDataset pictures = Read(shuffle: true, seed: seed, workers: workers);
            return [PictureFolder.Numbers(pictures), PictureFolder.Numbers(pictures)];
        }

        string[] one = Walks(1, 7);
        Assert.Equal(one, Walks(2, 7));
        Assert.Equal(one, Walks(4, 7));
        Assert.NotEqual(one[0], one[1]);
        Assert.NotEqual(one, Walks(1, 8));
    }

    [Fact]
    public void Parts_of_one_seed_do_not_overlap_and_the_validation_part_keeps_its_order()
    {
        (ImageDataset training, ImageDataset validation) = ImageDataset.SplitFromDirectory(_folder.Path, 0.3, seed: 5, imageSize: (2, 2));
        Assert.Equal(10, training.Files.Concat(validation.Files).Distinct().Count());
        Assert.Equal(3, validation.Files.Count);
        ImageDataset alone = ImageDataset.FromDirectory(_folder.Path, imageSize: (2, 2), seed: 5, validationSplit: 0.3, subset: Subset.Validation);
        Assert.Equal(validation.Files, alone.Files);
        Assert.Equal(PictureFolder.Numbers(validation), PictureFolder.Numbers(alone));
        Assert.Equal(PictureFolder.Numbers(validation), PictureFolder.Numbers(validation));
    }

    [Fact]
    public void A_zip_is_a_folder()
    {
        string zip = _folder.Zip();
        ImageDataset pictures = Read(path: zip, shuffle: true, seed: 3);
        Assert.Equal(PictureFolder.Numbers(Read(shuffle: true, seed: 3)), PictureFolder.Numbers(pictures));
        Assert.Equal(["a", "b"], pictures.ClassNames);
        Assert.StartsWith(zip + "/", pictures.Files[0]);
        Assert.Equal("0 2 4 6 | 8", PictureFolder.Numbers(Read(path: zip + "/a", labelMode: LabelMode.None)));
        Assert.Throws<DirectoryNotFoundException>(() => Read(path: zip + "/c"));
    }

    [Fact]
    public void A_corrupt_file_ends_the_walk_with_its_path()
    {
        string path = _folder.Write("a/05.png", [1, 2, 3]);
        Assert.Equal(path, Assert.Throws<ImageFormatException>(() => PictureFolder.Numbers(Read())).Path);
    }

    [Fact]
    public void Corrupt_files_are_left_out_and_listed()
    {
        string path = _folder.Write("a/05.png", [1, 2, 3]);
        ImageDataset pictures = Read(onError: OnError.Skip);
        Assert.Null(pictures.Count);
        Assert.Equal("0 2 4 6 | 8 1 3 5 | 7 9", PictureFolder.Numbers(pictures));
        Assert.Equal("0 2 4 6 | 8 1 3 5 | 7 9", PictureFolder.Numbers(pictures));
        Assert.Equal(path, Assert.Single(pictures.SkippedFiles).Path);
        Assert.Equal(3, pictures.Count);
    }

    [Fact]
    public void A_zip_that_is_none_is_refused_with_its_path()
    {
        string path = _folder.Write("no.zip", [1, 2, 3]);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Read(path: path)).Message);
    }

    [Fact]
    public void Links_are_followed_only_if_asked_for_and_never_in_a_circle()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "again"), Path.Combine(_folder.Path, "b"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "b", "top"), _folder.Path);
        Assert.Equal(10, Read().Files.Count);
        ImageDataset followed = ImageDataset.FromDirectory(_folder.Path, followLinks: true, imageSize: (2, 2));
        Assert.InRange(followed.Files.Count, 15, 60);
    }

    [Fact]
    public void Pictures_are_cropped_or_padded_to_proportions()
    {
        _folder.Write("wide/w.png", new Image(4, 2, 1, [10, 20, 30, 40, 10, 20, 30, 40]).Encode());
        DataBatch One(bool crop, bool pad) => ImageDataset.FromDirectory(
            Path.Combine(_folder.Path, "wide"), LabelMode.None, colorMode: ColorMode.Grayscale, imageSize: (2, 2), cropToAspectRatio: crop, padToAspectRatio: pad,
            interpolation: "area").Single();
        Assert.Equal([15f, 35, 15, 35], One(false, false).Inputs[0].AsSpan<float>().ToArray());
        Assert.Equal([20f, 30, 20, 30], One(true, false).Inputs[0].AsSpan<float>().ToArray());
        Assert.Equal([7.5f, 17.5f, 7.5f, 17.5f], One(false, true).Inputs[0].AsSpan<float>().ToArray());
    }

    [Fact]
    public void A_model_learns_from_a_folder()
    {
        Sequential model = [new Rescaling(0.1), new Flatten(), new Dense(1, "sigmoid")];
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        ImageDataset pictures = Read(shuffle: true, seed: 1, labelMode: LabelMode.Binary);
        Assert.Equal(2, model.Fit(pictures.Prefetch(), epochs: 2, verbose: 0, validationData: Read(labelMode: LabelMode.Binary))["val_loss"].Count);
        Assert.Equal(10, model.Predict(Read(labelMode: LabelMode.None)).Lengths[0]);
    }

    [Fact]
    public void Nothing_to_read_is_an_error()
    {
        Assert.Throws<DirectoryNotFoundException>(() => Read(path: Path.Combine(_folder.Path, "nowhere")));
        Assert.Contains("sub-folders", Assert.Throws<ArgumentException>(() => Read(path: Path.Combine(_folder.Path, "a"))).Message);
        Assert.Contains("'c'", Assert.Throws<ArgumentException>(() => ImageDataset.FromDirectory(_folder.Path, classNames: ["a", "c"])).Message);
        Assert.Throws<ArgumentException>(() => ImageDataset.FromDirectory(_folder.Path, validationSplit: 0.5, shuffle: false));
        Assert.Throws<ArgumentException>(() => ImageDataset.FromDirectory(_folder.Path, cropToAspectRatio: true, padToAspectRatio: true));
    }

    [Fact]
    public void A_folder_in_which_no_file_is_a_picture_is_an_error_also_where_files_may_be_left_out()
    {
        using PictureFolder folder = new(0);
        folder.Write("a/0.png", [1, 2, 3]);
        folder.Write("b/1.png", [4]);
        ImageDataset dataset = ImageDataset.FromDirectory(folder.Path, imageSize: (3, 4), onError: OnError.Skip);

        ImageFormatException error = Assert.Throws<ImageFormatException>(() => dataset.Count());
        Assert.Contains("none of the 2 files", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, dataset.SkippedFiles.Count);
    }
}
