using System.CommandLine;

namespace KerasNet.Examples.TunerMnist;

/// <summary>The options of this example beside those that all examples share.</summary>
internal sealed class TunerCommand : ExampleCommand
{
    public TunerCommand()
        : base("Searches the width and the learning rate of a classifier of handwritten digits, and measures the best one.", epochs: 5)
    {
        Search.AcceptOnlyFromAmong([.. Searches.ByName.Keys]);
        AtLeast(Trials, 1);
        AtLeast(Parallel, 1);
        foreach (Option option in (Option[])[Search, Trials, Parallel, Folder, Overwrite])
            Options.Add(option);
    }

    public Option<string> Search { get; } = new("--search") { Description = "How to search.", DefaultValueFactory = _ => "random" };

    public Option<int> Trials { get; } = new("--trials") { Description = "How many points to try; Hyperband has a plan of its own.", DefaultValueFactory = _ => 5 };

    public Option<int> Parallel { get; } = new("--parallel") { Description = "How many trials to train at once.", DefaultValueFactory = _ => 1 };

    public Option<string> Folder { get; } = new("--folder")
    {
        Description = "Where to keep the study. A search that was stopped goes on there.", HelpName = "path", DefaultValueFactory = _ => "tuner-mnist",
    };

    public Option<bool> Overwrite { get; } = new("--overwrite") { Description = "Begin anew where a study is there already." };
}
