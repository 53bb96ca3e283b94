using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Sets the number of threads until disposed. Tests that use it do not run beside others of their collection.</summary>
internal readonly struct WorkerCount : IDisposable
{
    private readonly int _before;

    internal WorkerCount(int threads)
    {
        _before = CpuBackend.Threads;
        CpuBackend.Threads = threads;
    }

    public void Dispose() => CpuBackend.Threads = _before;
}
