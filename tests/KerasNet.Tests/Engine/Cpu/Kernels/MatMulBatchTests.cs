using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu.Kernels;

public sealed unsafe class MatMulBatchTests
{
    [Theory]
    [InlineData(0, 3, 4, 5)]
    [InlineData(1, 3, 4, 5)]
    [InlineData(700, 3, 4, 5)]
    [InlineData(9, 33, 40, 70)]
    [InlineData(3, 160, 170, 180)]
    public void Every_product_of_a_batch_equals_the_product_alone(int count, int m, int n, int k)
    {
        float[] a = Fill(count * m * k), b = Fill(count * k * n), bias = Fill(n);
        var shape = new MatMulShape(m, n, k);
        var together = new float[count * m * n];
        var alone = new float[count * m * n];
        fixed (float* pa = a, pb = b, pBias = bias, pTogether = together, pAlone = alone)
        {
            var epilogue = new MatMulEpilogue { Bias = pBias, Relu = true };
            new MatMulBatch(count, m * k, k * n, m * n).Run(new WorkerPool(3), MatMul.BestWidth, shape, pa, pb, pTogether, epilogue);
            for (int i = 0; i < count; i++)
                MatMul.Run(null, MatMul.BestWidth, shape, pa + i * m * k, pb + i * k * n, pAlone + i * m * n, epilogue);
        }
        Assert.Equal(alone, together);
        Assert.Equal(count > 0, together.Any(value => value > 0));
    }

    [Fact]
    public void A_step_of_zero_repeats_an_operand()
    {
        float[] a = [1, 2, 3, 4, 5, 6, 7, 8], b = [1, 0, 0, 2], c = new float[8];
        fixed (float* pa = a, pb = b, pc = c)
            MatMul.Run(new MatMulBatch(2, 4, 0, 4), new MatMulShape(2, 2, 2), pa, pb, pc);
        Assert.Equal([1, 4, 3, 8, 5, 12, 7, 16], c);
    }

    private static float[] Fill(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }
}
