using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KerasNet.Engine.Cpu;

namespace KerasNet.Layers;

/// <summary>What models have in common that are made one after another: the stream of seeds and the counts of automatic names.</summary>
/// <remarks>The process has one. Another one, opened by <see cref="Keras.Session"/>, holds for what its thread does until it is disposed, and for what that starts.</remarks>
internal sealed class Session(long seed)
{
    private static readonly Session s_process = new(Random.Shared.NextInt64());
    private static readonly AsyncLocal<Session?> s_own = new();

    private readonly ConcurrentDictionary<object, StrongBox<long>> _walks = new(ReferenceEqualityComparer.Instance);

    /// <summary>The session that holds here.</summary>
    internal static Session Current => s_own.Value ?? s_process;

    /// <summary>Where random numbers come from.</summary>
    internal SeedStream Seeds { get; } = new(seed);

    /// <summary>How often each stem of an automatic name was given, less one.</summary>
    internal ConcurrentDictionary<string, int> Names { get; } = new();

    /// <summary>How often each dataset was walked through here; null in the session of the process, where datasets count themselves.</summary>
    internal static ConcurrentDictionary<object, StrongBox<long>>? Walks => s_own.Value?._walks;

    /// <summary>Opens a session here, with threads of its own if their number is given.</summary>
    internal static IDisposable Open(long seed, int? threads)
    {
        Scope scope = new(s_own.Value, threads is { } count ? CpuBackend.OwnThreads(count) : null);
        s_own.Value = new Session(seed);
        return scope;
    }

    private sealed class Scope(Session? outer, IDisposable? threads) : IDisposable
    {
        public void Dispose()
        {
            s_own.Value = outer;
            threads?.Dispose();
        }
    }
}
