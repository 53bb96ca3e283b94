using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;
using KerasNet.Tests.Callbacks;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Saving.Weights;

/// <summary>Weights of our own models, to files and back.</summary>
public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["some", "m.weights.h5"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trained_model_goes_on_where_another_stopped()
    {
        Model first = Trained(), second = Toy.Classifier();
        first.SaveWeights(Path);

        second.LoadWeights(Path);

        Assert.Equal(first.Optimizer.Variables.Select(Values), second.Optimizer.Variables.Select(Values));
        foreach (Model model in new[] { first, second })
            model.Fit(Toy.Rows(6, 4), Toy.Labels(6), shuffle: false, verbose: 0);
        Assert.Equal(first.Weights.Select(Values), second.Weights.Select(Values));
    }

    [Fact]
    public void Equal_weights_give_equal_files()
    {
        Model model = Trained();
        model.SaveWeights(Path);
        byte[] first = File.ReadAllBytes(Path);

        model.SaveWeights(Path);

        Assert.Equal(first, File.ReadAllBytes(Path));
    }

    [Fact]
    public void What_does_not_fit_is_named_and_changes_nothing()
    {
        Small().SaveWeights(Path);
        Sequential other = [new Input([4]), new Dense(5, name: "first"), new Dense(3, useBias: false, name: "second"), new BatchNormalization(name: "third")];
        double[][] before = [.. other.Weights.Select(Values)];

        WeightsException error = Assert.Throws<WeightsException>(() => other.LoadWeights(Path));

        Assert.Equal(
            [
                "layer second: 2 weights in the file, 1 in the model (kernel) [layers/dense_1]",
                "layer third has no weights in the file [layers/batch_normalization]",
            ],
            error.Problems);
        Assert.Contains("The file has weights at: layers/dense, layers/dense_1.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Weights.Select(Values));
    }

    [Fact]
    public void Another_width_is_named_by_weight_and_shapes()
    {
        Small().SaveWeights(Path);
        Sequential other = [new Input([4]), new Dense(6, name: "wide"), new Dense(3)];

        WeightsException error = Assert.Throws<WeightsException>(() => other.LoadWeights(Path));

        Assert.Equal(
            [
                "layer wide, kernel: the file has (4, 5), the model wants (4, 6) [layers/dense/vars/0]",
                "layer wide, bias: the file has (5,), the model wants (6,) [layers/dense/vars/1]",
                $"layer {other.Layers[1].Name}, kernel: the file has (5, 3), the model wants (6, 3) [layers/dense_1/vars/0]",
            ],
            error.Problems);
    }

    [Fact]
    public void Mismatches_are_skipped_layer_by_layer_with_a_warning()
    {
        Model saved = Small();
        saved.SaveWeights(Path);
        Sequential other = [new Input([4]), new Dense(5), new Dense(2, name: "other_head")];
        double[] head = Values(other.Weights[2]);

        using Heard heard = new();
        other.LoadWeights(Path, skipMismatch: true);

        string warning = Assert.Single(heard.Warnings);
        Assert.Contains("layer other_head, kernel: the file has (5, 3), the model wants (5, 2)", warning, StringComparison.Ordinal);
        Assert.Equal(Values(saved.Weights[0]), Values(other.Weights[0]));
        Assert.Equal(head, Values(other.Weights[2]));
    }

    [Fact]
    public void An_optimizer_of_another_kind_starts_afresh_with_a_warning()
    {
        Trained().SaveWeights(Path);
        Sequential other = Toy.Classifier(optimizer: new SGD(momentum: 0.9));

        using Heard heard = new();
        other.LoadWeights(Path);

        Assert.Contains("optimizer sgd", Assert.Single(heard.Warnings), StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(Values(other.Optimizer.Iterations)));
    }

    [Fact]
    public void Named_objects_are_left_as_they_are()
    {
        Model saved = Trained(), other = Toy.Classifier();
        saved.SaveWeights(Path);
        double[][] before = [.. other.Weights.Select(Values)];

        other.LoadWeights(Path, objectsToSkip: [other.Layers[1].Name, "optimizer"]);

        Assert.Equal(saved.Weights.Take(2).Select(Values), other.Weights.Take(2).Select(Values));
        Assert.Equal(before.Skip(2), other.Weights.Skip(2).Select(Values));
        Assert.Equal(0, Assert.Single(Values(other.Optimizer.Iterations)));
        Assert.Contains("Did you mean", Assert.Throws<ArgumentException>(() => other.LoadWeights(Path, objectsToSkip: ["optimiser"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_replaced_only_where_it_may_be()
    {
        Model model = Small();
        model.SaveWeights(Path, overwrite: false);

        Assert.Contains("is there already", Assert.Throws<IOException>(() => model.SaveWeights(Path, overwrite: false)).Message, StringComparison.Ordinal);
        Assert.Single(_folder.Files());
    }

    [Theory]
    [InlineData("m.h6")]
    [InlineData("m")]
    public void Another_name_is_refused_with_those_that_tell_a_format(string name) =>
        Assert.Contains(".weights.h5", Assert.Throws<ArgumentException>(() => Small().SaveWeights(_folder[name])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_weights_yet_says_so()
    {
        Small().SaveWeights(Path);
        Sequential deferred = [new Dense(5), new Dense(3)];

        Assert.Contains("Build it first", Assert.Throws<InvalidOperationException>(() => deferred.LoadWeights(Path)).Message, StringComparison.Ordinal);
        Assert.Contains("Build it first", Assert.Throws<InvalidOperationException>(() => deferred.SaveWeights(Path)).Message, StringComparison.Ordinal);
    }

    private static Sequential Small() => [new Input([4]), new Dense(5), new Dense(3)];

    private static Sequential Trained()
    {
        Sequential model = Toy.Classifier();
        model.Fit(Toy.Rows(6, 4), Toy.Labels(6), epochs: 2, verbose: 0);
        return model;
    }

    private static double[] Values(Variable variable) => [.. Enumerable.Range(0, (int)variable.Value.Length).Select(i => variable.Value.GetDouble(i))];
}
