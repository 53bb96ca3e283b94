namespace KerasNet.Layers;

/// <summary>How windows lie on an input: Keras' paddings, and what cannot go together.</summary>
internal static class WindowRules
{
    /// <summary>Pads nothing: only windows that lie inside count.</summary>
    internal const string Valid = "valid";

    /// <summary>Pads so that there are ⌈n / stride⌉ windows.</summary>
    internal const string Same = "same";

    /// <summary>Pads before the first step only, so that no window sees a later step than its last.</summary>
    internal const string Causal = "causal";

    /// <summary>What is put before and after each space axis of an input whose channels are last, so that windows lie as the padding says.</summary>
    /// <param name="layer">The layer, for messages.</param>
    /// <param name="input">The shape of the input.</param>
    /// <param name="window">The size of a window.</param>
    /// <param name="strides">How far a window lies from the next.</param>
    /// <param name="dilation">The distance of neighbouring cells of a window.</param>
    /// <param name="padding">The padding.</param>
    /// <exception cref="ShapeException">No window fits.</exception>
    internal static (int[] Low, int[] High) Pads(Layer layer, Shape input, Shape window, Shape strides, Shape dilation, string padding)
    {
        (int[] low, int[] high) = (new int[window.Rank], new int[window.Rank]);
        for (int i = 0; i < window.Rank; i++)
        {
            int size = input[i + 1];
            (low[i], high[i]) = padding switch
            {
                Same => Windows.SamePadding(size, window[i], strides[i], dilation[i]),
                Causal => ((window[i] - 1) * dilation[i], 0),
                _ => (0, 0),
            };
            if (Windows.Count(size, window[i], strides[i], dilation[i], low[i], high[i]) < 1)
                throw new ShapeException(
                    $"Layer '{layer.Name}' ({layer.GetType().Name}) slides windows over {(window[i] - 1) * dilation[i] + 1} cells of space axis {i}, which has only " +
                    $"{size}: none fits. Received: {input} with channels last. Use smaller windows, padding: \"same\", or a larger input.");
        }

        return (low, high);
    }

    /// <summary>Fails where windows have gaps and are also more than one cell apart, for layers that do not do both.</summary>
    internal static void RefuseStridesWithDilation(Layer layer, Shape strides, Shape dilation)
    {
        if (strides.Any(stride => stride > 1) && dilation.Any(rate => rate > 1))
            throw new ArgumentException(
                $"{layer}: strides above 1 cannot go with a dilationRate above 1. Received: strides {strides}, dilationRate {dilation}. Leave one of them at 1.",
                nameof(strides));
    }
}
