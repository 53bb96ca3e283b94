namespace KerasNet.Reporting.Diagrams;

/// <summary>What a model's diagram tells of each layer, and which way it runs: the arguments of <see cref="Model.Plot"/>.</summary>
internal sealed record PlotOptions(
    bool ShowShapes = false,
    bool ShowDtype = false,
    bool ShowLayerNames = false,
    string Rankdir = "TB",
    bool ExpandNested = false,
    bool ShowLayerActivations = false,
    bool ShowTrainable = false)
{
    private static readonly string[] s_directions = ["TB", "BT", "LR", "RL"];

    /// <summary>Whether data flows from one side to the other, not up or down.</summary>
    internal bool IsSideways => Rankdir is "LR" or "RL";

    /// <summary>Whether data flows up or to the left.</summary>
    internal bool IsReversed => Rankdir is "BT" or "RL";

    /// <exception cref="ArgumentException">There is no such direction.</exception>
    internal void Check()
    {
        if (!s_directions.Contains(Rankdir))
            throw Naming.Unknown("rankdir", Rankdir, s_directions);
    }
}
