namespace KerasNet.Layers;

public abstract partial class Layer
{
    private readonly List<LayerCall> _calls = [];

    /// <summary>The calls on symbols that defined models, in order. Keras' inbound nodes.</summary>
    internal IReadOnlyList<LayerCall> Calls => _calls;

    /// <summary>The layer's output for one input: a new symbol.</summary>
    /// <exception cref="ShapeException">The input does not fit the layer.</exception>
    public KerasTensor Apply(KerasTensor input) => Apply([input])[0];

    /// <summary>The layer's outputs for several inputs and further arguments.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="arguments">Further arguments of the call by Keras' names in camel case, for example <c>training</c>.</param>
    /// <exception cref="ShapeException">The inputs do not fit the layer.</exception>
    public IReadOnlyList<KerasTensor> Apply(IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments = null)
    {
        (inputs, arguments) = WithNamedInputs(inputs, arguments);
        LayerCall call = new(this, inputs, arguments, _calls.Count);
        KerasTensor[] open = [.. call.AllInputs.Distinct()];
        if (!open.Any(input => input.IsSymbol))
            return Invoke(inputs, CallContext.Current, arguments);

        EnsureBuilt([.. inputs.Select(input => input.Shape)]);
        bool[] masked = [];
        IReadOnlyList<TensorType>? own = DataTypes(inputs);
        IReadOnlyList<TensorType> types = own ?? SymbolicNode.Infer(open, traced =>
        {
            using Trace trace = new();
            Dictionary<KerasTensor, KerasTensor> place = open.Zip(traced).ToDictionary();
            IReadOnlyList<KerasTensor> outputs = Invoke([.. inputs.Select(input => place[input])], new CallContext(), call.TracedArguments(place));
            masked = [.. outputs.Select(output => output.Mask is not null)];
            return [.. outputs, .. outputs.Where(output => output.Mask is not null).Select(output => output.Mask!)];
        });
        if (own is not null)
            masked = new bool[own.Count];
        _calls.Add(call);
        int masks = masked.Length;
        call.Outputs = [.. masked.Select((hasMask, i) =>
        {
            KerasTensor output = KerasTensor.Symbol(types[i].Shape, types[i].DType, new SymbolOrigin(call, i));
            if (hasMask)
                output.Mask = KerasTensor.Symbol(types[masks].Shape, types[masks++].DType, null);
            return output;
        })];
        return call.Outputs;
    }

    /// <summary>The shape of the output for an input of the given shape, whose batch dimension may be unknown.</summary>
    public Shape ComputeOutputShape(Shape inputShape) => ComputeOutputShapes([inputShape])[0];

    /// <summary>The shapes of the outputs for inputs of the given shapes, whose batch dimensions may be unknown.</summary>
    public IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes)
    {
        EnsureBuilt(inputShapes);
        KerasTensor[] symbols = [.. inputShapes.Select(shape => KerasTensor.Symbol(shape, TakenType ?? DType, null))];
        return [.. (DataTypes(symbols) ?? SymbolicNode.Infer(symbols, traced =>
        {
            using Trace trace = new();
            return Invoke(traced, new CallContext(), null);
        })).Select(type => type.Shape)];
    }

    /// <summary>Makes the weights unless they exist.</summary>
    /// <param name="inputShape">The shape of the input, whose batch dimension may be unknown.</param>
    public void EnsureBuilt(Shape inputShape) => EnsureBuilt(new[] { inputShape });

    /// <summary>Makes the weights unless they exist.</summary>
    /// <param name="inputShapes">The shapes of the inputs, whose batch dimensions may be unknown.</param>
    public void EnsureBuilt(IReadOnlyList<Shape> inputShapes)
    {
        if (Built)
            return;
        using (Trace.Scope(Name))
            Build(inputShapes);
        Built = true;
    }

    /// <summary>Calls the layer inside a trace: builds it if needed, hands it the masks, adds its activity loss, attaches the output's mask.</summary>
    internal IReadOnlyList<KerasTensor> Invoke(IReadOnlyList<KerasTensor> inputs, CallContext outer, IReadOnlyDictionary<string, object?>? arguments = null)
    {
        EnsureBuilt([.. inputs.Select(input => input.Shape)]);
        CallContext context = outer.For(inputs, arguments);
        using Trace.ScopeGuard scope = Trace.Scope(Name);
        using CallContext.Scope entered = context.Enter();
        KerasTensor[] cast = [.. inputs.Select(Autocast)];
        KerasTensor[] outputs = [.. Call(cast, context)];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (ActivityRegularizer is not null && PenalizesOutput)
                context.AddLoss(ActivityRegularizer.Call(outputs[i]) / outputs[i].Shape[0]);
            if (SetsMask)
                continue;
            KerasTensor? mask = ComputeMask(cast, outputs[i], context);

            // A layer that hands its input through must not give the input another mask.
            if (outputs[i].Mask != mask && cast.Contains(outputs[i]))
                outputs[i] = Ops.Alias(outputs[i]);
            outputs[i].Mask = mask;
        }

        return outputs;
    }

    /// <summary>What the layer makes of one input and its mask, without activity losses and masks on the outputs: Keras' bare <c>layer.call</c>.</summary>
    internal IReadOnlyList<KerasTensor> Compute(KerasTensor input, KerasTensor? mask, CallContext outer)
    {
        input.Mask = mask;
        CallContext context = outer.For([input], null);
        using Trace.ScopeGuard scope = Trace.Scope(Name);
        using CallContext.Scope entered = context.Enter();
        return [.. Call([Autocast(input)], context)];
    }

    /// <summary>The names of the inputs of a layer that takes them one by one, such as query and value; empty where several inputs are one list.</summary>
    internal virtual IReadOnlyList<string> NamedInputs => [];

    /// <summary>Keras' name of the first argument of the layer's call.</summary>
    internal virtual string FirstArgument => "inputs";

    /// <summary>Whether <see cref="ActivityRegularizer"/> is a penalty on this layer's own outputs; false where sublayers apply it.</summary>
    private protected virtual bool PenalizesOutput => true;

    /// <summary>The dtype of the data that the layer takes, where there is only one.</summary>
    internal virtual DType? TakenType => null;

    /// <summary>The types of the outputs of a layer that works on data before a program; null for others, whose calls are traced to tell them.</summary>
    private protected virtual IReadOnlyList<TensorType>? DataTypes(IReadOnlyList<KerasTensor> symbols) => null;

    /// <summary>True for layers whose Call attaches masks to its outputs itself, as models do.</summary>
    private protected virtual bool SetsMask => false;

    /// <summary>Inputs that were given by name among the arguments move to their places.</summary>
    private protected virtual (IReadOnlyList<KerasTensor> Inputs, IReadOnlyDictionary<string, object?>? Arguments) WithNamedInputs(
        IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments)
    {
        string[] given = [.. NamedInputs.Skip(inputs.Count).TakeWhile(name => arguments?.GetValueOrDefault(name) is KerasTensor)];
        return given.Length == 0
            ? (inputs, arguments)
            : ([.. inputs, .. given.Select(name => (KerasTensor)arguments![name]!)], arguments!.Where(pair => !given.Contains(pair.Key)).ToDictionary());
    }

    /// <summary>Floating inputs are converted to the layer's dtype; integers and bools stay what they are.</summary>
    private protected virtual KerasTensor Autocast(KerasTensor input)
    {
        if (!input.DType.IsFloating() || input.DType == DType)
            return input;
        KerasTensor cast = Ops.Cast(input, DType);
        cast.Mask = input.Mask;
        return cast;
    }
}

/// <summary>Fluent chains of layers: <c>input.Then(new Dense(64, "relu")).Then(new Dense(10))</c> reads from input to output.</summary>
public static class LayerChain
{
    /// <summary>The output of a layer for this input.</summary>
    public static KerasTensor Then(this KerasTensor input, Layer layer) => layer.Apply(input);

    /// <summary>The output of a layer, such as Add or Concatenate, for these inputs.</summary>
    public static KerasTensor Then(this IReadOnlyList<KerasTensor> inputs, Layer layer) => layer.Apply(inputs)[0];
}
