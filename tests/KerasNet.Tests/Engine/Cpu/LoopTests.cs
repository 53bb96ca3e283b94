using KerasNet.Engine.Cpu;
using KerasNet.Tests.Engine.Reference;
using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Loops generated for long groups give the bits that tiles give.</summary>
public class LoopTests
{
    /// <summary>Not a whole number of vectors.</summary>
    private const int Count = 16 * 1024 + 5;

    public static TheoryData<string> Groups => [.. s_groups.Keys];

    private static readonly Dictionary<string, Func<KerasTensor, KerasTensor, KerasTensor, KerasTensor[]>> s_groups = new()
    {
        ["arithmetic"] = (x, y, s) => [x + y * s - x / (Abs(y) + 0.5), Maximum(x, y) * Minimum(x, s), -(x * x) + Sign(y)],
        ["functions"] = (x, y, s) => [Exp(x) + Tanh(y), Sigmoid(x * s) - Erf(y), Log(Abs(x) + 1) * Sqrt(Abs(y)), Expm1(x) + Log1p(Abs(y)),
            Rsqrt(Abs(x) + 1) + Relu(y)],
        ["rounding"] = (x, y, s) => [Floor(x * 3) + Ceil(y * 3), Round(x * 5) * s],
        ["choices"] = (x, y, s) =>
        [
            Where(Less(x, y), x * 2, s), Where(LogicalNot(Equal(x, y)), y + 1, x), Cast(LogicalAnd(LessEqual(x, y), Greater(y, s)), DType.Float32) * x,
            Where(LogicalOr(IsFinite(x), Less(y, 0)), x + 1, y), Cast(Cast(Less(x, y), DType.Int32) + 1, DType.Float32) * y,
        ],
        ["whole numbers"] = (x, y, s) => [Cast(BitwiseAnd(Cast(Less(x, y), DType.Int32) * 77, Scalar(13, DType.Int32)), DType.Float32) * 0.25 + y],
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task LoopsAndTilesAgreeToTheBit(string name)
    {
        KerasTensor x = Input([Count], DType.Float32, "x"), y = Input([Count], DType.Float32, "y"), s = Input([], DType.Float32, "s");
        Program program = new([x, y, s], s_groups[name](x, y, s));
        TensorData[] data = [Comparison.Numbers(new(x.Shape, x.DType), 1), Comparison.Numbers(new(y.Shape, y.DType), 2), TensorData.Scalar(0.7, DType.Float32)];
        CpuExecutable executable = (CpuExecutable)CpuBackend.Instance.Compile(program);
        ElementwiseStep[] steps = [.. executable.Plan.Steps.OfType<ElementwiseStep>()];
        await Task.WhenAll(steps.Select(step => step.Loop));
        Assert.All(steps, step => Assert.Contains("one loop", step.Text));
        TensorData[] long_ = executable.Run(program, data);

        // The same elements in pieces that are too short for a loop.
        const int Piece = 1111;
        KerasTensor px = Input([Piece], DType.Float32, "x"), py = Input([Piece], DType.Float32, "y");
        Program pieces = new([px, py, s], s_groups[name](px, py, s));
        CpuExecutable tiles = (CpuExecutable)CpuBackend.Instance.Compile(pieces);
        Assert.All(tiles.Plan.Steps.OfType<ElementwiseStep>(), step => Assert.Contains("tiles", step.Text));
        for (int start = 0; start + Piece <= Count; start += Piece)
        {
            TensorData[] short_ = tiles.Run(pieces, Part(data[0], start), Part(data[1], start), data[2]);
            for (int output = 0; output < long_.Length; output++)
                Assert.Equal(long_[output].Numbers()[start..(start + Piece)], short_[output].Numbers());
        }

        static TensorData Part(TensorData whole, int start) => TensorData.From<float>(whole.AsSpan<float>().Slice(start, Piece), [Piece]);
    }
}
