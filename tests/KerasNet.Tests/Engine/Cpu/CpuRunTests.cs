using KerasNet.Engine.Cpu;
using KerasNet.Tests.Engine.Reference;
using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>What runs of compiled programs promise: no allocation, no dependence on threads, overlap, clear errors.</summary>
[Collection("Threads")]
public class CpuRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AWarmStepAllocatesNothing(int threads)
    {
        using WorkerCount count = new(threads);
        TrainingStep step = new();
        IExecutable executable = CpuBackend.Instance.Compile(step.Program);
        TensorData loss = new([], DType.Float32);
        TensorView[] inputs = [step.X.View, step.Labels.View], outputs = [loss.View];
        for (int i = 0; i < 50; i++)
            executable.Run(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            executable.Run(inputs, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void EveryKindOfStepRunsWithoutAllocating()
    {
        KerasTensor x = Input([4, 6, 8], DType.Float32, "x"), image = Input([2, 6, 6, 3], DType.Float32, "image"),
            filters = Input([3, 3, 3, 4], DType.Float32, "filters");
        KerasTensor y = Convolution(image, filters, [1, 1], [1, 1], [1, 1], [1, 1]), pooled = MaxPool(y, [2, 2], [2, 2], [0, 0], [0, 0]);
        (KerasTensor[] carries, KerasTensor[] outputs) = Scan((carry, slice) => ([Tanh(carry[0] + slice[0])], [carry[0]]), [Take(x, 0, 0)], [x]);
        KerasTensor loss = Sum(pooled) + Sum(carries[0]) + Sum(outputs[0] * x);
        KerasTensor indices = Cast(Abs(x) * 0.01, DType.Int32);
        KerasTensor[] results =
        [
            loss, .. Gradient.Of(loss, [image, filters, x])!, Transpose(x, 2, 1, 0), Concatenate([x, x], 1), Flip(x, 0), Pad(x, [1, 0, 0], [0, 1, 2]),
            Softmax(x), LogSumExp(x, 1), MatMul(x, x, false, true),
            Sort(x).Values, ArgMax(x), CumulativeSum(x, 1), Gather(x, indices, 1), TakeAlongLastAxis(x, indices), Product(x, [0]),
            SumPool(image, [2, 2], [1, 1], [0, 0], [0, 0]), Erf(x), Power(Abs(x), 0.3),
        ];
        Program program = new([x, image, filters], results);
        IExecutable executable = CpuBackend.Instance.Compile(program);
        TensorData[] given = [.. program.Inputs.Select((input, i) => Comparison.Numbers(new(input.Shape, input.DType), i))];
        TensorData[] taken = [.. results.Select(result => new TensorData(result.Shape, result.DType))];
        TensorView[] inputs = [.. given.Select(data => data.View)], views = [.. taken.Select(data => data.View)];
        for (int i = 0; i < 50; i++)
            executable.Run(inputs, views);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            executable.Run(inputs, views);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        GC.KeepAlive(given);
        GC.KeepAlive(taken);
    }

    [Fact]
    public void TrainingFollowsTheReference()
    {
        double[] expected = new TrainingStep(4, 20, 16).Run(new ReferenceBackend(), 8), actual = new TrainingStep(4, 20, 16).Run(CpuBackend.Instance, 8);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4);
        Assert.True(expected[^1] < expected[0]);
    }

    [Fact]
    public void BitsDoNotDependOnTheNumberOfThreads()
    {
        (double[] Losses, byte[] Weights) one = Train(1), two = Train(2), three = Train(3);
        Assert.Equal(one.Losses, two.Losses);
        Assert.Equal(one.Weights, two.Weights);
        Assert.Equal(one.Weights, three.Weights);

        static (double[] Losses, byte[] Weights) Train(int threads)
        {
            using WorkerCount count = new(threads);
            TrainingStep step = new(64, 784, 200);
            return (step.Run(CpuBackend.Instance, 5), [.. step.Weights.SelectMany(weight => weight.Value.AsBytes().ToArray())]);
        }
    }

    [Fact]
    public void SumsOfAMillionFloatsKeepSixDigits()
    {
        KerasTensor x = Input([1_000_000], DType.Float32, "x");
        TensorData data = Comparison.Numbers(new(x.Shape, x.DType), 3, 0, 1);
        Program program = new([x], [Sum(x), Sum(Reshape(x, [100_000, 10]), [0])]);
        TensorData[] sums = program.Run(CpuBackend.Instance, data);
        double exact = data.Numbers().Sum();
        Assert.Equal(exact, sums[0].GetDouble(0), exact * 1e-6);
        Assert.Equal(exact, sums[1].Numbers().Sum(), exact * 1e-6);
    }

    [Fact]
    public void RunsOfAProgramWithoutUpdatesMayOverlap()
    {
        KerasTensor x = Input([33, 40], DType.Float32, "x");
        Variable weight = new(Comparison.Numbers(new([40, 50], DType.Float32), 1), "weight");
        Program program;
        using (new Trace())
            program = new([x], [Softmax(Tanh(MatMul(x, weight)) * 3), Sum(x)]);
        IExecutable executable = CpuBackend.Instance.Compile(program);
        TensorData[] data = [.. Enumerable.Range(0, 16).Select(i => Comparison.Numbers(new(x.Shape, x.DType), i))];
        double[][] alone = [.. data.Select(input => executable.Run(program, input)[0].Numbers())];
        Parallel.For(0, 400, i => Assert.Equal(alone[i % 16], executable.Run(program, data[i % 16])[0].Numbers()));
    }

    [Fact]
    public void VariablesMayChangePlaces()
    {
        Variable a = new(Comparison.Numbers(new([50], DType.Float32), 1), "a"), b = new(Comparison.Numbers(new([50], DType.Float32), 2), "b");
        Variable c = new(Comparison.Numbers(new([50], DType.Float32), 3), "c");
        (double[] oldA, double[] oldB, double[] oldC) = (a.Value.Numbers(), b.Value.Numbers(), c.Value.Numbers());
        Program program;
        using (new Trace())
        {
            (KerasTensor readA, KerasTensor readB, KerasTensor readC) = (a, b, c);

            // c's old value is still read after its new value is known, and is an output as well.
            program = new([], [readC, Flip(readC * (readC + readA), 0)], [(a, readB), (b, readA), (c, readC + readA)]);
        }

        TensorData[] outputs = program.Run(CpuBackend.Instance);
        Assert.Equal(oldB, a.Value.Numbers());
        Assert.Equal(oldA, b.Value.Numbers());
        Assert.Equal(oldC.Zip(oldA, (x, y) => (double)((float)x + (float)y)), c.Value.Numbers());
        Assert.Equal(oldC, outputs[0].Numbers());
    }

    [Fact]
    public void AnUpdateIsWrittenInPlaceOnlyWhenNobodyReadsTheOldValueLater()
    {
        Variable weight = new(Comparison.Numbers(new([30, 30], DType.Float32), 1), "weight");
        Variable copy = new(new TensorData([30, 30], DType.Float32), "copy");
        double[] old = weight.Value.Numbers();
        Program program;
        using (new Trace())
        {
            KerasTensor w = weight;
            KerasTensor updated = w * 2;
            program = new([], [MatMul(updated, w), Transpose(w, 1, 0)], [(weight, updated), (copy, updated)]);
        }

        TensorData[] outputs = program.Run(CpuBackend.Instance);
        Assert.Equal(old.Select(x => x * 2), weight.Value.Numbers());
        Assert.Equal(old.Select(x => x * 2), copy.Value.Numbers());
        for (int i = 0; i < 30; i++)
            Assert.Equal(old[i], outputs[1].GetDouble(i * 30));
        double product = Enumerable.Range(0, 30).Sum(k => 2 * old[k] * old[30 * k]);
        Assert.Equal(product, outputs[0].GetDouble(0), 1e-4);
    }

    [Fact]
    public void AResultMayBeReturnedTwiceAndAnInputAsItIs()
    {
        KerasTensor x = Input([3, 5], DType.Float32, "x");
        KerasTensor y = x + 1;
        Program program = new([x], [y, Reshape(y, [15]), x, Reshape(x, [5, 3]), Scalar(4)]);
        TensorData data = Comparison.Numbers(new(x.Shape, x.DType), 1);
        TensorData[] outputs = program.Run(CpuBackend.Instance, data);
        Assert.Equal(outputs[0].Numbers(), outputs[1].Numbers());
        Assert.Equal(data.Numbers(), outputs[2].Numbers());
        Assert.Equal(data.Numbers(), outputs[3].Numbers());
        Assert.Equal(4, outputs[4].GetDouble(0));
    }

    [Fact]
    public void WrongShapesAndTypesAreNamed()
    {
        KerasTensor x = Input([3, 5], DType.Float32, "pixels");
        IExecutable executable = CpuBackend.Instance.Compile(new([x], [x * 2]));
        TensorData good = new([3, 5], DType.Float32), wide = new([3, 6], DType.Float32), whole = new([3, 5], DType.Int32);
        Assert.Contains("'pixels'", Assert.Throws<ShapeException>(() => executable.Run([wide.View], [good.View])).Message);
        Assert.Contains("int32(3, 5)", Assert.Throws<ShapeException>(() => executable.Run([whole.View], [good.View])).Message);
        Assert.Contains("output 0", Assert.Throws<ShapeException>(() => executable.Run([good.View], [wide.View])).Message);
        Assert.Contains("1 input(s)", Assert.Throws<ShapeException>(() => executable.Run([], [good.View])).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void IndicesOutOfRangeAreNamedAndTheNextRunWorks(int index)
    {
        KerasTensor x = Input([4, 3], DType.Float32, "x"), indices = Input([2], DType.Int32, "indices");
        Program program = new([x, indices], [Gather(x, indices), ScatterAdd(indices, Gather(x, indices), [4, 3])]);
        IExecutable executable = CpuBackend.Instance.Compile(program);
        TensorData data = Comparison.Numbers(new(x.Shape, x.DType), 1);
        string message = Assert.Throws<IndexOutOfRangeException>(() => executable.Run(program, data, TensorData.From<int>([0, index], [2]))).Message;
        Assert.Contains($"index {index} ", message);
        Assert.Contains("< 4", message);
        Assert.Equal(data.Numbers()[3..6], executable.Run(program, data, TensorData.From<int>([1, 0], [2]))[0].Numbers()[..3]);
    }

    [Fact]
    public void MemoryIsUsedAgainAndThePlanSaysSo()
    {
        KerasTensor x = Input([100, 100], DType.Float32, "x");
        KerasTensor y = x;
        for (int i = 0; i < 10; i++)
            y = MatMul(y, x);
        string text = CpuBackend.Instance.Compile(new([x], [Relu(y + Sum(y, [0]))])).ToString()!;
        Assert.Contains("MatMul (100, 100)·(100, 100)", text);
        string[] words = text.Split('\n')[^2].Split(' ');
        Assert.InRange(long.Parse(words[1]), 80_000, 90_000);
        Assert.InRange(long.Parse(words[4]), 400_000, 500_000);
    }
}
