namespace KerasNet.Layers;

/// <summary>Walks a cell, or a stack of cells, over the steps of a sequence. The base of <see cref="LSTM"/>, <see cref="GRU"/> and <see cref="SimpleRNN"/>.</summary>
/// <remarks>
/// <para>Input (batch, time, features), output (batch, units) after the last step, or (batch, time, units) with returnSequences; with returnState the states
/// follow as further outputs. Weights: those of the cell.</para>
/// <para>A mask (batch, time), on the input or as the argument <c>mask</c>, skips steps: the states stay, and the output is that of the step before, 0 before the
/// first step that counts. It is passed on with returnSequences only. The argument <c>initialState</c> takes the states to start from; a mask on the input then
/// is passed on without effect, as in Keras: pass it as the argument too if it shall skip steps.</para>
/// <para>A stateful layer starts where its last call ended, in training and prediction alike, until <see cref="ResetState"/>; its batch size must be fixed, and
/// it must not be called from several threads at once. Keras: <c>keras.layers.RNN</c>.</para>
/// </remarks>
public class RNN : Layer, IStateful
{
    private Variable[] _states = [];

    /// <summary>Makes the layer.</summary>
    /// <param name="cell">What computes one step.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are given rather than the last.</param>
    /// <param name="returnState">Whether the states at the end are given after the output.</param>
    /// <param name="goBackwards">Whether to walk from the last step to the first; a sequence of outputs then comes in that order.</param>
    /// <param name="stateful">Whether the states at the end of a call are where the next call starts.</param>
    /// <param name="unroll">Whether every step is written out instead of a loop: faster for a few steps, slow to prepare for many.</param>
    /// <param name="zeroOutputForMask">Whether the output of a masked step is 0 instead of that of the step before.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public RNN(
        RNNCell cell,
        bool returnSequences = false,
        bool returnState = false,
        bool goBackwards = false,
        bool stateful = false,
        bool unroll = false,
        bool zeroOutputForMask = false,
        string? name = null)
        : base(name)
    {
        Cell = AddSublayer(cell);
        ReturnSequences = returnSequences;
        ReturnState = returnState;
        GoBackwards = goBackwards;
        Stateful = stateful;
        Unroll = unroll;
        ZeroOutputForMask = zeroOutputForMask;
    }

    /// <summary>Makes a layer of several cells, one above the other.</summary>
    /// <param name="cell">The cells, the one that sees the input first.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are given rather than the last.</param>
    /// <param name="returnState">Whether the states at the end are given after the output, cell by cell.</param>
    /// <param name="goBackwards">Whether to walk from the last step to the first; a sequence of outputs then comes in that order.</param>
    /// <param name="stateful">Whether the states at the end of a call are where the next call starts.</param>
    /// <param name="unroll">Whether every step is written out instead of a loop.</param>
    /// <param name="zeroOutputForMask">Whether the output of a masked step is 0 instead of that of the step before.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">There is no cell.</exception>
    public RNN(
        IReadOnlyList<RNNCell> cell,
        bool returnSequences = false,
        bool returnState = false,
        bool goBackwards = false,
        bool stateful = false,
        bool unroll = false,
        bool zeroOutputForMask = false,
        string? name = null)
        : this(new StackedRNNCells(cell), returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, name)
    {
    }

    /// <summary>What computes one step.</summary>
    public RNNCell Cell { get; }

    /// <summary>Whether the outputs of all steps are given rather than the last.</summary>
    /// <value>Default: false.</value>
    public bool ReturnSequences { get; }

    /// <summary>Whether the states at the end are given after the output.</summary>
    /// <value>Default: false.</value>
    public bool ReturnState { get; }

    /// <summary>Whether the walk goes from the last step to the first.</summary>
    /// <value>Default: false.</value>
    public bool GoBackwards { get; }

    /// <summary>Whether the states at the end of a call are where the next call starts.</summary>
    /// <value>Default: false.</value>
    public bool Stateful { get; }

    /// <summary>Whether every step is written out instead of a loop.</summary>
    /// <value>Default: false.</value>
    public bool Unroll { get; }

    /// <summary>Whether the output of a masked step is 0 instead of that of the step before.</summary>
    /// <value>Default: false.</value>
    public bool ZeroOutputForMask { get; internal set; }

    /// <summary>The states that a stateful layer keeps between calls; they are not weights. Empty for others, and until the layer is built.</summary>
    public IReadOnlyList<Variable> States => _states;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override string FirstArgument => "sequences";

    private protected override bool SetsMask => true;

    /// <summary>The axes of the input, for messages.</summary>
    private protected virtual string InputAxes => "(batch, time, features)";

    /// <summary>The rank of the input; null for any from 3.</summary>
    private protected virtual int? InputRank => null;

    /// <summary>Whether more initial states than there are states are no error.</summary>
    private protected virtual bool TakesSurplusStates => false;

    /// <summary>Lets a stateful layer start from zeros again. Does nothing for others.</summary>
    public void ResetState()
    {
        foreach (Variable state in _states)
            state.Fill(0);
    }

    /// <summary>The outputs for an input and the states to start from: new symbols.</summary>
    /// <param name="input">The input (batch, time, features).</param>
    /// <param name="initialState">The states before the first step, for example those that another layer returned.</param>
    /// <exception cref="ShapeException">Input or states do not fit the layer.</exception>
    public IReadOnlyList<KerasTensor> Apply(KerasTensor input, IReadOnlyList<KerasTensor> initialState) =>
        Apply([input], new Dictionary<string, object?> { [RecurrentStates.Argument] = initialState });

    private protected override (IReadOnlyList<KerasTensor> Inputs, IReadOnlyDictionary<string, object?>? Arguments) WithNamedInputs(
        IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments) => RecurrentStates.AsArgument(inputs, arguments);

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        CheckRank(inputShape);
        Cell.EnsureBuilt(Shape.Of(inputShape.Where((_, axis) => axis != 1)));
        if (Unroll && inputShape[1] == Shape.Unknown)
            throw new ShapeException($"Layer '{Name}' ({GetType().Name}) can be unrolled only for a known number of steps. Received: {inputShape}.");
        if (!Stateful)
            return;
        if (inputShape[0] == Shape.Unknown)
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) is stateful, so it needs to know the batch size. Received: {inputShape}. Start the model with " +
                "new Input(…, batchSize: n).");
        _states = [.. Cell.StateSizes.Select(size => new Variable(new TensorData(size.Prepend(inputShape[0]), DType), "rnn_state", trainable: false, Name))];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        KerasTensor input = inputs[0];
        CheckRank(input.Shape);
        if (Stateful && input.Shape[0] != _states[0].Shape[0])
            throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) is stateful and was built for batches of {_states[0].Shape[0]}. Received: {input.Shape}. " +
                "Use a number of samples that divides into batches of this size.");
        KerasTensor? mask = context.Argument<KerasTensor>("mask"), attached = context.Mask;
        IReadOnlyList<KerasTensor>? given = RecurrentStates.Given(this, RecurrentStates.Argument, inputs, context, Cell.StateSizes, TakesSurplusStates);
        IReadOnlyList<KerasTensor> states =
            given ?? (Stateful ? [.. _states.Select(state => state.Read())] : Cell.InitialState(input.Shape[0]));
        CellWalk walk = new(Kept(mask ?? (given is null ? attached : null), input), GoBackwards, Unroll, ReturnSequences, ZeroOutputForMask);
        (KerasTensor output, IReadOnlyList<KerasTensor> end) = walk.Run(Cell, input, states, context);
        for (int i = 0; i < _states.Length; i++)
            _states[i].Assign(Ops.StopGradient(end[i]));
        if (ReturnSequences && GoBackwards)
            output = Ops.Flip(output, 1);
        output.Mask = ReturnSequences ? mask ?? attached : null;
        return ReturnState ? [output, .. end] : [output];
    }

    private void CheckRank(Shape input)
    {
        if (InputRank is { } rank)
            Check.Rank(this, input, rank, InputAxes);
        else if (input.Rank < 3)
            throw new ShapeException($"Layer '{Name}' ({GetType().Name}) expects an input of rank 3 or more, {InputAxes}. Received: {input}.");
    }

    private KerasTensor? Kept(KerasTensor? mask, KerasTensor input)
    {
        if (mask is null)
            return null;
        return mask.Shape == input.Shape[..2]
            ? Ops.Cast(mask, DType.Bool)
            : throw new ShapeException(
                $"Layer '{Name}' ({GetType().Name}) takes a mask (batch, time), here {input.Shape[..2]}, one entry per step. Received: {mask.Shape}.");
    }
}
