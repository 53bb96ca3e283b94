using KerasNet.Callbacks;

namespace KerasNet.Tests.Callbacks;

/// <summary>What callbacks on this thread say while it lives.</summary>
internal sealed class Heard : IDisposable
{
    internal Heard() => Messages.Listener = (text, isWarning) => (isWarning ? Warnings : Said).Add(text);

    internal List<string> Said { get; } = [];

    internal List<string> Warnings { get; } = [];

    public void Dispose() => Messages.Listener = null;
}
