namespace KerasNet.Goldens.Topics.Images;

/// <summary>Pictures: augmentation layers, image operations, resizing, generators, folders. Each layer or function has its handler in a table.</summary>
internal sealed class ImageTopic : IGoldenTopic
{
    private static readonly ImageLayerTopic s_layers = new();
    private static readonly ImageFunctionTopic s_functions = new();

    /// <summary>The first part of the layer's or function's name, and what runs its cases; the first row that fits counts.</summary>
    private static readonly (string Prefix, IGoldenTopic Handler)[] s_handlers =
    [
        ("facts_dtype_and_inference", new ImageFacts()),
        ("AutoContrast", s_layers),
        ("CenterCrop", s_layers),
        ("ContrastLimitedAdaptiveHistogramEqualization", s_layers),
        ("CutMix", s_layers),
        ("Equalization", s_layers),
        ("ImageDataGenerator", new GeneratorTopic()),
        ("MixUp", s_layers),
        ("Random", s_layers),
        ("Resizing", s_layers),
        ("Solarization", s_layers),
        ("load_img", new LoadImageCases()),
        ("array_to_img", new ImageArrayCases()),
        ("image_dataset_from_directory", new ImageFolderCases()),
        ("img_to_array", new ImageArrayCases()),
        ("ops.image.", s_functions),
        ("smart_resize", s_functions),
    ];

    private readonly UncoveredTopic _uncovered = new();

    public void Run(GoldenCase golden)
    {
        string name = golden.Text("layer") ?? golden.Text("function") ?? golden.Name;
        IGoldenTopic? handler = s_handlers.FirstOrDefault(row => name.StartsWith(row.Prefix, StringComparison.Ordinal)).Handler;
        (handler ?? _uncovered).Run(golden);
    }
}
