using System.CommandLine;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>The options of this example beside those that all examples share.</summary>
internal sealed class CatsVsDogsCommand : ExampleCommand
{
    public CatsVsDogsCommand()
        : base("Teaches a convolutional network to tell cats from dogs and shows what it learnt.", epochs: 15, hasSynthetic: false)
    {
        Augmentation.AcceptOnlyFromAmong([.. Variation.ByName.Keys]);
        Options.Add(Augmentation);
        Options.Add(Pictures);
    }

    public Option<string> Augmentation { get; } = new("--augmentation")
    {
        Description = "What is done to photographs before the model learns from them.",
        DefaultValueFactory = _ => "layers",
    };

    public Option<string> Pictures { get; } = new("--pictures")
    {
        Description = "The folder for pictures: augmented samples and the worst mistakes (PNG).",
        DefaultValueFactory = _ => ".",
        HelpName = "folder",
    };
}
