namespace KerasNet.Callbacks;

/// <summary>What training and its callbacks say to a person: plain lines on the console, warnings on the error stream.</summary>
internal static class Messages
{
    /// <summary>Takes the messages of this thread instead of the console, for tests.</summary>
    [ThreadStatic]
    internal static Action<string, bool>? Listener;

    /// <summary>Clears the line that a progress bar of this thread is drawing, so that a message does not go behind it; null while none is.</summary>
    [ThreadStatic]
    internal static Action? ClearLine;

    internal static void Say(string text) => Write(text, isWarning: false);

    internal static void Warn(string text) => Write(text, isWarning: true);

    private static void Write(string text, bool isWarning)
    {
        ClearLine?.Invoke();
        if (Listener is { } listener)
            listener(text, isWarning);
        else if (isWarning)
            Console.Error.WriteLine($"Warning: {text}");
        else
            Console.Out.WriteLine(text);
    }
}
