namespace KerasNet.Goldens;

/// <summary>How a case ended.</summary>
public enum Verdict
{
    /// <summary>Everything agrees.</summary>
    Passed,

    /// <summary>Something differs.</summary>
    Failed,

    /// <summary>A class or argument that it needs does not exist yet.</summary>
    NotCovered,

    /// <summary>It differs knowingly, for a reason given in <see cref="Decisions"/>.</summary>
    Decided,
}

/// <summary>The result of one case.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Reason">Why, in one line: what differs, what is missing, what was decided. Empty if it passed.</param>
public sealed record Outcome(string Topic, string Name, Verdict Verdict, string Reason);

/// <summary>Something is not what the vector says.</summary>
internal sealed class MismatchException(string message) : Exception(message);

/// <summary>A case needs something that this library does not have.</summary>
/// <param name="missing">The class or argument, for example <c>LSTM</c>.</param>
internal sealed class NotCoveredException(string missing) : Exception($"needs {missing}")
{
    /// <summary>The class or argument.</summary>
    internal string Missing { get; } = missing;
}
