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

    /// <summary>How many threads the CPU engine uses: 1 to the number of cores, which is the default. Results do not depend on it.</summary>
    public static int Threads
    {
        get => Engine.Cpu.CpuBackend.Threads;
        set => Engine.Cpu.CpuBackend.Threads = value;
    }
}
