namespace KerasNet.Layers;

/// <summary>A function of symbols as a layer: <c>new Lambda(x => Ops.Square(x))</c>.</summary>
/// <remarks>
/// <para>Input and output as the function has them. No weights; a function that needs some is a layer of its own. A function cannot be saved: a model with a
/// Lambda is rebuilt by code.</para>
/// <para>A mask ends here unless a function for it is given. Keras: <c>keras.layers.Lambda</c>.</para>
/// </remarks>
public sealed class Lambda : Layer
{
    private readonly Func<IReadOnlyList<KerasTensor>, KerasTensor> _function;
    private readonly Func<IReadOnlyList<KerasTensor?>, KerasTensor?>? _mask;

    /// <summary>Makes a layer of one input.</summary>
    /// <param name="function">From the input to the output.</param>
    /// <param name="mask">From the masks of the inputs to that of the output; a mask ends here if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Lambda(Func<KerasTensor, KerasTensor> function, Func<IReadOnlyList<KerasTensor?>, KerasTensor?>? mask = null, string? name = null)
        : base(name)
    {
        _function = inputs => inputs.Count == 1
            ? function(inputs[0])
            : throw new ShapeException($"Layer '{Name}' (Lambda) is a function of one input. Received {inputs.Count}: {string.Join(", ", inputs)}.");
        _mask = mask;
    }

    /// <summary>Makes a layer of several inputs.</summary>
    /// <param name="function">From the inputs to the output.</param>
    /// <param name="mask">From the masks of the inputs to that of the output; masks end here if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Lambda(Func<IReadOnlyList<KerasTensor>, KerasTensor> function, Func<IReadOnlyList<KerasTensor?>, KerasTensor?>? mask = null, string? name = null)
        : base(name)
    {
        _function = function;
        _mask = mask;
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => _mask is not null;

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => [_function(inputs)];

    /// <inheritdoc/>
    protected override KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) => _mask?.Invoke(context.Masks);
}
