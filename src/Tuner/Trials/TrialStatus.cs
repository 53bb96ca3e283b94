namespace KerasNet.Tuning;

/// <summary>Where a trial stands.</summary>
public enum TrialStatus
{
    /// <summary>It is being trained.</summary>
    Running,

    /// <summary>There is nothing to do for this worker until others have finished theirs.</summary>
    Idle,

    /// <summary>It failed and may be tried again.</summary>
    Invalid,

    /// <summary>The search is over.</summary>
    Stopped,

    /// <summary>It was trained and has a score.</summary>
    Completed,

    /// <summary>It failed for good.</summary>
    Failed,

    /// <summary>Its values broke a requirement of the model, so it was not trained and does not count.</summary>
    Infeasible,

    /// <summary>It was stopped early because others were better at that point. It has the score that it had.</summary>
    Pruned,
}
