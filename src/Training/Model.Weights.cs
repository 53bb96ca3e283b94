using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet;

public partial class Model
{
    /// <summary>Copies of all weights, in Keras' order.</summary>
    public Tensor<float>[] GetWeights() =>
        [.. Weights.Select(weight => Tensor.Create(weight.Value.AsSpan<float>().ToArray(), [.. weight.Shape.Select(dimension => (nint)dimension)]))];

    /// <summary>Sets all weights, in the order of <see cref="GetWeights"/>.</summary>
    /// <exception cref="ArgumentException">The number of arrays or a shape does not match; the message names the weight.</exception>
    public void SetWeights(IReadOnlyList<DataArray> weights)
    {
        IReadOnlyList<Variable> variables = Weights;
        if (weights.Count != variables.Count)
            throw new ArgumentException($"Model '{Name}' has {variables.Count} weights. Received {weights.Count} arrays.", nameof(weights));
        for (int i = 0; i < variables.Count; i++)
            if (weights[i].Shape != variables[i].Shape || weights[i].DType != variables[i].DType)
                throw new ArgumentException($"Weight {i}, '{variables[i].Path}', has the shape {variables[i].Shape} ({variables[i].DType.KerasName()}). Received: {weights[i].Shape} ({weights[i].DType.KerasName()}).", nameof(weights));
        for (int i = 0; i < variables.Count; i++)
            weights[i].Bytes.CopyTo(variables[i].Value.AsBytes());
    }
}
