namespace KerasNet.Layers;

/// <summary>The arithmetic of long short-term memory, the same for vectors and for images.</summary>
internal static class GatedMemory
{
    /// <summary>The gates, side by side along the last axis: i, f, c̃, o.</summary>
    internal const int Gates = 4;

    /// <summary>From the sums of the four gates and the cell state to the output and the new states.</summary>
    internal static (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor sums, KerasTensor memory, ActivationFunction activation, ActivationFunction recurrentActivation)
    {
        KerasTensor[] gates = Ops.Split(sums, Gates, -1);
        KerasTensor c = recurrentActivation.Call(gates[1]) * memory + recurrentActivation.Call(gates[0]) * activation.Call(gates[2]);
        KerasTensor h = recurrentActivation.Call(gates[3]) * activation.Call(c);
        return (h, [h, c]);
    }
}

/// <summary>A bias whose second of four parts, that of the forget gate, is 1; the others are as another initializer makes them.</summary>
/// <param name="others">Makes each of the other parts.</param>
internal sealed class ForgetGateOfOnes(Initializer others) : Initializer
{
    /// <inheritdoc/>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32)
    {
        int part = shape[0] / GatedMemory.Gates;
        TensorData bias = new(shape, dtype);

        // As in Keras the input gate is drawn by itself and the last two gates together.
        Fill(0, others.Initialize([part], dtype));
        Fill(part, new Ones().Initialize([part], dtype));
        Fill(2 * part, others.Initialize([2 * part], dtype));
        return bias;

        void Fill(int start, TensorData values)
        {
            for (int i = 0; i < values.Length; i++)
                bias.SetDouble(start + i, values.GetDouble(i));
        }
    }
}
