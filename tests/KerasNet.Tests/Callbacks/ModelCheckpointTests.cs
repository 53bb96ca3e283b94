using KerasNet.Callbacks;
using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

/// <summary>What the golden state machines do not show of ModelCheckpoint.</summary>
public sealed class ModelCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasnet-checkpoint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_model_goes_on_where_the_one_in_memory_does()
    {
        Sequential model = Toy.Classifier();
        string path = Path.Combine(_folder, "{epoch}-{accuracy:.1f}.keras");
        model.Fit(Toy.Rows(12, 4, 0.1f), Toy.Labels(12), epochs: 2, verbose: 0, callbacks: [new ModelCheckpoint(path)]);

        Model loaded = Model.Load(Directory.EnumerateFiles(_folder, "2-*").Single());
        foreach (Model each in new[] { model, loaded })
            each.TrainOnBatch(Toy.Rows(12, 4, 0.1f), Toy.Labels(12));

        Assert.Equal(Toy.Flat(model), Toy.Flat(loaded));
        Assert.Equal(2, Directory.EnumerateFiles(_folder).Count());
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one()
    {
        string path = Path.Combine(_folder, "w.weights.h5");
        Sequential model = Toy.Classifier();
        model.SaveWeights(path);
        byte[] before = File.ReadAllBytes(path);
        model.Weights[0].Fill(1);

        Assert.Throws<InvalidOperationException>(() => KerasNet.Data.WholeFile.Write(path, stream =>
        {
            stream.Write(before.AsSpan(0, 10));
            throw new InvalidOperationException("The disk is full.");
        }));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void Without_validation_the_default_monitor_does_not_keep_from_saving()
    {
        using Heard heard = new();
        Toy.Line().Fit(Toy.Rows(4), Toy.Rows(4), verbose: 0, callbacks: [new ModelCheckpoint(Path.Combine(_folder, "m.keras"), saveBestOnly: true)]);

        Assert.True(File.Exists(Path.Combine(_folder, "m.keras")));
        Assert.Contains("val_loss", Assert.Single(heard.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_only_have_a_name_of_their_own()
    {
        string message = Assert.Throws<ArgumentException>(() => new ModelCheckpoint("m.keras", saveWeightsOnly: true)).Message;

        Assert.Contains(".weights.h5", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ModelCheckpoint("m.txt"));
    }

    [Fact]
    public void A_place_that_the_logs_lack_is_told_with_those_that_they_have()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            Toy.Line().Fit(Toy.Rows(4), Toy.Rows(4), verbose: 0, callbacks: [new ModelCheckpoint(Path.Combine(_folder, "{batch}.keras"))]));

        Assert.Contains("'batch'", error.Message, StringComparison.Ordinal);
        Assert.Contains("epoch, loss", error.Message, StringComparison.Ordinal);
    }
}
