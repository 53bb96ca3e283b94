namespace KerasNet.Engine.Cpu;

/// <summary>Which of the three products of a convolution is computed.</summary>
internal enum ConvolutionKind
{
    /// <summary>y from x and the filters.</summary>
    Forward,

    /// <summary>dx from dy and the filters.</summary>
    InputGradient,

    /// <summary>The gradient of the filters from x and dy.</summary>
    FilterGradient,
}
