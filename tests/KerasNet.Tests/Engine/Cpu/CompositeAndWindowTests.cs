using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Claimed composites, convolutions, pooling and loops against the reference.</summary>
public class CompositeAndWindowTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(1001)]
    public void SoftmaxFamily(int classes)
    {
        foreach (DType type in new[] { DType.Float32, DType.Float64 })
            Comparison.Check(
                [new([5, 4, classes], type), new([5, 4, classes], type), new([5, 4], DType.Int32)],
                x =>
                [
                    Softmax(x[0]), LogSoftmax(x[0]), LogSumExp(x[0]), Softmax(x[0], 0), LogSoftmax(x[0], 1), LogSumExp(x[0], 1),
                    SoftmaxCrossEntropy(x[0], x[1]), SparseSoftmaxCrossEntropy(x[0], x[2]), SparseSoftmaxCrossEntropy(x[0] * 30, x[2] + 1),
                ],
                1e-5, -2, 3);
    }

    [Fact]
    public void SoftmaxOfMaskedRows() => Comparison.CheckFloats(
        [[2, 9]],
        x =>
        [
            Softmax(Where(Less(x[0], 0), Scalar(double.NegativeInfinity), x[0])), LogSumExp(x[0] - double.PositiveInfinity),
            LogSumExp(Where(Less(x[0], 0), Scalar(double.NegativeInfinity), x[0])),
            LogSumExp(x[0] + double.PositiveInfinity), Softmax(x[0] - 1e9), LogSoftmax(x[0] * 50),
        ],
        1e-5);

    public static TheoryData<int[], int[], int[], int[], int[], int> Convolutions => new()
    {
        { [2, 9, 8, 3], [3, 3, 3, 5], [1, 1], [1, 1], [1, 1], 1 },
        { [2, 9, 8, 4], [3, 2, 2, 6], [2, 1], [1, 2], [1, 0], 2 },
        { [3, 11, 4], [3, 4, 7], [2], [2], [2], 1 },
        { [2, 5, 6, 4, 2], [2, 3, 2, 2, 3], [1, 2, 1], [1, 1, 2], [0, 1, 1], 1 },
        { [2, 6, 6, 5], [3, 3, 1, 5], [1, 1], [1, 1], [1, 1], 5 },
        { [1, 40, 40, 16], [1, 1, 16, 20], [1, 1], [1, 1], [0, 0], 1 },
    };

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void ConvolutionsAndTheirGradients(int[] input, int[] filters, int[] strides, int[] dilation, int[] pad, int groups)
    {
        foreach (DType type in new[] { DType.Float32, DType.Float64 })
            Comparison.Check(
                [new(input, type), new(filters, type)],
                x =>
                {
                    KerasTensor y = Convolution(x[0], x[1], strides, dilation, pad, pad, groups);
                    KerasTensor dy = y * 0.5 + 0.25;
                    ConvolutionAttributes geometry = y.Node.Get<ConvolutionAttributes>();
                    return [y, ConvolutionInputGradient(dy, x[1], geometry), ConvolutionFilterGradient(x[0], dy, geometry)];
                },
                type == DType.Float32 ? 2e-4 : 1e-9);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Int32)]
    public void Pools(DType type) => Comparison.Check(
        [new([2, 7, 6, 5], type), new([2, 9, 3], type)],
        x =>
        {
            KerasTensor max = MaxPool(x[0], [2, 3], [2, 1], [0, 1], [1, 1]);
            KerasTensor sum = SumPool(x[1], [3], [2], [1], [1]);
            return
            [
                max, sum, Node.Create(Op.MaxPoolGradient, [x[0], max + 1], max.Node.Attributes).Output,
                Node.Create(Op.SumPoolGradient, [sum + 1], sum.Node.Attributes).Output,
            ];
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loops(bool reverse) => Comparison.CheckFloats(
        [[4], [4], [6, 4], [4]],
        x =>
        {
            (KerasTensor[] carries, KerasTensor[] outputs) = Scan(
                (carry, slice) => ([carry[1], Tanh(carry[0] + slice[0] * x[3])], [carry[0] * 2, slice[0] - carry[1]]),
                [x[0], x[1]], [x[2]], null, reverse);
            KerasTensor loss = Sum(carries[0]) + Sum(outputs[1] * outputs[1]);
            return [.. carries, outputs[1], .. Gradient.Of(loss, [x[0], x[2], x[3]])!];
        },
        1e-5);

    [Fact]
    public void LoopsWithoutSlicesCount() => Comparison.CheckFloats(
        [[3]], x => [.. Scan((carry, _) => ([carry[0] * 1.5], []), [x[0]], [], 5).Carries,
            .. Scan((carry, _) => ([carry[0] * 1.5], []), [x[0]], [], 0).Carries]);
}
