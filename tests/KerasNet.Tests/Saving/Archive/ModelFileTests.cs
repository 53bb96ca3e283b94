using System.IO.Compression;
using System.Text;
using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Metrics;
using KerasNet.Saving;
using KerasNet.Tests.Callbacks;
using KerasNet.Tests.Training;
using KerasNet.Training;

namespace KerasNet.Tests.Saving.Archive;

public sealed class ModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kerasnet-models");

    private string File => Path.Combine(_folder.FullName, "m.keras");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_model_goes_on_training_after_it_was_saved_and_loaded()
    {
        Sequential model = Toy.Classifier();
        float[,] x = Toy.Rows(12, 4, 0.05f);
        int[] y = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
        model.Fit(x, y, epochs: 2, shuffle: false, verbose: 0);

        model.Save(File);
        Model loaded = Model.Load(File);

        Assert.IsType<Sequential>(loaded);
        Assert.Equal(model.Optimizer.Iterations.Value.GetDouble(0), loaded.Optimizer.Iterations.Value.GetDouble(0));
        Assert.Equal(model.Fit(x, y, epochs: 2, shuffle: false, verbose: 0)["loss"], loaded.Fit(x, y, epochs: 2, shuffle: false, verbose: 0)["loss"]);
        for (int i = 0; i < model.Weights.Count; i++)
            Assert.Equal(model.Weights[i].Value.AsSpan<float>().ToArray(), loaded.Weights[i].Value.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Without_compile_only_the_layers_and_weights_come_back()
    {
        Toy.Classifier().Save(File);

        Assert.False(Model.Load(File, compile: false).IsCompiled);
        Assert.True(Model.Load(File).IsCompiled);
    }

    [Fact]
    public void The_archive_is_as_Python_writes_it()
    {
        using MemoryStream first = new(), second = new();
        Model model = Toy.Classifier();
        DateTime date = new(2026, 2, 3, 4, 5, 6);

        KerasArchive.Save(model, first, date);
        KerasArchive.Save(model, second, date);

        Assert.Equal(first.ToArray(), second.ToArray());
        using ZipArchive zip = new(first);
        Assert.Equal(["metadata.json", "config.json", "model.weights.h5"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal([1980, 1980, 2026], zip.Entries.Select(entry => entry.LastWriteTime.Year));
        Assert.All(zip.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        using StreamReader metadata = new(zip.GetEntry("metadata.json")!.Open());
        Assert.Equal("""{"keras_version": "3.15.1", "date_saved": "2026-02-03@04:05:06"}""", metadata.ReadToEnd());
    }

    [Fact]
    public void An_unpacked_archive_is_loaded_too()
    {
        Model model = Toy.Classifier();
        model.Save(File);
        string unpacked = Path.Combine(_folder.FullName, "unpacked");
        ZipFile.ExtractToDirectory(File, unpacked);

        Model loaded = Model.Load(unpacked);

        Assert.Equal(model.Weights[0].Value.AsSpan<float>().ToArray(), loaded.Weights[0].Value.AsSpan<float>().ToArray());
    }

    [Fact]
    public void A_file_is_not_replaced_unless_that_is_wanted()
    {
        System.IO.File.WriteAllText(File, "mine");

        IOException e = Assert.Throws<IOException>(() => Toy.Classifier().Save(File, overwrite: false));

        Assert.Contains("overwrite: true", e.Message, StringComparison.Ordinal);
        Assert.Equal("mine", System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("m.weights.h5", "SaveWeights")]
    [InlineData("m.onnx", ".keras")]
    public void A_name_of_no_format_is_refused(string name, string advice)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Toy.Classifier().Save(Path.Combine(_folder.FullName, name)));

        Assert.Contains(advice, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_saved_leaves_the_old_file()
    {
        System.IO.File.WriteAllText(File, "old");
        Sequential model = [new Input([2]), new Dense(1, new ActivationFunction("f<>", x => x * 2))];

        Assert.Throws<ConfigException>(() => model.Save(File));

        Assert.Equal("old", System.IO.File.ReadAllText(File));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void Compile_arguments_come_back()
    {
        Model model = Toy.TwoHeads().Compile(
            "adam",
            new Dictionary<string, LossSpec?> { ["reg"] = new Huber(0.5), ["cls"] = "sparse_categorical_crossentropy" },
            new Dictionary<string, MetricSet> { ["reg"] = ["mae", new RootMeanSquaredError()], ["cls"] = ["accuracy"] },
            lossWeightsByName: new Dictionary<string, double> { ["reg"] = 0.25, ["cls"] = 1 });
        model.Save(File);

        Model loaded = Model.Load(File);

        Assert.Equal(CompileWriter.Write(model).ToJsonString(), CompileWriter.Write(loaded).ToJsonString());
        Assert.Contains("\"delta\":0.5", CompileWriter.Write(loaded).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_that_nobody_knows_are_left_out_with_a_warning()
    {
        Toy.Classifier().Save(File);
        Rewrite("config.json", text => text.Replace("\"units\": 8,", "\"units\": 8, \"new_thing\": [3],", StringComparison.Ordinal));

        using Heard heard = new();
        Model loaded = Model.Load(File);

        Assert.Equal(8, ((Dense)loaded.Layers[0]).Units);
        Assert.Contains("Dense(new_thing: [3])", Assert.Single(heard.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_of_Keras_that_change_the_result_are_not_left_out()
    {
        Toy.Classifier().Save(File);
        Rewrite("config.json", text => text.Replace("\"units\": 8,", "\"units\": 8, \"quantization_config\": {\"a\": 1},", StringComparison.Ordinal));

        Assert.Contains("Dense(quantization_config)", Assert.Throws<ModelFileException>(() => Model.Load(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_cannot_ask_for_more_memory_than_its_weights_make_likely()
    {
        Toy.Classifier().Save(File);
        Rewrite("config.json", text => text.Replace("\"units\": 8,", "\"units\": 500000000,", StringComparison.Ordinal));
        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelFileException e = Assert.Throws<ModelFileException>(() => Model.Load(File));

        Assert.Contains("far more than the file stores", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void A_chain_of_many_layers_does_not_overflow_the_stack()
    {
        const int count = 3000;
        Input input = new([1]);
        KerasTensor x = input;
        for (int i = 0; i < count; i++)
            x = x.Then(new Activation("relu"));
        Model model = new(input, x);
        string json = model.ToJson();
        Model? read = null;

        Thread narrow = new(() => read = Model.FromJson(json), maxStackSize: 256 << 10);
        narrow.Start();
        narrow.Join();

        Assert.Equal(count + 1, read!.Layers.Count);
    }

    [Fact]
    public void A_learning_rate_is_a_number_with_a_point_for_Python()
    {
        Sequential model = [new Input([1]), new Dense(1)];
        model.Compile(new KerasNet.Optimizers.SGD(1), "mse");

        Assert.Contains("\"learning_rate\": 1.0,", model.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Infinities_and_NaN_stand_bare_in_the_text_and_come_back()
    {
        Sequential model = [new Input([2]), new Rescaling(double.PositiveInfinity, double.NaN)];

        string json = model.ToJson();
        Rescaling read = (Rescaling)Model.FromJson(json).Layers[0];

        Assert.Contains("\"scale\": Infinity, \"offset\": NaN", json, StringComparison.Ordinal);
        Assert.Equal(double.PositiveInfinity, read.Scale[0]);
        Assert.True(double.IsNaN(read.Offset[0]));
    }

    [Theory]
    [InlineData("{\"a\": NaN, \"b\": tru}", "at byte 19 of 20")]
    [InlineData("[NaN]", "must be an object")]
    [InlineData("", "is empty")]
    public void A_text_that_is_no_configuration_is_refused_with_the_place(string json, string said) =>
        Assert.Contains(said, Assert.Throws<ConfigException>(() => Model.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_names_of_NaN_inside_texts_stay()
    {
        JsonElement json = ConfigText.ParseObject(Encoding.UTF8.GetBytes("""{"a": "NaN \" Infinity", "b": -Infinity}"""), "text");

        Assert.Equal("NaN \" Infinity", json.GetProperty("a").GetString());
        Assert.Equal("-Infinity", json.GetProperty("b").GetString());
    }

    private void Rewrite(string member, Func<string, string> edit)
    {
        using ZipArchive zip = ZipFile.Open(File, ZipArchiveMode.Update);
        string text;
        using (StreamReader reader = new(zip.GetEntry(member)!.Open()))
            text = edit(reader.ReadToEnd());
        zip.GetEntry(member)!.Delete();
        using StreamWriter writer = new(zip.CreateEntry(member).Open());
        writer.Write(text);
    }
}
