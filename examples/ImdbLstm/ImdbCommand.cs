using System.CommandLine;

namespace KerasNet.Examples.ImdbLstm;

/// <summary>The options of this example beside those that all examples share.</summary>
internal sealed class ImdbCommand : ExampleCommand
{
    public ImdbCommand()
        : base("Teaches a recurrent network to tell favourable film reviews from others, and then reads what you type.", epochs: 2)
    {
        Model.AcceptOnlyFromAmong([.. Networks.ByName.Keys]);
        Options.Add(Model);
        Options.Add(Classify);
    }

    public Option<string> Model { get; } = new("--model")
    {
        Description = "The network that reads the words.",
        DefaultValueFactory = _ => "lstm",
    };

    public Option<string[]> Classify { get; } = new("--classify")
    {
        Description = "A sentence to judge after training, instead of asking for some. May be repeated.",
        HelpName = "sentence",
    };
}
