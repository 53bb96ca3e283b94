using KerasNet.Engine.Cpu;
using KerasNet.Tests.Engine.Reference;
using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>What the steps of LSTM and GRU promise besides the right numbers.</summary>
[Collection("Threads")]
public sealed class RecurrentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(19)]
    public void BitsDoNotDependOnTheNumberOfThreads(int batch)
    {
        Program program = Both(batch, 6, 21);
        byte[] one = Run(1), two = Run(2), three = Run(3);

        Assert.Equal(one, two);
        Assert.Equal(one, three);

        byte[] Run(int threads)
        {
            using WorkerCount count = new(threads);
            return [.. program.Run(CpuBackend.Instance, Data(program)).SelectMany(result => result.AsBytes().ToArray())];
        }
    }

    [Fact]
    public void ARowDoesNotDependOnItsNeighbours()
    {
        // Whatever task and tile a row falls into: the first rows of a batch are a batch of their own.
        Program whole = Both(24, 4, 16), part = Both(3, 4, 16);
        TensorData[] data = Data(whole);
        TensorData states = whole.Run(CpuBackend.Instance, data)[0];
        TensorData[] first = [.. part.Inputs.Zip(data, (input, all) => Start(all, input.Shape))];

        Assert.Equal(Start(states, [3, 4, 16]).Numbers(), part.Run(CpuBackend.Instance, first)[0].Numbers());

        static TensorData Start(TensorData all, Shape shape)
        {
            TensorData start = new(shape, all.DType);
            all.AsBytes()[..(int)start.Bytes].CopyTo(start.AsBytes());
            return start;
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 16)]
    [InlineData(2, 16)]
    public void AWarmRunAllocatesNothing(int threads, int batch)
    {
        using WorkerCount count = new(threads);
        Program program = Both(batch, 5, 19);
        IExecutable executable = CpuBackend.Instance.Compile(program);
        TensorData[] given = Data(program), taken = [.. program.Outputs.Select(y => new TensorData(y.Shape, y.DType))];
        TensorView[] inputs = [.. given.Select(data => data.View)], outputs = [.. taken.Select(data => data.View)];
        for (int i = 0; i < 50; i++)
            executable.Run(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            executable.Run(inputs, outputs);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        GC.KeepAlive(given);
        GC.KeepAlive(taken);
    }

    [Fact]
    public void GatesAreOnlyKeptForAGradient()
    {
        const int Batch = 16, Time = 50, Units = 32;
        KerasTensor x = Input([Batch, Time, 4 * Units], DType.Float32, "x"), h = Input([Batch, Units], DType.Float32, "h");
        KerasTensor kernel = Input([Units, 4 * Units], DType.Float32, "kernel");
        KerasTensor last = Take(Lstm(x, kernel, h, h).States, 1, Time - 1);
        long gates = x.Shape.ElementCount * sizeof(float);

        Assert.InRange(PlanOf(new([x, kernel, h], [last])).ArenaBytes, 0, gates - 1);
        Assert.True(PlanOf(new([x, kernel, h], [Gradient.Of(last, [kernel])[0]!])).ArenaBytes > gates);
    }

    [Theory]
    [InlineData(DType.Float32, true, true)]
    [InlineData(DType.Float32, false, false)]
    [InlineData(DType.Float64, true, false)]
    public void OtherFormsRunAsLoops(DType type, bool resetAfter, bool claimed)
    {
        KerasTensor x = Input([2, 3, 12], type, "x"), kernel = Input([4, 12], type, "kernel"), h = Input([2, 4], type, "h");
        Program program = new([x, kernel, h], [Gru(x, kernel, null, h, resetAfter: resetAfter)]);

        Assert.Equal(claimed, CpuBackend.Instance.Claims(program.Outputs[0].Node));
        Assert.Equal(!claimed, PlanOf(program).Steps.Any(step => step is ScanStep));
    }

    private static Plan PlanOf(Program program) => ((CpuExecutable)CpuBackend.Instance.Compile(program)).Plan;

    /// <summary>An LSTM with a mask, then a GRU in reverse, with their results and all gradients.</summary>
    private static Program Both(int batch, int time, int units)
    {
        KerasTensor x = Input([batch, time, 4 * units], DType.Float32, "x"), mask = Input([batch, time], DType.Bool, "mask");
        KerasTensor state = Input([batch, units], DType.Float32, "state"), cell = Input([batch, units], DType.Float32, "cell");
        KerasTensor first = Input([units, 4 * units], DType.Float32, "first"), second = Input([units, 3 * units], DType.Float32, "second");
        KerasTensor bias = Input([3 * units], DType.Float32, "bias");
        (KerasTensor states, KerasTensor cells) = Lstm(x, first, state, cell, mask);
        KerasTensor after = Gru(Concatenate([states, cells, Sin(states)]), second, bias, state, mask, reverse: true);
        KerasTensor[] variables = [x, state, cell, first, second, bias];
        return new([x, mask, .. variables[1..]], [states, after, .. Gradient.Of(Sum(Square(after)), variables)!]);
    }

    private static TensorData[] Data(Program program) =>
        [.. program.Inputs.Select((input, i) => Comparison.Numbers(new(input.Shape, input.DType), i + 1, -0.5, 0.5))];
}
