namespace KerasNet.Engine.Cpu;

/// <summary>The default engine: compiles programs for this machine's processors. Managed code with SIMD; nothing to install.</summary>
/// <remarks>
/// Results depend on the program and the processor's vector width, never on the number of threads. A warm run allocates no managed memory.
/// </remarks>
public sealed class CpuBackend : IBackend
{
    private CpuBackend()
    {
    }

    /// <summary>The engine.</summary>
    public static CpuBackend Instance { get; } = new();

    /// <summary>
    /// The number of threads that share the work of a run, the calling one included; from 1. The default is the number of processors, or what the
    /// environment variable KERASNET_THREADS says. A change waits for work in progress.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static int Threads
    {
        get => WorkerPool.Shared.ThreadCount;
        set => WorkerPool.Shared.ThreadCount = value;
    }

    /// <summary>Gives the calling thread a pool of its own, so that runs on several threads go on side by side without taking from each other.</summary>
    /// <param name="threads">The number of threads, the calling one included; from 1.</param>
    /// <returns>Dispose it on the same thread to use the threads of all again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static IDisposable OwnThreads(int threads) => WorkerPool.Own(threads);

    /// <inheritdoc/>
    public string Name => "cpu";

    /// <summary>Operations that the engine runs: every primitive, and composites where <see cref="Claims"/> says so.</summary>
    internal static IEnumerable<Op> Covered => StepFactory.Covered;

    /// <inheritdoc/>
    public bool Claims(Node composite) => StepFactory.Claims(composite);

    /// <inheritdoc/>
    public IExecutable Compile(Program program)
    {
        ProductWarmup.Start(program);
        return new CpuExecutable(program, PlanBuilder.Build(Lowering.Run(program, Claims)));
    }
}
