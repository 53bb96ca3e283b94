using KerasNet.Layers;

namespace KerasNet;

/// <summary>Process-wide settings, with the names of Keras' utilities.</summary>
public static class Keras
{
    /// <summary>The small number that keeps divisions and logarithms finite: 1e−7.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>
    /// Makes everything random after this call repeatable: initial weights, dropout, shuffling. The same seed gives the same run bit for bit, whatever the
    /// number of threads.
    /// </summary>
    public static void SetRandomSeed(long seed) => RandomSource.Reset(seed);

    /// <summary>Starts automatic names anew: the next dense layer is <c>dense</c> again.</summary>
    public static void ClearSession() => Naming.Reset();

    /// <summary>
    /// Opens a session of its own on this thread: seeds, automatic names and the walks through datasets start anew in it, and what was there before goes on when it is
    /// disposed. What is made in it depends on the seed alone, whatever other threads do.
    /// </summary>
    /// <param name="seed">As in <see cref="SetRandomSeed"/>.</param>
    /// <param name="threads">How many threads of its own the engine uses for this thread, from 1; those of all if not given.</param>
    /// <returns>Dispose it on the same thread.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is less than 1.</exception>
    public static IDisposable Session(long seed, int? threads = null) => Layers.Session.Open(seed, threads);

    /// <summary>How many threads the CPU engine uses: 1 to the number of cores, which is the default. Results do not depend on it.</summary>
    public static int Threads
    {
        get => Engine.Cpu.CpuBackend.Threads;
        set => Engine.Cpu.CpuBackend.Threads = value;
    }
}
