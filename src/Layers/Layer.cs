namespace KerasNet.Layers;

/// <summary>
/// A building block of models: it owns weights and says what to compute from symbols. Everything in <c>KerasNet.Layers</c> derives from it, and so do models.
/// </summary>
/// <remarks>
/// <para>A layer of your own overrides <see cref="Build(Shape)"/> to make weights with <see cref="AddWeight"/> and <see cref="Call(KerasTensor, CallContext)"/>
/// to compose
/// <see cref="Ops"/>. Constructor arguments should be public properties of the same name: they are what is saved.</para>
/// <para>Layers work on symbols only; numbers move when a model runs.</para>
/// </remarks>
public abstract partial class Layer
{
    private string? _name;
    private DType _dtype = DType.Float32;

    /// <summary>Sets up a layer.</summary>
    /// <param name="name">A name; made from the class name if not given: <c>dense</c>, <c>dense_1</c>….</param>
    protected Layer(string? name = null)
    {
        if (name is not null && (name.Length == 0 || name.Contains('/', StringComparison.Ordinal)))
            throw new ArgumentException($"A layer's name must not be empty or contain '/'. Received: '{name}'.", nameof(name));
        _name = name;
        _name ??= Naming.Auto(GetType());
    }

    /// <summary>The layer's name, unique within a model.</summary>
    public string Name => _name!;

    /// <summary>Whether the optimizer updates the layer's weights, sublayers included. Compile anew after a change.</summary>
    /// <value>Default: true.</value>
    public bool Trainable { get; set; } = true;

    /// <summary>The dtype of weights and computations.</summary>
    /// <value>Default: float32.</value>
    public DType DType
    {
        get => _dtype;
        init => _dtype = value;
    }

    /// <summary>The policy of half precision that the layer was saved under; null for none. It computes in <see cref="DType"/> all the same.</summary>
    internal string? Policy { get; set; }

    /// <summary>A penalty on the layer's output that is added to the loss, divided by the batch size.</summary>
    /// <value>Default: none.</value>
    public Regularizer? ActivityRegularizer { get; init; }

    /// <summary>Whether the weights have been made.</summary>
    public bool Built { get; private protected set; }

    /// <summary>Whether a mask on the input is understood and passed on. If not, a mask ends here.</summary>
    public virtual bool SupportsMasking => false;

    /// <summary>Makes the weights for inputs of the given shape, whose batch dimension may be unknown. Called once, before the first call.</summary>
    /// <param name="inputShape">The shape of the (first) input.</param>
    protected virtual void Build(Shape inputShape)
    {
    }

    /// <summary>Makes the weights of a layer with several inputs. Calls <see cref="Build(Shape)"/> for the first unless overridden.</summary>
    /// <param name="inputShapes">The shapes of all inputs.</param>
    protected virtual void Build(IReadOnlyList<Shape> inputShapes) => Build(inputShapes[0]);

    /// <summary>Computes the output from one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="context">Training or not, masks, further arguments.</param>
    protected virtual KerasTensor Call(KerasTensor input, CallContext context) =>
        throw new NotSupportedException($"{GetType().Name} does not override Call.");

    /// <summary>Computes the outputs from several inputs. Passes a single input to <see cref="Call(KerasTensor, CallContext)"/> unless overridden.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="context">Training or not, masks, further arguments.</param>
    /// <exception cref="ShapeException">The layer takes one input and received several.</exception>
    protected virtual IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
        inputs.Count == 1
            ? [Call(inputs[0], context)]
            : throw new ShapeException($"Layer '{Name}' ({GetType().Name}) takes one input. Received {inputs.Count}: {string.Join(", ", inputs)}.");

    /// <summary>The mask of an output. Passes the first input's mask on where <see cref="SupportsMasking"/>, unless overridden.</summary>
    /// <param name="inputs">The inputs of the call.</param>
    /// <param name="output">The output.</param>
    /// <param name="context">Carries the inputs' masks.</param>
    protected virtual KerasTensor? ComputeMask(IReadOnlyList<KerasTensor> inputs, KerasTensor output, CallContext context) =>
        SupportsMasking ? context.Mask : null;

    /// <summary>Computes in the dtype of the layer around this one, before there are weights.</summary>
    internal void AdoptDType(Layer owner) => (_dtype, Policy) = (owner.DType, owner.Policy);

    /// <summary>What Keras calls the class, as summaries and diagrams show it.</summary>
    internal virtual string KerasClass => Naming.ClassName(GetType());

    /// <summary>The name and class, for example <c>Dense 'dense_1'</c>.</summary>
    public override string ToString() => $"{GetType().Name} '{Name}'";
}
