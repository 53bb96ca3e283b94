namespace KerasNet;

/// <summary>Marks threads that prepare data while others train. An engine runs what they ask for on them alone, so that its own threads stay with the training step.</summary>
internal static class BackgroundThread
{
    [ThreadStatic]
    private static bool t_isCurrent;

    /// <summary>Whether the calling thread is one.</summary>
    internal static bool IsCurrent => t_isCurrent;

    /// <summary>Makes the calling thread one, for good.</summary>
    internal static void Enter() => t_isCurrent = true;
}
