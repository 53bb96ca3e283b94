using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Saving;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Saving.Archive;

public sealed class CustomObjectsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_marked_class_is_saved_and_found_without_registration()
    {
        Sequential model = [new Input([3]), new Shifted(1.5)];
        model.Save(_file);

        Shifted read = Assert.IsType<Shifted>(Model.Load(_file).Layers[0]);

        Assert.Equal(1.5, read.By);
        Assert.Contains("\"registered_name\": \"Tests>Shift\"", model.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"module\": null, \"class_name\": \"Shifted\"", model.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_found_by_the_names_they_are_given_for_one_file()
    {
        CustomObjects given = new()
        {
            { "Tests>double", x => x * 2 },
            { "Tests>far", (yTrue, yPred) => Ops.Mean(Ops.Abs(yTrue - yPred), [-1]) },
        };
        Model model = Model.FromJson(
            """
            {"module": "keras", "class_name": "Sequential", "registered_name": null, "build_config": {"input_shape": [null, 1]}, "config": {"name": "s", "layers": [
              {"module": "keras.layers", "class_name": "Dense", "registered_name": null, "config": {"name": "d", "units": 1, "use_bias": false, "kernel_initializer": "ones",
               "activation": {"module": "builtins", "class_name": "function", "config": "Tests>double", "registered_name": "function"}}}]},
             "compile_config": {"optimizer": "sgd", "metrics": [{"module": "builtins", "class_name": "function", "config": "Tests>far", "registered_name": "function"}],
               "loss": {"module": "builtins", "class_name": "function", "config": "Tests>far", "registered_name": "function"}}}
            """,
            given);
        model.Save(_file);

        Model loaded = Model.Load(_file, customObjects: given);

        Assert.Equal(6, loaded.Predict(new float[,] { { 3 } })[0, 0]);
        Assert.Equal(4, loaded.Evaluate(new float[,] { { 3 } }, new float[,] { { 2 } }, verbose: 0)["loss"]);
        ModelFileException e = Assert.Throws<ModelFileException>(() => Model.Load(_file));
        Assert.Contains("customObjects: new() { { \"Tests>double\", x => … } }", e.Message, StringComparison.Ordinal);
        Assert.Contains("layer 2 ('d')", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registered_class_wins_over_none_and_only_for_its_kind()
    {
        CustomObjects.Register<Largest>("Tests>Largest");
        Sequential model = Toy.Line();
        model.Compile("sgd", new Largest());
        model.Save(_file);

        Assert.Contains("Tests>Largest", Model.Load(_file).ToJson(), StringComparison.Ordinal);
        Assert.Null(CustomObjects.FindType("Tests>Largest", typeof(Layer)));
    }

    [Fact]
    public void A_class_of_a_package_is_never_taken_for_one_of_Keras()
    {
        UnsupportedConfigException e = Assert.Throws<UnsupportedConfigException>(() => Model.FromJson(
            """{"class_name": "Sequential", "config": {"layers": [{"module": null, "class_name": "Dense", "config": {"units": 1}, "registered_name": "Other>Dense"}]}}"""));

        Assert.Contains("custom layer Other>Dense is not registered", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_classes_that_files_hold_can_be_given() =>
        Assert.Contains("Layer", Assert.Throws<ArgumentException>(() => new CustomObjects { { "Tests>Text", typeof(string) } }).Message, StringComparison.Ordinal);

    /// <summary>The largest difference of a sample.</summary>
    public sealed class Largest : Loss
    {
        public override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Max(Ops.Abs(yTrue - yPred), [-1]);
    }

    [KerasSerializable("Tests", "Shift")]
    public sealed class Shifted(double by = 0, string? name = null) : Layer(name)
    {
        public double By { get; } = by;

        protected override KerasTensor Call(KerasTensor input, CallContext context) => input + By;
    }
}
