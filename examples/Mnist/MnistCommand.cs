using System.CommandLine;

namespace KerasNet.Examples.Mnist;

/// <summary>The options of this example beside those that all examples share.</summary>
internal sealed class MnistCommand : ExampleCommand
{
    public MnistCommand()
        : base("Trains a classifier of handwritten digits and shows what it learnt.", epochs: 5)
    {
        Model.AcceptOnlyFromAmong([.. Recipe.ByName.Keys]);
        Options.Add(Model);
    }

    public Option<string> Model { get; } = new("--model") { Description = "Which model of Models.cs to train.", DefaultValueFactory = _ => "mlp" };
}
