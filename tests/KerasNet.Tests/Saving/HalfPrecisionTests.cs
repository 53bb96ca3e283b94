using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;
using KerasNet.Tests.Callbacks;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Saving;

/// <summary>Layers that are saved in another form than they compute in: half precision, low-rank updates.</summary>
public sealed class HalfPrecisionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("float16", ElementKind.Float16, 1.0009765625f)]
    [InlineData("bfloat16", ElementKind.BFloat16, 1.0f)]
    [InlineData("mixed_bfloat16", ElementKind.Float32, 1.0012f)]
    public void Weights_are_halves_in_files_where_they_were(string policy, object kind, float stored)
    {
        Model model = Model.FromJson(Json(policy));
        model.Weights[0].Fill(1.0012f);
        using Heard heard = new();

        model.Save(_folder["m.keras"]);
        Model again = Model.Load(_folder["m.keras"]);

        Assert.Contains(policy, Assert.Single(heard.Warnings), StringComparison.Ordinal);
        Assert.Equal(stored, (float)again.Weights[0].Value.GetDouble(0));
        Assert.Contains($"\"name\": \"{policy}\"", again.ToJson(), StringComparison.Ordinal);
        model.SaveWeights(_folder["m.weights.h5"]);
        using Hdf5File file = Hdf5File.Open(_folder["m.weights.h5"]);
        Assert.Equal(kind, file.Root.Dataset("layers/dense/vars/0").Type.Kind);
    }

    [Theory]
    [InlineData(1.00390625f, 1.0f)]
    [InlineData(1.01171875f, 1.015625f)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    public void Halves_are_rounded_to_the_nearest_even(float number, float expected)
    {
        Model model = Model.FromJson(Json("bfloat16"));
        model.Weights[0].Fill(number);
        model.SaveWeights(_folder["m.weights.h5"]);

        model.LoadWeights(_folder["m.weights.h5"]);

        Assert.Equal(expected, (float)model.Weights[0].Value.GetDouble(0));
    }

    [Fact]
    public void Low_rank_updates_are_saved_in_the_weight()
    {
        Sequential model = [new Input([3]), new Dense(2, loraRank: 1, loraAlpha: 4)];
        foreach (Variable weight in model.Weights)
            weight.Fill(0.5);
        float[] before = [.. model.Predict(new float[,] { { 1, 2, 3 } })];

        model.Save(_folder["m.keras"]);
        model.LoadWeights(Weights(model));
        Model again = Model.Load(_folder["m.keras"]);

        // 0.5 + 4 · 0.5 · 0.5
        Assert.Equal(1.5, again.Weights[0].Value.GetDouble(0));
        Assert.Equal(before, again.Predict(new float[,] { { 1, 2, 3 } }));
        Assert.Equal(before, model.Predict(new float[,] { { 1, 2, 3 } }));
    }

    private string Weights(Model model)
    {
        model.SaveWeights(_folder["m.weights.h5"]);
        return _folder["m.weights.h5"];
    }

    private static string Json(string policy) =>
        """
        {"class_name": "Sequential", "config": {"name": "s", "layers": [
          {"class_name": "InputLayer", "config": {"batch_shape": [null, 2], "dtype": "float32", "name": "x"}},
          {"class_name": "Dense", "config": {"name": "d", "units": 2, "dtype": {"class_name": "DTypePolicy", "config": {"name": "POLICY"}}}}]}}
        """.Replace("POLICY", policy, StringComparison.Ordinal);
}
