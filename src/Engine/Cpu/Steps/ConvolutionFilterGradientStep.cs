namespace KerasNet.Engine.Cpu;

/// <summary>The gradient of a convolution's filters, of floats.</summary>
internal sealed unsafe class ConvolutionFilterGradientStep(
    string text, ConvolutionFilterGradient gradient, (int Source, int Gradient, int Filters) places, Func<long, int> scratch) : Step
{
    private readonly int _partials = scratch(gradient.PartialElements * sizeof(float));

    internal override string Text => text;

    internal override void Run(RunContext run) => gradient.Run(
        (float*)run.Places[places.Source], (float*)run.Places[places.Gradient], (float*)run.Places[_partials], (float*)run.Places[places.Filters]);
}
