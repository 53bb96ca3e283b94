using System.Text.Json;
using KerasNet.Goldens;
using KerasNet.Layers;

namespace KerasNet.Tests.Layers.Recurrent;

/// <summary>Single cases of what real Keras wrote about recurrent layers.</summary>
internal static class KerasVectors
{
    /// <summary>The case of this name.</summary>
    internal static JsonElement Case(string name) =>
        GoldenFolder.Find().Cases("layers_recurrent").Where(golden => golden.Name == name).Select(golden => golden.Json.Clone()).First();

    /// <summary>An array of a case.</summary>
    internal static TensorData Data(JsonElement array) => GoldenArray.From(array).ToTensor();

    /// <summary>Sets the weights of a layer to those of a case, in order.</summary>
    internal static void SetWeights(Layer layer, JsonElement golden)
    {
        JsonElement[] weights = [.. golden.GetProperty("weights").EnumerateArray()];
        Assert.Equal(weights.Length, layer.Weights.Count);
        for (int i = 0; i < weights.Length; i++)
            layer.Weights[i].Value = Data(weights[i].GetProperty("array"));
    }

    /// <summary>Compares numbers one by one.</summary>
    internal static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> got, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Count, got.Count);
        for (int i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - got[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"Number {i} is {got[i]}, expected {expected[i]}.");
    }
}
