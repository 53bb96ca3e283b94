namespace KerasNet.Tuning;

/// <summary>Whether less or more is better.</summary>
public enum Direction
{
    /// <summary>Less is better.</summary>
    Min,

    /// <summary>More is better.</summary>
    Max,
}

/// <summary>Comparisons by direction.</summary>
internal static class Directions
{
    /// <summary>Whether a value is better than another. Nothing is better than a value that is not a number, and that is better than nothing.</summary>
    internal static bool IsBetter(this Direction direction, double value, double than) => direction == Direction.Min ? value < than : value > than;
}
