namespace KerasNet.Engine.Cpu;

/// <summary>A convolution of floats with bias and activation, or the gradient for its input, which is one as well: one for each place within the strides.</summary>
internal sealed unsafe class ConvolutionStep : Step
{
    private readonly ConvolutionProduct[] _products;
    private readonly (int Source, int Filters, int Bias, int Target) _places;
    private readonly Op? _activation;
    private readonly int _packed;

    internal ConvolutionStep(
        string text, ConvolutionProduct[] products, (int Source, int Filters, int Bias, int Target) places, Op? activation, Func<long, int> scratch)
    {
        Text = text;
        _products = products;
        _places = places;
        _activation = activation;
        _packed = scratch(products.Max(product => product.PackedElements) * sizeof(float));
    }

    internal override string Text { get; }

    internal override void Run(RunContext run)
    {
        float* source = (float*)run.Places[_places.Source], filters = (float*)run.Places[_places.Filters];
        float* packed = (float*)run.Places[_packed], target = (float*)run.Places[_places.Target];
        MatMulEpilogue epilogue = ProductEpilogue.Of(run, _places.Bias, _activation);
        foreach (ConvolutionProduct product in _products)
            product.Run(source, filters, packed, target, epilogue);
    }
}
