using KerasNet.Engine.Cpu;
using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Large tables looked up and added to by indices, many of which come again.</summary>
[Collection("Threads")]
public class IndexingTests
{
    [Theory]
    [InlineData(5000, 33, 4000, 1)]
    [InlineData(20000, 8, 9000, 2)]
    [InlineData(3, 600, 900, 5)]
    [InlineData(70000, 1, 40000, 3)]
    public unsafe void RowsAreAddedInTheOrderOfTheIndices(int rows, int columns, int count, int threads)
    {
        using WorkerCount workers = new(threads);
        int[] index = [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? 1 : (int)(i * 7919L % rows))];
        KerasTensor indices = Input([count], DType.Int32, "indices"), updates = Input([count, columns], DType.Float32, "updates");
        KerasTensor sums = ScatterAdd(indices, updates, [rows, columns]);
        Program program = new([indices, updates], [sums, Gather(sums, indices)]);
        IExecutable executable = CpuBackend.Instance.Compile(program);
        TensorData given = TensorData.From<int>(index, [count]), numbers = Comparison.Numbers(new([count, columns], DType.Float32), 3);
        TensorData[] results = [.. program.Outputs.Select(output => new TensorData(output.Shape, output.DType))];
        TensorView[] inputs = [given.View, numbers.View], outputs = [.. results.Select(result => result.View)];
        for (int i = 0; i < 5; i++)
            executable.Run(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
            executable.Run(inputs, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        float[] expected = new float[rows * columns], chosen = new float[count * columns];
        float* update = (float*)numbers.Pointer;
        for (int i = 0; i < count; i++)
            for (int j = 0; j < columns; j++)
                expected[index[i] * columns + j] += update[i * columns + j];
        for (int i = 0; i < count; i++)
            Array.Copy(expected, index[i] * columns, chosen, i * columns, columns);
        Assert.True(new ReadOnlySpan<float>((void*)results[0].Pointer, expected.Length).SequenceEqual(expected));
        Assert.True(new ReadOnlySpan<float>((void*)results[1].Pointer, chosen.Length).SequenceEqual(chosen));
        GC.KeepAlive(numbers);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5000)]
    [InlineData(int.MinValue)]
    public void AnIndexOutOfRangeTouchesNothingOutside(int wrong)
    {
        int[] index = [.. Enumerable.Range(0, 3000)];
        index[2999] = wrong;
        KerasTensor indices = Input([3000], DType.Int32, "indices"), updates = Input([3000, 64], DType.Float32, "updates");
        Program scatter = new([indices, updates], [ScatterAdd(indices, updates, [5000, 64])]);
        Program gather = new([indices, updates], [Gather(Ones([5000, 64]) * Sum(updates), indices)]);
        foreach (Program program in (Program[])[scatter, gather])
        {
            IExecutable executable = CpuBackend.Instance.Compile(program);
            TensorData result = new(program.Outputs[0].Shape, DType.Float32);
            TensorView[] inputs = [TensorData.From<int>(index, [3000]).View, new TensorData([3000, 64], DType.Float32).View];
            Assert.Contains($"the index {wrong} is out of range", Assert.Throws<IndexOutOfRangeException>(() => executable.Run(inputs, [result.View])).Message);
        }
    }
}
