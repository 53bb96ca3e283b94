namespace KerasNet.Goldens.Topics.Text;

/// <summary>Sequences, words and tables: functions and preprocessing layers. Each function or layer has its handler in a table.</summary>
internal sealed class TextTopic : IGoldenTopic
{
    /// <summary>The name of the layer or function, and what runs its cases.</summary>
    private static readonly Dictionary<string, IGoldenTopic> s_handlers = new()
    {
        ["Rescaling"] = new UncoveredTopic(),
    };

    private readonly UncoveredTopic _uncovered = new();

    public void Run(GoldenCase golden) =>
        s_handlers.GetValueOrDefault(golden.Text("layer") ?? golden.Text("function") ?? golden.Name, _uncovered).Run(golden);
}
