using System.Runtime.InteropServices;
using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu.Kernels;

public sealed unsafe class MatMulTests
{
    private static readonly int[] Edges = [1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 23, 25, 31, 32, 33, 49];

    public static TheoryData<string> Widths => [.. Enum.GetNames<MatMulWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sizes_around_the_edges_of_tiles_agree_with_the_plain_loop(string width)
    {
        foreach (int m in Edges)
        {
            foreach (int n in Edges)
            {
                foreach (int k in new[] { 1, 7, 8, 19, 64 })
                    new MatMulProduct(m, n, k).Check(width, null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_transpose_and_epilogue_agrees_with_the_plain_loop(string width)
    {
        (int, int, int)[] shapes =
        [
            (1, 1, 1), (1, 10, 128), (1, 128, 300), (1, 75, 9), (1, 3, 20), (10, 1, 33), (70, 1, 9), (6, 2, 40), (6, 3, 5), (6, 16, 8), (13, 33, 17),
            (32, 10, 128), (128, 10, 32), (7, 130, 70), (100, 20, 600), (130, 300, 40), (5, 40, 1100), (1100, 3, 4), (200, 272, 260),
        ];
        foreach ((int m, int n, int k) in shapes)
        {
            foreach (bool transposeA in new[] { false, true })
            {
                foreach (bool transposeB in new[] { false, true })
                {
                    foreach (int gap in new[] { 0, 3 })
                    {
                        new MatMulProduct(m, n, k, transposeA, transposeB, gap).Check(width, null);
                        new MatMulProduct(m, n, k, transposeA, transposeB, gap) { Accumulate = true }.Check(width, null);
                        new MatMulProduct(m, n, k, transposeA, transposeB, gap) { Bias = true, Relu = true }.Check(width, null);
                        new MatMulProduct(m, n, k, transposeA, transposeB, gap) { Accumulate = true, Bias = true, Pass = true }.Check(width, null);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(500, 700, 1300, false, false)]
    [InlineData(500, 700, 300, true, false)]
    [InlineData(300, 1500, 1100, false, true)]
    [InlineData(97, 2500, 1030, true, true)]
    public void Large_products_agree_with_the_plain_loop(int m, int n, int k, bool transposeA, bool transposeB) =>
        new MatMulProduct(m, n, k, transposeA, transposeB) { Bias = true }.Check(MatMul.BestWidth.ToString(), new WorkerPool(2));

    [Theory]
    [InlineData(32, 128, 784, false, false)]
    [InlineData(784, 128, 32, true, false)]
    [InlineData(64, 784, 128, false, true)]
    [InlineData(300, 300, 300, false, false)]
    [InlineData(300, 300, 300, true, true)]
    [InlineData(1, 2000, 1000, false, false)]
    [InlineData(1, 2000, 1000, false, true)]
    [InlineData(3000, 1, 1000, false, false)]
    [InlineData(5000, 3, 100, false, false)]
    [InlineData(40, 1100, 2100, false, true)]
    public void One_two_and_five_threads_give_the_same_bits(int m, int n, int k, bool transposeA, bool transposeB)
    {
        foreach (string width in Enum.GetNames<MatMulWidth>())
        {
            float[] one = Run(null);
            Assert.Equal(one, Run(new WorkerPool(2)));
            Assert.Equal(one, Run(new WorkerPool(5)));

            float[] Run(WorkerPool? pool) => new MatMulProduct(m, n, k, transposeA, transposeB) { Bias = true, Relu = true, Pass = true }.Compute(width, pool);
        }
    }

    [Fact]
    public void Empty_sums_leave_bias_and_what_was_there()
    {
        new MatMulProduct(3, 5, 0) { Bias = true, Relu = true }.Check(MatMul.BestWidth.ToString(), null);
        new MatMulProduct(3, 5, 0) { Accumulate = true, Bias = true, Pass = true }.Check(MatMul.BestWidth.ToString(), null);
    }

    [Fact]
    public void Relu_keeps_what_is_not_a_number()
    {
        foreach (string width in Enum.GetNames<MatMulWidth>())
        {
            foreach ((int m, int n) in new[] { (1, 40), (40, 1), (7, 40), (7, 2) })
            {
                var product = new MatMulProduct(m, n, 4) { Relu = true };
                product.A[0] = float.NaN;
                Assert.Contains(float.NaN, product.Compute(width, null));
            }
        }
    }

    [Fact]
    public void A_warm_product_allocates_nothing()
    {
        MatMulShape[] shapes =
        [
            new(32, 128, 784), new(784, 128, 32, transposeA: true), new(32, 128, 10, transposeB: true), new(1, 10, 128), new(32, 2, 64),
            new(300, 300, 300), new(300, 300, 300, transposeA: true, transposeB: true), new(5, 1, 20),
        ];
        float* memory = (float*)NativeMemory.AllocZeroed(400_000, sizeof(float));
        RunAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        NativeMemory.Free(memory);
        Assert.Equal(0, allocated);

        void RunAll()
        {
            for (int i = 0; i < shapes.Length; i++)
                MatMul.Run(shapes[i], memory, memory + 110_000, memory + 220_000, new MatMulEpilogue { Relu = true });
        }
    }
}
