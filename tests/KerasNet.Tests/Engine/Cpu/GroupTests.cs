using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Groups of elementwise operations: what is stretched, shared, delayed and overwritten.</summary>
public class GroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(5000)]
    public void RowsAndColumnsAreStretched(int width) => Comparison.CheckFloats(
        [[23, width], [width], [23, 1], [], [1, 1]],
        x => [(x[0] + x[1]) * x[2] - x[3] / x[4], x[1] * x[2], Exp(x[2]) * x[0] + Exp(x[1])],
        1e-5);

    [Fact]
    public void AxesInTheMiddleAreStretched() => Comparison.CheckFloats(
        [[4, 3, 5, 6], [3, 1, 6], [4, 1, 5, 1], [5, 1], [4, 3, 1, 1]],
        x => [x[0] + x[1] * x[2] - x[3] * x[4], x[1] + x[2], Maximum(x[3], x[4])]);

    [Fact]
    public void StretchedTensorsMeetOtherOperations() => Comparison.CheckFloats(
        [[5], [4, 1]],
        x =>
        {
            KerasTensor wide = BroadcastTo(x[0], [4, 5]);
            return [MatMul(wide, wide, transposeB: true), Sum(wide * x[1], [0]), Reshape(wide, [20]), wide, wide + 1, BroadcastTo(wide, [2, 4, 5])];
        });

    [Fact]
    public void NumbersOnBothSidesOfAnOperation() => Comparison.CheckFloats(
        [[], [], [6, 6]],
        x => [BroadcastTo(x[0], [6, 6]) + BroadcastTo(x[1], [6, 6]), Where(BroadcastTo(Less(x[0], x[1]), [6, 6]), x[2], x[0]),
            Power(BroadcastTo(Abs(x[0]), [6, 6]), Abs(x[1]))]);

    [Fact]
    public void ManyOutputsOfOneGroupOverwriteNothingTooEarly() => Comparison.CheckFloats(
        [[1000], [1000]],
        x =>
        {
            KerasTensor a = Reverse(x[0]), b = Reverse(x[1]);
            KerasTensor sum = a + b, difference = a - b;
            KerasTensor product = sum * difference, again = a * product;
            return [Reverse(sum), Reverse(difference), Reverse(product), Reverse(again), Reverse(b * again)];

            static KerasTensor Reverse(KerasTensor y) => Flip(y, 0);
        },
        1e-5);

    [Fact]
    public void WhatIsReadStretchedIsNotOverwritten() => Comparison.CheckFloats(
        [[6, 6], [1, 6]],
        x =>
        {
            KerasTensor square = Transpose(x[0], 1, 0);
            KerasTensor row = Reshape(Slice(square, [2, 0], [3, 6]), [6]);
            return [Transpose(square + row * 2, 1, 0), square];
        });

    [Fact]
    public void LongChainsAndSharedParts() => Comparison.CheckFloats(
        [[777], [777]],
        x =>
        {
            List<KerasTensor> parts = [x[0], x[1]];
            for (int i = 0; i < 60; i++)
                parts.Add(Tanh(parts[^1] * 0.7 + parts[i] * 0.3));
            return [parts[^1], parts[40], parts.Skip(20).Aggregate((a, b) => a + b)];
        },
        2e-5);

    [Fact]
    public void ProductsTakeInBiasAndActivation() => Comparison.CheckFloats(
        [[3, 9, 20], [20, 12], [12], [12, 5]],
        x =>
        [
            Relu(MatMul(x[0], x[1]) + x[2]), Tanh(MatMul(x[0], x[1]) + x[2]), Sigmoid(MatMul(x[0], x[1])), x[2] + MatMul(x[0], x[1]) * 2,
            MatMul(Relu(MatMul(x[0], x[1]) + BroadcastTo(x[2], [3, 9, 12])), x[3]), Relu(MatMul(x[0], x[1]) + Sum(x[3], [1])),
        ],
        2e-5);

    [Fact]
    public void ABiasMayDependOnTheProduct() => Comparison.CheckFloats(
        [[4, 6], [6, 5]],
        x =>
        {
            KerasTensor product = MatMul(x[0], x[1]);
            return [product + Sum(product, [0]), Relu(product + Max(product, [0])) * product];
        },
        1e-5);

    [Fact]
    public void ConstantsAreComputedBeforehand() => Comparison.CheckFloats(
        [[3, 4]],
        x => [x[0] * (Ones([3, 4]) / 12.0 + Iota([3, 4], 1, DType.Float32) * 2), OneHot(Cast(x[0], DType.Int32), 3), Full([2, 2], 3), Sum(Ones([3, 4])),
            Cast(Iota([3, 4], 0), DType.Float32) + x[0]]);

    [Fact]
    public void NothingAtAll() => Comparison.CheckFloats([[0, 4], [4]], x => [x[0] + x[1], Sum(x[0], [0]), Concatenate([x[0], x[0] * 2], 0), Sum(x[0] * 2)]);
}
