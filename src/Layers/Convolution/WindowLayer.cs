namespace KerasNet.Layers;

/// <summary>A layer that slides windows over the space axes of its input: convolutions and pooling.</summary>
/// <remarks>A mask ends here.</remarks>
public abstract class WindowLayer : DataFormatLayer
{
    /// <summary>Pads nothing: only windows that lie inside count.</summary>
    private protected const string Valid = WindowRules.Valid;

    /// <summary>Pads so that there are ⌈n / stride⌉ windows.</summary>
    private protected const string Same = WindowRules.Same;

    /// <summary>Pads before the first step only, so that no window sees a later step than its last.</summary>
    private protected const string Causal = WindowRules.Causal;

    private protected WindowLayer(int axes, Shape? strides, string padding, string? dataFormat, string? name)
        : base(axes, dataFormat, name)
    {
        Strides = Check.Sizes(strides ?? 1, axes, nameof(strides), this);
        Padding = Paddings.Contains(padding) ? padding : throw Naming.Unknown($"padding of {Naming.ClassName(GetType())}", padding, Paddings);
    }

    /// <summary>How far a window lies from the next, per space axis.</summary>
    public Shape Strides { get; }

    /// <summary><c>valid</c>: only windows inside of the input; <c>same</c>: padded for ⌈n / stride⌉ windows, an odd pad goes to the end.</summary>
    /// <value>Default: <c>valid</c>.</value>
    public string Padding { get; }

    /// <summary>The paddings that the layer takes.</summary>
    private protected virtual string[] Paddings => [Valid, Same];

    /// <summary>What is put before and after each space axis of an input whose channels are last, so that windows lie as the padding says.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="window">The size of a window.</param>
    /// <param name="dilation">The distance of neighbouring cells of a window.</param>
    /// <exception cref="ShapeException">No window fits.</exception>
    private protected (int[] Low, int[] High) Pads(Shape input, Shape window, Shape dilation) =>
        WindowRules.Pads(this, input, window, Strides, dilation, Padding);
}
