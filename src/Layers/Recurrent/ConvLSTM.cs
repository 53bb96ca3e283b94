namespace KerasNet.Layers;

/// <summary>Long short-term memory whose inputs and states are sequences, images or volumes. Shi et al., 2015.</summary>
public abstract class ConvLSTM : WeightedRNN
{
    private readonly ConvLSTMCell _cell;

    private protected ConvLSTM(
        ConvLSTMCell cell, bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll, bool zeroOutputForMask, string? name)
        : base(cell, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask, name) => _cell = cell;

    /// <summary>The number of channels of the output.</summary>
    public int Filters => _cell.Filters;

    /// <summary>The size of a window, per space axis.</summary>
    public Shape KernelSize => _cell.KernelSize;

    /// <summary>How far a window on the input lies from the next, per space axis.</summary>
    /// <value>Default: 1.</value>
    public Shape Strides => _cell.Strides;

    /// <summary><c>valid</c>: only windows inside of the input; <c>same</c>: padded for ⌈n / stride⌉ windows, an odd pad goes to the end.</summary>
    /// <value>Default: <c>valid</c>.</value>
    public string Padding => _cell.Padding;

    /// <summary>Where the channels are.</summary>
    /// <value>Default: <c>channels_last</c>.</value>
    public string DataFormat => _cell.DataFormat;

    /// <summary>The distance of neighbouring cells of a window on the input, per space axis.</summary>
    /// <value>Default: 1, windows without gaps.</value>
    public Shape DilationRate => _cell.DilationRate;

    /// <summary>Applied to the gates.</summary>
    /// <value>Default: sigmoid.</value>
    public ActivationFunction RecurrentActivation => _cell.RecurrentActivation;

    /// <summary>Whether the bias of the forget gate starts at 1.</summary>
    /// <value>Default: true.</value>
    public bool UnitForgetBias => _cell.UnitForgetBias;

    private protected sealed override int? InputRank => _cell.KernelSize.Rank + 3;

    private protected sealed override string InputAxes =>
        DataFormat == Check.ChannelsLast ? $"(batch, time, {KernelSize.Rank} space axes, channels)" : $"(batch, time, channels, {KernelSize.Rank} space axes)";
}
