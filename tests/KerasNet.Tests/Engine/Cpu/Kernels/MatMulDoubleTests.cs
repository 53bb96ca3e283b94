using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu.Kernels;

public sealed unsafe class MatMulDoubleTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Every_transpose_agrees_with_the_plain_loop(bool transposeA, bool transposeB)
    {
        foreach ((int m, int n, int k) in new[] { (1, 1, 1), (3, 5, 7), (17, 9, 33), (4, 6, 0) })
        {
            var random = new Random(k);
            double[] a = [.. Enumerable.Range(0, m * k).Select(_ => random.NextDouble() - 0.5)];
            double[] b = [.. Enumerable.Range(0, k * n).Select(_ => random.NextDouble() - 0.5)];
            foreach (bool accumulate in new[] { false, true })
            {
                double[] c = [.. Enumerable.Range(0, m * n).Select(i => i / 10.0)];
                fixed (double* pa = a, pb = b, pc = c)
                    MatMulDouble.Run(new MatMulShape(m, n, k, transposeA, transposeB), pa, pb, pc, accumulate);
                for (int i = 0; i < m * n; i++)
                {
                    double expected = accumulate ? i / 10.0 : 0;
                    for (int p = 0; p < k; p++)
                        expected += a[transposeA ? p * m + i / n : i / n * k + p] * b[transposeB ? i % n * k + p : p * n + i % n];
                    Assert.Equal(expected, c[i], 1e-13);
                }
            }
        }
    }
}
