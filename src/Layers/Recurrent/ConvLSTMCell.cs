namespace KerasNet.Layers;

/// <summary>The step of <see cref="ConvLSTM"/>: an <see cref="LSTMCell"/> whose products with kernels are convolutions.</summary>
internal sealed class ConvLSTMCell : WeightedCell
{
    private static readonly string[] s_paddings = [WindowRules.Valid, WindowRules.Same];

    private readonly int _axes;
    private Shape? _stateSize;

    internal ConvLSTMCell(
        int axes,
        int filters,
        Shape kernelSize,
        Shape? strides,
        string padding,
        string? dataFormat,
        Shape? dilationRate,
        ActivationFunction? activation,
        ActivationFunction? recurrentActivation,
        bool useBias,
        Initializer? kernelInitializer,
        Initializer? recurrentInitializer,
        Initializer? biasInitializer,
        bool unitForgetBias,
        Regularizer? kernelRegularizer,
        Regularizer? recurrentRegularizer,
        Regularizer? biasRegularizer,
        Constraint? kernelConstraint,
        Constraint? recurrentConstraint,
        Constraint? biasConstraint,
        double dropout,
        double recurrentDropout,
        long? seed,
        string name)
        : base(
            new(
                activation ?? "tanh", useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer,
                biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed),
            name)
    {
        _axes = axes;
        Filters = Check.Positive(filters, nameof(filters), this);
        KernelSize = Check.Sizes(kernelSize, axes, nameof(kernelSize), this);
        Strides = Check.Sizes(strides ?? 1, axes, nameof(strides), this);
        Padding = s_paddings.Contains(padding) ? padding : throw Naming.Unknown($"padding of ConvLSTM{axes}D", padding, s_paddings);
        DataFormat = Check.DataFormat(dataFormat);
        DilationRate = Check.Sizes(dilationRate ?? 1, axes, nameof(dilationRate), this);
        WindowRules.RefuseStridesWithDilation(this, Strides, DilationRate);
        RecurrentActivation = recurrentActivation ?? "sigmoid";
        AddActivation(RecurrentActivation);
        UnitForgetBias = unitForgetBias;
    }

    internal int Filters { get; }

    internal Shape KernelSize { get; }

    internal Shape Strides { get; }

    internal string Padding { get; }

    internal string DataFormat { get; }

    internal Shape DilationRate { get; }

    internal ActivationFunction RecurrentActivation { get; }

    internal bool UnitForgetBias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> StateSizes => _stateSize is { } size
        ? [size, size]
        : throw new InvalidOperationException($"{this} knows the shapes of its states only after it is built on an input.");

    private protected override int Gates => GatedMemory.Gates;

    // Whatever the recurrent dropout.
    private protected override bool GatesDrawTheirOwn => true;

    private bool ChannelsFirst => DataFormat == Check.ChannelsFirst;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Shape input = ChannelsFirst ? Shape.Of([inputShape[0], .. inputShape[2..], inputShape[1]]) : inputShape;
        if (!input[1..].IsKnown)
            throw new ShapeException(
                $"Layer '{Name}' (ConvLSTM{_axes}D) needs to know the sizes of its input after the time axis, because its states depend on them. " +
                $"Received, without time: {inputShape}. Give the input fixed sizes there.");
        (int[] low, int[] high) = WindowRules.Pads(this, input, KernelSize, Strides, DilationRate, Padding);
        Shape space = Shape.Of(Enumerable.Range(0, _axes).Select(i =>
            Windows.Count(input[i + 1], KernelSize[i], Strides[i], DilationRate[i], low[i], high[i])));
        _stateSize = ChannelsFirst ? space.Prepend(Filters) : space.Append(Filters);
        BuildWeights(
            KernelSize.Append(input[^1], Gates * Filters),
            KernelSize.Append(Filters, Gates * Filters),
            [Gates * Filters],
            UnitForgetBias ? new ForgetGateOfOnes(BiasInitializer) : BiasInitializer);
    }

    private protected override KerasTensor InputProduct(KerasTensor sequence, KerasTensor kernel)
    {
        // All steps of all rows are one batch of pictures.
        Shape steps = sequence.Shape[..2];
        KerasTensor x = ChannelsLast(Ops.Reshape(sequence, Shape.Of([(int)steps.ElementCount, .. sequence.Shape[2..]])));
        if (x.Shape[^1] != kernel.Shape[^2])
            throw new ShapeException(
                $"Layer '{Name}' (ConvLSTM{_axes}D) was built for inputs with {kernel.Shape[^2]} channels. Received: {sequence.Shape}.");
        (int[] low, int[] high) = WindowRules.Pads(this, x.Shape, KernelSize, Strides, DilationRate, Padding);
        KerasTensor y = Ops.Convolution(x, kernel, Strides.ToArray(), DilationRate.ToArray(), low, high);
        return Ops.Reshape(y, Shape.Of([.. steps, .. y.Shape[1..]]));
    }

    private protected override KerasTensor StateProduct(KerasTensor state, KerasTensor kernel)
    {
        KerasTensor h = ChannelsLast(state);
        int[] ones = [.. Enumerable.Repeat(1, _axes)];
        (int[] low, int[] high) = WindowRules.Pads(this, h.Shape, KernelSize, ones, ones, WindowRules.Same);
        return Ops.Convolution(h, kernel, ones, ones, low, high);
    }

    private protected override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor projected, IReadOnlyList<KerasTensor> states, KerasTensor[]? factors)
    {
        (_, IReadOnlyList<KerasTensor> next) = GatedMemory.Step(
            projected + Recur(states[0], factors), ChannelsLast(states[1]), Activation, RecurrentActivation);
        KerasTensor h = InDataFormat(next[0]);
        return (h, [h, InDataFormat(next[1])]);
    }

    private KerasTensor ChannelsLast(KerasTensor x) => ChannelsFirst ? Ops.Transpose(x, [0, .. Enumerable.Range(2, _axes), 1]) : x;

    private KerasTensor InDataFormat(KerasTensor x) => ChannelsFirst ? Ops.Transpose(x, [0, _axes + 1, .. Enumerable.Range(1, _axes)]) : x;
}
