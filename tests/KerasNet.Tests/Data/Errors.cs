namespace KerasNet.Tests.Data;

/// <summary>Checks of what is refused.</summary>
internal static class Errors
{
    /// <summary>Fails unless an exception of this very type is thrown whose message holds a text.</summary>
    internal static void Refused<T>(string expected, Func<object?> action)
        where T : Exception =>
        Assert.Contains(expected, Assert.Throws<T>(action).Message, StringComparison.Ordinal);
}
