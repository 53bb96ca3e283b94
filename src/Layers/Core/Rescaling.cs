namespace KerasNet.Layers;

/// <summary>x·scale + offset: for example pixels from 0…255 to 0…1 with the scale 1/255.</summary>
/// <remarks>
/// <para>Input of any shape and dtype, output of the same shape in the layer's dtype. Lists of numbers meet the last axis, one number per channel. No
/// weights.</para>
/// <para>Keras: <c>keras.layers.Rescaling</c>.</para>
/// </remarks>
public sealed class Rescaling : DataLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="scale">What inputs are multiplied by.</param>
    /// <param name="offset">What is added then; 0 if not given.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public Rescaling(Numbers scale, Numbers? offset = null, string? name = null)
        : base(name)
    {
        Scale = scale;
        Offset = offset ?? 0;
    }

    /// <summary>What inputs are multiplied by.</summary>
    public Numbers Scale { get; }

    /// <summary>What is added then.</summary>
    /// <value>Default: 0.</value>
    public Numbers Offset { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) =>
        Ops.Cast(input, DType) * Scale.Constant(DType) + Offset.Constant(DType);
}
