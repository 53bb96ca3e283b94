namespace KerasNet.Layers;

/// <summary>What a layer's call may want to know besides its inputs.</summary>
public sealed class CallContext
{
    [ThreadStatic]
    private static CallContext? t_current;

    private readonly List<KerasTensor> _losses;

    /// <summary>Starts the outermost call.</summary>
    /// <param name="training">Whether layers shall behave as in training.</param>
    public CallContext(bool training = false)
        : this(training, [], [], null)
    {
    }

    private CallContext(bool training, List<KerasTensor> losses, IReadOnlyList<KerasTensor?> masks, IReadOnlyDictionary<string, object?>? arguments)
    {
        Training = training;
        _losses = losses;
        Masks = masks;
        Arguments = arguments ?? System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;
    }

    /// <summary>Whether layers shall behave as in training: Dropout drops, BatchNormalization uses the batch.</summary>
    public bool Training { get; }

    /// <summary>The masks that the inputs carry, in the order of the inputs; null where an input has none.</summary>
    public IReadOnlyList<KerasTensor?> Masks { get; }

    /// <summary>The mask of the first input.</summary>
    public KerasTensor? Mask => Masks.Count > 0 ? Masks[0] : null;

    /// <summary>Further arguments of the call by Keras' names in camel case, for example <c>initialState</c> or <c>useCausalMask</c>.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>Losses that layers added during the outermost call: activity regularization and <see cref="AddLoss"/>.</summary>
    public IReadOnlyList<KerasTensor> Losses => _losses;

    /// <summary>The context of the call that is being traced on this thread, or a fresh one for inference.</summary>
    internal static CallContext Current => t_current ?? new CallContext(Trace.Current?.Training ?? false);

    /// <summary>Adds a term to the loss that is minimized; it is summed to a scalar.</summary>
    public void AddLoss(KerasTensor loss) => _losses.Add(loss);

    /// <summary>The argument of this name, or a default.</summary>
    public T? Argument<T>(string name, T? otherwise = default) => Arguments.TryGetValue(name, out object? value) && value is T typed ? typed : otherwise;

    /// <summary>The context for the call of one layer inside this one.</summary>
    internal CallContext For(IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments) =>
        new(
            arguments is not null && arguments.TryGetValue("training", out object? training) && training is bool explicitly ? explicitly : Training,
            _losses,
            [.. inputs.Select(input => input.Mask)],
            arguments);

    /// <summary>Makes this the context of calls on this thread until disposed.</summary>
    internal Scope Enter()
    {
        Scope scope = new(t_current);
        t_current = this;
        return scope;
    }

    internal readonly struct Scope(CallContext? outer) : IDisposable
    {
        public void Dispose() => t_current = outer;
    }
}
