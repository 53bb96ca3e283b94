using BenchmarkDotNet.Running;

namespace KerasNet.Benchmarks.Kernels;

/// <summary>Runs the BenchmarkDotNet classes of this program.</summary>
internal static class KernelsCommand
{
    internal static int Run(string[] args)
    {
        BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
        return 0;
    }
}
