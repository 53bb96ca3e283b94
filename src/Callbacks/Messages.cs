namespace KerasNet.Callbacks;

/// <summary>What training and its callbacks say to a person: plain lines on the console, warnings on the error stream.</summary>
internal static class Messages
{
    internal static void Say(string text) => Console.Out.WriteLine(text);

    internal static void Warn(string text) => Console.Error.WriteLine($"Warning: {text}");
}
