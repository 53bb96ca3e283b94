using System.Text.Json;
using KerasNet.Optimizers;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>
/// Layers that were saved under a policy of half precision. Here they compute in float32, which is at least as exact, and are saved again under their policy's
/// name, so that nothing is lost on the way back to Python.
/// </summary>
internal static class HalfPrecision
{
    private const string BFloat16 = "bfloat16";
    private const string Float16 = "float16";

    private static readonly string[] s_policies = [Float16, BFloat16, $"mixed_{Float16}", $"mixed_{BFloat16}"];

    /// <summary>Under this policy compiling a model scales its loss.</summary>
    private const string ScalesLoss = "mixed_float16";

    // Its name is in no configuration, so it must not depend on how many of them were made before.
    private const string ScalerName = "loss_scale_optimizer";

    /// <summary>The optimizer that a model of this policy is trained with, whose state is in the file: around the one that it was compiled with.</summary>
    internal static Optimizer Scaled(Optimizer optimizer, Model model) =>
        model.Policy == ScalesLoss && optimizer is not LossScaleOptimizer ? new LossScaleOptimizer(optimizer, name: ScalerName) : optimizer;

    /// <summary>The optimizer that such a model was compiled with.</summary>
    internal static Optimizer Given(Optimizer optimizer, Model model) =>
        model.Policy == ScalesLoss && optimizer is LossScaleOptimizer scaled ? scaled.InnerOptimizer : optimizer;

    /// <summary>The policy of half precision that a configuration's <c>dtype</c> names; null for any other.</summary>
    internal static string? PolicyOf(JsonElement json)
    {
        JsonElement? name = json.Member("class_name") is { } className && (className.ValueEquals("DTypePolicy") || className.ValueEquals("Policy"))
            ? json.Member("config")?.Member("name")
            : json;
        return name is { ValueKind: JsonValueKind.String } text && s_policies.Contains(text.GetString()) ? text.GetString() : null;
    }

    /// <summary>A layer's weights as a file keeps them: in halves under a policy whose weights are halves.</summary>
    /// <param name="owner">The layer; or an optimizer, whose state is as exact as it is computed.</param>
    /// <param name="value">The numbers of a weight.</param>
    internal static NewDataset Stored(object owner, TensorData value)
    {
        if (value.DType != DType.Float32 || owner is not Layer { Policy: Float16 or BFloat16 } layer)
            return new(NewArray.Of(value));
        long[] shape = [.. value.Shape.Select(size => (long)size)];
        float[] numbers = value.AsSpan<float>().ToArray();
        if (layer.Policy == Float16)
            return new(NewArray.Of<Half>(ElementKind.Float16, shape, Array.ConvertAll(numbers, number => (Half)number)));
        NewDataset dataset = new(NewArray.Of<ushort>(ElementKind.BFloat16, shape, Array.ConvertAll(numbers, Rounded)));
        dataset.Attribute("dtype", NewArray.Of(BFloat16));
        return dataset;
    }

    /// <summary>The upper half of a float, rounded to the nearest and where two are as near to the even one; NaN stays NaN.</summary>
    private static ushort Rounded(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        return float.IsNaN(number) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
