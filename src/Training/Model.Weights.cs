using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using KerasNet.Data;

namespace KerasNet;

public partial class Model
{
    /// <summary>Copies of all weights, in Keras' order.</summary>
    public Tensor<float>[] GetWeights() => [.. Weights.Select(Copy)];

    /// <summary>Sets all weights, in the order of <see cref="GetWeights"/>. Numbers of another dtype are converted.</summary>
    /// <exception cref="ArgumentException">The number of arrays or a shape does not match; the message names the weight.</exception>
    public void SetWeights(IReadOnlyList<DataArray> weights)
    {
        IReadOnlyList<Variable> variables = Weights;
        if (weights.Count != variables.Count)
            throw new ArgumentException($"Model '{Name}' has {variables.Count} weights. Received {weights.Count} arrays.", nameof(weights));
        for (int i = 0; i < variables.Count; i++)
            if (!Fits(weights[i].Shape, variables[i].Shape))
                throw new ArgumentException($"Weight {i}, '{variables[i].Path}', has the shape {variables[i].Shape}. Received: {weights[i].Shape}.", nameof(weights));
        for (int i = 0; i < variables.Count; i++)
            weights[i].CopyTo(variables[i].Value);
    }

    /// <summary>Sets all weights, for example to what <see cref="GetWeights"/> of a model of the same layers gave.</summary>
    /// <exception cref="ArgumentException">The number of arrays or a shape does not match; the message names the weight.</exception>
    [OverloadResolutionPriority(-1)]
    public void SetWeights(Tensor<float>[] weights) => SetWeights([.. weights.Select(weight => (DataArray)weight)]);

    // An array always has an axis: a single number comes as an array of one.
    private static bool Fits(Shape given, Shape expected) => given == expected || (expected.Rank == 0 && given.ElementCount == 1);

    private static Tensor<float> Copy(Variable weight)
    {
        float[] values = new float[weight.Shape.ElementCount];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)weight.Value.GetDouble(i);
        return Tensor.Create(values, weight.Shape.Rank == 0 ? [1] : [.. weight.Shape.Select(dimension => (nint)dimension)]);
    }
}
