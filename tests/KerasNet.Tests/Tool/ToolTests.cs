using System.Globalization;
using System.Numerics.Tensors;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Examples;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Tool;

/// <summary>The tool as its user runs it: the built program, files, what it prints, exit codes.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Sequential _model = Model();
    private readonly string _file;

    public ToolTests() => _model.Save(_file = _folder["m.keras"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_shows_layers_weights_and_what_the_model_is_compiled_with()
    {
        Set(2, -1, 0, 3);
        _model.Save(_file);
        ExampleProcess run = Keras("inspect", _file, "--plot", _folder["m.svg"]);
        Assert.Equal(("", 0), (run.Errors, run.Status));
        string[] lines = Lines(run);
        Assert.Contains(lines, line => line.Contains("hidden (Dense)", StringComparison.Ordinal) && line.Contains("(None, 3)", StringComparison.Ordinal));
        Assert.Contains(lines, line => Cells(line).SequenceEqual(["out: kernel", "layers/dense_1/vars/0", "(3, 1)", "float32", "-1", "3", "0.6667", "1.7", "33.3%"]));
        Assert.Contains(lines, line => Cells(line).SequenceEqual(["optimizer", "Adam"]));
        Assert.Contains(lines, line => Cells(line).SequenceEqual(["loss", "mse"]));
        Assert.DoesNotContain("optimizer/vars", run.Output, StringComparison.Ordinal);
        Assert.Contains("optimizer/vars/1", Keras("inspect", _file, "--optimizer").Output, StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(_folder["m.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_lists_weights_without_their_model()
    {
        string custom = _folder["custom.keras"];
        ExampleProcess run;
        Set(2, -1, 0, 3);
        foreach (string name in (string[])["m.weights.h5", "m.weights.json", "m.safetensors", "m.npz"])
        {
            Assert.Equal(0, Keras("convert", Saved(), _folder[name]).Status);
            run = Keras("inspect", _folder[name]);
            Assert.Equal(0, run.Status);
            Assert.Contains(Lines(run), line => Cells(line) is ["layers/dense_1/vars/0", "(3, 1)", _, "-1", "3", ..]);
        }

        // A class that only its writer has: the tool says which, and shows the weights all the same.
        new Sequential([new Input([2]), new Scale()]).Save(custom);
        run = Keras("inspect", custom);
        Assert.Equal(2, run.Status);
        Assert.Contains("Scale", run.Errors, StringComparison.Ordinal);
        Assert.Contains(Lines(run), line => Cells(line) is ["layers/scale/vars/0", "(2,)", _, "1", "1", ..]);
    }

    [Fact]
    public void Diff_tells_by_its_exit_code_and_names_the_place()
    {
        Assert.Equal((0, "", ""), Seen(Keras("diff", _file, _file)));

        string other = _folder["other.keras"];
        Set(1, 0, 0, 0);
        _model.Save(_file);
        Set(1, 0, 0.25f, 0);
        _model.Save(other);
        ExampleProcess run = Keras("diff", _file, other);
        Assert.Equal(1, run.Status);
        Assert.Contains(Lines(run), line => Cells(line).SequenceEqual(["layers/dense/vars/1", "(3,) float32", "(3,) float32", "0.25"]));
        Assert.Equal(0, Keras("diff", _file, other, "--tolerance", "0.25").Status);

        Sequential wider = [new Input([2], name: "x"), new Dense(4, "relu", name: "hidden"), new Dense(1, name: "out")];
        wider.Save(other);
        run = Keras("diff", _file, other, "--no-optimizer");
        Assert.Equal(1, run.Status);
        Assert.Contains(Lines(run), line => Cells(line) is [var path, "3", "4"] && path.EndsWith("layers[hidden].config.units", StringComparison.Ordinal));
    }

    [Fact]
    public void Mistakes_are_one_line_and_another_exit_code_than_a_difference()
    {
        string broken = _folder.Write("no.keras", "no zip"u8.ToArray());
        foreach (string[] mistake in (string[][])[["diff", _file, _folder["missing.keras"]], ["inspect", broken], ["convert", _file, _folder["m.unknown"]]])
        {
            ExampleProcess run = Keras(mistake);
            Assert.Equal(2, run.Status);
            Assert.StartsWith("keras: ", run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(2, Keras("diff", _file).Status);
        Assert.Equal(0, Keras("--help").Status);
    }

    [Fact]
    public void Convert_takes_a_model_apart_and_together_again()
    {
        string weights = _folder["m.weights.h5"], config = _folder["m.json"], again = _folder["again.keras"];
        Assert.Equal(0, Keras("convert", _file, weights).Status);
        Assert.Equal(0, Keras("convert", _file, config).Status);
        Assert.Contains("--model", Keras("convert", weights, again).Errors, StringComparison.Ordinal);
        Assert.Equal(0, Keras("convert", weights, again, "--model", config).Status);
        Assert.Equal((0, "", ""), Seen(Keras("diff", _file, again)));

        byte[] before = File.ReadAllBytes(again);
        Assert.Contains("--force", Keras("convert", weights, again, "--model", config).Errors, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(again));
        Assert.Equal(0, Keras("convert", weights, again, "--model", config, "--force").Status);
    }

    [Fact]
    public void Predict_reads_and_writes_arrays()
    {
        float[,] x = { { 1, 2 }, { -1, 0.5f }, { 0, 3 } };
        float[] expected = new float[3];
        _model.Predict(x).FlattenTo(expected);

        NpyFile.Save(_folder["x.npy"], x);
        NpzFile.Save(_folder["x.npz"], new Dictionary<string, DataArray> { ["other"] = new float[1], ["x"] = x });
        File.WriteAllText(_folder["x.csv"], "a,b\n1,2\n-1,0.5\n0,3\n");
        foreach (string input in (string[])["x.npy", "x.npz", "x.csv"])
        {
            ExampleProcess run = Keras("predict", _file, "--input", _folder[input], "--output", _folder["y.npz"]);
            Assert.Equal((0, "", ""), Seen(run));
            Assert.Equal(expected, NpzFile.Load(_folder["y.npz"], "out").AsSpan<float>().ToArray());
        }

        Keras("predict", _file, "--input", _folder["x.npy"], "--output", _folder["y.csv"]);
        Assert.Equal(expected, File.ReadLines(_folder["y.csv"]).Select(line => float.Parse(line, CultureInfo.InvariantCulture)));
        Assert.Contains("out: (3, 1)", Keras("predict", _file, "--input", _folder["x.npy"]).Output, StringComparison.Ordinal);

        File.WriteAllText(_folder["x.csv"], "1,2\n3\n");
        Assert.Contains("line 2: expected 2 numbers", Keras("predict", _file, "--input", _folder["x.csv"]).Errors, StringComparison.Ordinal);
        NpzFile.Save(_folder["x.npz"], new Dictionary<string, DataArray> { ["a"] = x, ["b"] = x });
        string errors = Keras("predict", _file, "--input", _folder["x.npz"]).Errors;
        Assert.Contains("The model has the inputs x. The file has the arrays a, b", errors, StringComparison.Ordinal);
    }

    /// <summary>Sets one of the model's weights.</summary>
    private void Set(int weight, params float[] values)
    {
        Tensor<float>[] weights = _model.GetWeights();
        weights[weight] = Tensor.Create(values, weights[weight].Lengths);
        _model.SetWeights(weights);
    }

    /// <summary>The model's file, with its weights of now.</summary>
    private string Saved()
    {
        _model.Save(_file);
        return _file;
    }

    private static Sequential Model()
    {
        Sequential model = [new Input([2], name: "x"), new Dense(3, "relu", name: "hidden"), new Dense(1, name: "out")];
        model.Compile(new Adam(0.01), "mse", ["mae"]);
        model.Fit(Toy.Rows(8, 2, 0.1f), Toy.Rows(8, 1, 0.1f), verbose: 0);
        return model;
    }

    private static ExampleProcess Keras(params string[] arguments) => ExampleProcess.RunBuilt("keras.dll", arguments);

    private static (int Status, string Output, string Errors) Seen(ExampleProcess run) => (run.Status, run.Output, run.Errors);

    private static string[] Lines(ExampleProcess run) => run.Output.Split('\n');

    /// <summary>The cells of a line of a table.</summary>
    private static string[] Cells(string line) => [.. line.Trim().Trim('│', '|').Split('│', '|').Select(cell => cell.Trim())];

    [KerasSerializable("ToolTests")]
    private sealed class Scale : Layer
    {
        private Variable _factor = null!;

        protected override void Build(Shape inputShape) => _factor = AddWeight("factor", [inputShape[^1]], new Ones());

        protected override KerasTensor Call(KerasTensor input, CallContext context) => input * _factor;
    }
}
