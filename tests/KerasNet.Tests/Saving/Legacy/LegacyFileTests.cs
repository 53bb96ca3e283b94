using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;
using KerasNet.Saving.Legacy;
using KerasNet.Tests.Callbacks;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Saving.Legacy;

/// <summary>Models and weights in <c>.h5</c> files.</summary>
public sealed class LegacyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["m.h5"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_model_goes_on_where_it_stopped()
    {
        Model first = Toy.Classifier();
        first.Fit(Toy.Rows(6, 4), Toy.Labels(6), shuffle: false, verbose: 0);
        first.Save(Path);

        Model second = Model.Load(Path);

        foreach (Model model in new[] { first, second })
            model.Fit(Toy.Rows(6, 4), Toy.Labels(6), shuffle: false, verbose: 0);
        Assert.Equal(first.Weights.Select(Values), second.Weights.Select(Values));
    }

    [Fact]
    public void A_model_in_a_model_is_one_layer_of_the_file()
    {
        Sequential inner = new([new Input([3]), new BatchNormalization(name: "norm"), new Dense(2, name: "dense")], "inner") { Trainable = false };
        Input x = new([3], name: "x");
        Model model = new(x, x.Then(inner).Then(new Dense(1, name: "head")), "outer");
        model.Save(Path);

        using Hdf5File file = Hdf5File.Open(Path);
        Hdf5Group group = file.Root.Group("model_weights/inner");
        Assert.Equal(
            ["inner/norm/gamma", "inner/norm/beta", "inner/norm/moving_mean", "inner/norm/moving_variance", "inner/dense/kernel", "inner/dense/bias"],
            group.Attributes["weight_names"].ReadTexts());
        Assert.Equal(["head/kernel", "head/bias"], file.Root.Group("model_weights/head").Attributes["weight_names"].ReadTexts());
        Assert.Equal(model.Weights.Select(Values), Model.Load(Path).Weights.Select(Values));
    }

    [Fact]
    public void Weights_are_found_by_order_or_by_name()
    {
        Sequential saved = [new Input([2]), new Dense(2, name: "a"), new Dense(2, name: "b")];
        saved.Save(Path);
        Sequential ordered = [new Input([2]), new Dense(2, name: "one"), new Dense(2, name: "two")];
        Sequential named = [new Input([2]), new Dense(2, name: "b"), new Dense(2, name: "other"), new Dense(5)];
        double[] before = Values(named.Weights[2]);

        ordered.LoadWeights(Path);
        named.LoadWeights(Path, byName: true);

        Assert.Equal(saved.Weights.Select(Values), ordered.Weights.Select(Values));
        Assert.Equal(Values(saved.Weights[2]), Values(named.Weights[0]));
        Assert.Equal(before, Values(named.Weights[2]));
        string error = Assert.Throws<WeightsException>(() => named.LoadWeights(Path)).Message;
        Assert.Contains("the file has weights of 2 layers, the model has 3 layers with weights", error, StringComparison.Ordinal);
    }

    [Fact]
    public void By_name_needs_a_file_with_names()
    {
        Sequential model = [new Input([2]), new Dense(2)];
        string path = _folder["m.weights.h5"];
        model.SaveWeights(path);

        Assert.Contains("not by names", Assert.Throws<ArgumentException>(() => model.LoadWeights(path, byName: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lists_of_names_are_split_and_put_together()
    {
        string[] names = [.. Enumerable.Range(0, 900).Select(i => $"{i}_{new string('n', 100)}")];
        NewGroup root = new();
        NameLists.Write(root, "layer_names", names);
        NameLists.Write(root, "none", []);
        using MemoryStream stream = new();
        Hdf5Writer.Write(stream, root);

        using Hdf5File file = Hdf5File.Read(stream.ToArray(), "names");
        Assert.Equal(["layer_names0", "layer_names1", "none"], file.Root.Attributes.All.Select(attribute => attribute.Name));
        Assert.Equal(names, NameLists.Read(file.Root, "layer_names"));
        Assert.Empty(NameLists.Read(file.Root, "none"));
    }

    [Theory]
    [InlineData(new[] { "Adam/iter:0", "Adam/d/kernel/m:0", "Adam/d/bias/m:0", "Adam/d/kernel/v:0", "Adam/d/bias/v:0" }, new[] { 1, 3, 2, 4 })]
    [InlineData(new[] { "iteration:0", "Adam/m/d/kernel:0", "Adam/v/d/kernel:0", "Adam/m/d/bias:0", "Adam/v/d/bias:0" }, new[] { 1, 2, 3, 4 })]
    public void Slots_come_by_weight_or_by_kind(string[] names, int[] places)
    {
        Sequential model = [new Input([3]), new Dense(3, kernelInitializer: "zeros", name: "d")];
        model.Compile(new Adam(), "mse");
        model.Optimizer.Build(model.TrainableWeights);
        NewGroup root = new();
        for (int i = 0; i < names.Length; i++)
            root.Dataset($"{i}", NewArray.Of(Filled(i == 0 ? Shape.Scalar : names[i].Contains("kernel", StringComparison.Ordinal) ? [3, 3] : [3], i)));
        using MemoryStream stream = new();
        Hdf5Writer.Write(stream, root);
        using Hdf5File file = Hdf5File.Read(stream.ToArray(), "slots");

        var pairs = LegacyOptimizer.Pair(model.Optimizer, [.. names.Select((_, i) => new Hdf5Array(file.Root, $"{i}"))], names);
        foreach ((Variable variable, StoredArray array) in Assert.IsAssignableFrom<IReadOnlyList<(Variable, StoredArray)>>(pairs))
            array.CopyTo(variable.Value);

        // Ours: iteration, learning rate, then both slots of each weight.
        Assert.Equal([0.0, .. places.Select(place => (double)place)], model.Optimizer.Variables.Where(v => v != model.Optimizer.LearningRateVariable).Select(v => v.Value.GetDouble(0)));
    }

    [Fact]
    public void State_of_another_optimizer_is_left_with_a_warning()
    {
        Sequential model = [new Input([2]), new Dense(2)];
        model.Compile(new SGD(0.1, momentum: 0.9), "mse");
        model.Optimizer.Build(model.TrainableWeights);
        model.Save(Path);
        byte[] bytes = File.ReadAllBytes(Path);
        "\"momentum\": 0.0"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("\"momentum\": 0.9"u8)));
        File.WriteAllBytes(Path, bytes);

        using Heard heard = new();
        Model.Load(Path);

        Assert.Contains("starts afresh", Assert.Single(heard.Warnings), StringComparison.Ordinal);
    }

    private static TensorData Filled(Shape shape, double value)
    {
        TensorData data = new(shape, DType.Float32);
        for (long i = 0; i < data.Length; i++)
            data.SetDouble(i, value);
        return data;
    }

    private static double[] Values(Variable variable) => [.. Enumerable.Range(0, (int)variable.Value.Length).Select(i => variable.Value.GetDouble(i))];
}
