namespace KerasNet.Saving;

/// <summary>The version of Keras whose files ours are like.</summary>
internal static class KerasVersion
{
    /// <summary>What our files say.</summary>
    internal const string Written = "3.15.1";
}
