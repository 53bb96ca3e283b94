using BenchmarkDotNet.Attributes;
using KerasNet.Engine.Cpu;

namespace KerasNet.Benchmarks.Kernels;

/// <summary>Matrix products on one thread: ours against oneDNN's.</summary>
[MemoryDiagnoser]
public class GemmBenchmark
{
    private GemmCase _case = null!;

    /// <summary>The product, as "m x k x n", transposes, epilogue.</summary>
    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    /// <summary>All products that <c>gemm</c> measures.</summary>
    public static IEnumerable<string> Shapes => GemmCase.Names;

    /// <summary>Makes the arrays.</summary>
    [GlobalSetup]
    public void Setup()
    {
        WorkerPool.Shared.ThreadCount = 1;
        _case = new GemmCase(Shape);
        if (!Dnnl.TryLoad(1))
            Console.Error.WriteLine("libdnnl.so.2 is not installed: its rows will be missing.");
    }

    /// <summary>Ours, with bias and activation where the shape names them.</summary>
    [Benchmark(Baseline = true)]
    public void KerasNet() => _case.RunOurs();

    /// <summary>The bare product of oneDNN.</summary>
    [Benchmark]
    public void OneDnn() => _case.RunDnnl();
}
