using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph.Gradients;

/// <summary>Every gradient rule against numeric derivatives, one line per case.</summary>
public sealed class GradientRuleTests
{
    /// <summary>Everything, the first step, a hole, nothing.</summary>
    private static readonly KerasTensor s_mask = Ops.Cast(Ops.Constant<int>([1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0], [4, 3]), DType.Bool);

    private static readonly Dictionary<string, Action> s_cases = new()
    {
        ["Negate"] = () => GradientCheck.Run(x => -x[0], [2, 3]),
        ["Abs"] = () => GradientCheck.Run(x => Ops.Abs(x[0]), [2, 3]),
        ["Exp"] = () => GradientCheck.Run(x => Ops.Exp(x[0]), [2, 3]),
        ["Expm1"] = () => GradientCheck.Run(x => Ops.Expm1(x[0]), [2, 3]),
        ["Log"] = () => GradientCheck.Within(0.3, 2, x => Ops.Log(x[0]), [2, 3]),
        ["Log1p"] = () => GradientCheck.Within(-0.6, 2, x => Ops.Log1p(x[0]), [2, 3]),
        ["Sqrt"] = () => GradientCheck.Within(0.3, 2, x => Ops.Sqrt(x[0]), [2, 3]),
        ["Rsqrt"] = () => GradientCheck.Within(0.3, 2, x => Ops.Rsqrt(x[0]), [2, 3]),
        ["Sin"] = () => GradientCheck.Run(x => Ops.Sin(x[0]), [2, 3]),
        ["Cos"] = () => GradientCheck.Run(x => Ops.Cos(x[0]), [2, 3]),
        ["Tanh"] = () => GradientCheck.Run(x => Ops.Tanh(x[0]), [2, 3]),
        ["Sigmoid"] = () => GradientCheck.Run(x => Ops.Sigmoid(x[0]), [2, 3]),
        ["Erf"] = () => GradientCheck.Run(x => Ops.Erf(x[0]), [2, 3]),
        ["Cast to the same kind"] = () => GradientCheck.Run(x => Ops.Cast(Ops.Cast(x[0] * 2, DType.Float64), DType.Float64), [3]),
        ["Square"] = () => GradientCheck.Run(x => Ops.Square(x[0]), [2, 3]),

        ["Add"] = () => GradientCheck.Run(x => x[0] + x[1], [2, 3], [2, 3]),
        ["Add stretched"] = () => GradientCheck.Run(x => x[0] + x[1], [2, 1, 3], [4, 1]),
        ["Subtract stretched"] = () => GradientCheck.Run(x => x[0] - x[1], [3], [2, 3]),
        ["Multiply stretched both ways"] = () => GradientCheck.Run(x => x[0] * x[1], [2, 1], [1, 3]),
        ["Multiply by a scalar"] = () => GradientCheck.Run(x => x[0] * x[1], [], [2, 3]),
        ["Multiply of one tensor with itself"] = () => GradientCheck.Run(x => x[0] * x[0] * x[0], [2, 3]),
        ["Divide"] = () => GradientCheck.Within(0.5, 2, x => x[0] / x[1], [2, 3], [3]),
        ["DivideNoNaN"] = () => GradientCheck.Within(0.5, 2, x => Ops.DivideNoNaN(x[0], x[1]), [2, 3], [3]),
        ["Remainder"] = () => GradientCheck.Within(0.3, 2, x => Ops.Mod(x[0] * 3, -x[1]), [2, 3], [3]),
        ["Power"] = () => GradientCheck.Within(0.4, 2, x => Ops.Power(x[0], x[1]), [2, 3], [3]),
        ["Power of what is negative"] = () => GradientCheck.Within(-2, -0.4, x => Ops.Power(x[0], 3), [2, 3]),
        ["Maximum"] = () => GradientCheck.Run(x => Ops.Maximum(x[0], x[1]), [2, 3], [3]),
        ["Minimum"] = () => GradientCheck.Run(x => Ops.Minimum(x[0], x[1]), [2, 3], [2, 1]),
        ["Clip"] = () => GradientCheck.Run(x => Ops.Clip(x[0], -0.5, 0.7), [4, 5]),
        ["Select"] = () => GradientCheck.Run(x => Ops.Where(Ops.Less(x[0], x[1]), x[0] * 2, Ops.Exp(x[1])), [2, 3], [2, 3]),
        ["Select stretched"] = () => GradientCheck.Run(x => Ops.Where(Ops.Less(Ops.Arange(3), 2), x[0], x[1]), [2, 1], []),

        ["Reshape"] = () => GradientCheck.Run(x => Ops.Reshape(x[0], [3, -1]), [2, 6]),
        ["Transpose"] = () => GradientCheck.Run(x => Ops.Transpose(x[0], 2, 0, 1), [2, 3, 4]),
        ["Broadcast"] = () => GradientCheck.Run(x => Ops.BroadcastTo(x[0], [4, 2, 3]), [2, 1]),
        ["Slice"] = () => GradientCheck.Run(x => Ops.Slice(x[0], [1, 0], [4, 5]), [5, 6]),
        ["Slice with strides"] = () => GradientCheck.Run(x => Ops.Slice(x[0], [1, 0], [5, 6], [3, 2]), [6, 6]),
        ["Slice with strides that leave a rest"] = () => GradientCheck.Run(x => Ops.Slice(x[0], [0], [7], [3]), [9]),
        ["Pad"] = () => GradientCheck.Run(x => Ops.Pad(x[0], [1, 0], [2, 3], 0.5), [2, 3]),
        ["Pad with interior"] = () => GradientCheck.Run(x => Ops.Pad(x[0], [1, 0], [0, 2], 0, [2, 1]), [2, 3]),
        ["Concatenate"] = () => GradientCheck.Run(x => Ops.Concatenate([x[0], x[1], x[0]], 1), [2, 3], [2, 1]),
        ["Stack"] = () => GradientCheck.Run(x => Ops.Stack([x[0], x[1]], 1), [2, 3], [2, 3]),
        ["Split"] = () => GradientCheck.Run(x => Ops.Split(x[0], 3, -1) is var parts ? parts[0] * parts[2] : parts[1], [2, 6]),
        ["Reverse"] = () => GradientCheck.Run(x => Ops.Flip(x[0], 0, 2), [2, 3, 2]),

        ["Sum"] = () => GradientCheck.Run(x => Ops.Sum(x[0], [1]), [2, 3, 2]),
        ["Sum over everything"] = () => GradientCheck.Run(x => Ops.Sum(x[0]), [2, 3]),
        ["Sum that keeps its axes"] = () => GradientCheck.Run(x => Ops.Sum(x[0], [0, -1], keepDims: true), [2, 3, 2]),
        ["Mean"] = () => GradientCheck.Run(x => Ops.Mean(x[0], [0, 2]), [2, 3, 2]),
        ["Variance"] = () => GradientCheck.Run(x => Ops.Variance(x[0], [1]), [2, 5]),
        ["Max"] = () => GradientCheck.Run(x => Ops.Max(x[0], [1]), [2, 4, 3]),
        ["Min"] = () => GradientCheck.Run(x => Ops.Min(x[0], [0, 2]), [2, 4, 3]),
        ["Product"] = () => GradientCheck.Run(x => Ops.Product(x[0], [1, 0]), [2, 4]),
        ["Product with a factor of 0"] = () => GradientCheck.At(x => Ops.Product(x[0], [1]), Data([2, 3], 2, 0, 3, 0, 0, 5)),
        ["CumulativeSum"] = () => GradientCheck.Run(x => Ops.CumulativeSum(x[0], 1), [2, 4]),
        ["CumulativeSum in reverse"] = () => GradientCheck.Run(x => Ops.CumulativeSum(x[0], 0, reverse: true), [3, 2]),
        ["CumulativeSum, exclusive"] = () => GradientCheck.Run(x => Ops.CumulativeSum(x[0], 1, exclusive: true), [2, 4]),
        ["CumulativeSum, exclusive in reverse"] = () => GradientCheck.Run(x => Ops.CumulativeSum(x[0], 1, reverse: true, exclusive: true), [2, 4]),
        ["CumulativeProduct"] = () => GradientCheck.Run(x => Ops.CumulativeProduct(x[0], 1), [2, 4]),
        ["CumulativeProduct, exclusive in reverse"] = () => GradientCheck.Run(x => Ops.CumulativeProduct(x[0], 0, reverse: true, exclusive: true), [4, 2]),
        ["Sort"] = () => GradientCheck.Run(x => Ops.Sort(x[0]).Values, [2, 5]),
        ["Sort, largest first"] = () => GradientCheck.Run(x => Ops.Sort(x[0], descending: true).Values, [7]),
        ["TopK"] = () => GradientCheck.Run(x => Ops.TopK(x[0], 2).Values, [3, 5]),

        ["MatMul"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1]), [2, 3], [3, 4]),
        ["MatMul aᵀ·b"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], transposeA: true), [3, 2], [3, 4]),
        ["MatMul a·bᵀ"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], transposeB: true), [2, 3], [4, 3]),
        ["MatMul aᵀ·bᵀ"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], transposeA: true, transposeB: true), [3, 2], [4, 3]),
        ["MatMul, batched"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1]), [2, 2, 3], [2, 3, 2]),
        ["MatMul, batched aᵀ·bᵀ"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], true, true), [2, 3, 2], [2, 2, 3]),
        ["MatMul, batches stretched"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], transposeB: true), [2, 1, 2, 3], [3, 2, 3]),
        ["MatMul of a batch with one matrix"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1]), [2, 2, 3], [3, 2]),
        ["MatMul of a batch with one transposed matrix"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], transposeB: true), [2, 2, 3], [2, 3]),
        ["MatMul of a transposed batch with one matrix"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1], transposeA: true), [2, 3, 2], [3, 2]),
        ["MatMul of vectors"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1]), [3], [3]),
        ["MatMul of a vector and a matrix"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1]), [3], [3, 2]),
        ["MatMul of a batch and a vector"] = () => GradientCheck.Run(x => Ops.MatMul(x[0], x[1]), [2, 2, 3], [3]),

        ["Convolution 1D"] = () => Convolution([2, 7, 2], [3, 2, 3], [1], [1], [0], [0]),
        ["Convolution 1D with stride, dilation and padding"] = () => Convolution([1, 9, 2], [3, 2, 2], [2], [2], [2], [1]),
        ["Convolution 2D"] = () => Convolution([1, 4, 5, 2], [2, 3, 2, 2], [1, 1], [1, 1], [0, 1], [1, 1]),
        ["Convolution 2D with strides that leave a rest"] = () => Convolution([1, 6, 5, 1], [2, 2, 1, 2], [3, 2], [1, 1], [0, 0], [0, 0]),
        ["Convolution 2D with dilation"] = () => Convolution([1, 5, 6, 1], [2, 2, 1, 2], [1, 2], [2, 3], [1, 0], [0, 1]),
        ["Convolution 2D in groups"] = () => Convolution([1, 4, 3, 4], [2, 2, 2, 6], [1, 1], [1, 1], [1, 0], [0, 1], 2),
        ["Convolution by depth"] = () => Convolution([1, 4, 4, 3], [3, 3, 1, 3], [1, 1], [1, 1], [1, 1], [1, 1], 3),
        ["Convolution 3D"] = () => Convolution([1, 3, 4, 3, 1], [2, 2, 2, 1, 2], [1, 2, 1], [1, 1, 2], [0, 1, 0], [1, 0, 0]),
        ["ConvolutionInputGradient"] = () => GradientCheck.Run(
            x => Ops.ConvolutionInputGradient(x[0], x[1], new ConvolutionAttributes([2, 1], [1, 2], [1, 0], [0, 1], 2, [1, 5, 4, 4], [2, 2, 2, 2])),
                [1, 3, 3, 2], [2, 2, 2, 2]),
        ["ConvolutionFilterGradient"] = () => GradientCheck.Run(
            x => Ops.ConvolutionFilterGradient(x[0], x[1], new ConvolutionAttributes([2, 1], [1, 2], [1, 0], [0, 1], 2, [1, 5, 4, 4], [2, 2, 2, 2])),
                [1, 5, 4, 4], [1, 3, 3, 2]),
        ["MaxPool 1D"] = () => GradientCheck.Run(x => Ops.MaxPool(x[0], [2], [2], [0], [0]), [2, 6, 2]),
        ["MaxPool 2D"] = () => GradientCheck.Run(x => Ops.MaxPool(x[0], [3, 2], [2, 1], [1, 0], [1, 1]), [1, 5, 4, 2]),
        ["MaxPool 3D"] = () => GradientCheck.Run(x => Ops.MaxPool(x[0], [2, 2, 2], [1, 2, 1], [0, 0, 0], [0, 0, 1]), [1, 3, 4, 2, 1]),
        ["SumPool 1D"] = () => GradientCheck.Run(x => Ops.SumPool(x[0], [3], [2], [1], [0]), [2, 6, 2]),
        ["SumPool 2D"] = () => GradientCheck.Run(x => Ops.SumPool(x[0], [3, 2], [2, 1], [1, 0], [1, 1]), [1, 5, 4, 2]),
        ["SumPool 3D"] = () => GradientCheck.Run(x => Ops.SumPool(x[0], [2, 2, 2], [1, 2, 1], [0, 0, 0], [0, 0, 1]), [1, 3, 4, 2, 1]),
        ["SumPoolGradient"] = () => GradientCheck.Run(GradientCheck.Of(x => Ops.Square(Ops.SumPool(x[0], [3, 2], [2, 1], [1, 0], [1, 1]))), [1, 5, 4, 2]),

        ["Gather"] = () => GradientCheck.Run(x => Ops.Gather(x[0], Ops.Constant<int>([2, 0, 2, 1], [2, 2])), [3, 2]),
        ["Gather along an inner axis"] = () => GradientCheck.Run(x => Ops.Gather(x[0], Ops.Constant<int>([3, 0, 0], [3]), 1), [2, 4, 2]),
        ["Gather with batch axes"] = () => GradientCheck.Run(x => Ops.Gather(x[0], Ops.Constant<long>([3, 0, 1, 1, 2, 1], [2, 3]), 1, 1), [2, 4, 2]),
        ["Gather with an axis behind the batch axes"] = () => GradientCheck.Run(x => Ops.Gather(x[0], Ops.Constant<int>([1, 0, 1, 1], [2, 2]), 2, 1),
            [2, 3, 2]),
        ["TakeAlongLastAxis"] = () => GradientCheck.Run(x => Ops.TakeAlongLastAxis(x[0], Ops.Constant<int>([2, 2, 0, 1], [2, 2])), [2, 3]),
        ["ScatterAdd"] = () => GradientCheck.Run(x => Ops.ScatterAdd(Ops.Constant<int>([2, 0, 2], [3]), x[0], [4, 2]), [3, 2]),
        ["ScatterAdd with batch axes"] = () => GradientCheck.Run(x => Ops.ScatterAdd(Ops.Constant<int>([1, 1, 0, 3], [2, 2]), x[0], [2, 4], 1, 1), [2, 2]),

        ["Relu"] = () => GradientCheck.Run(x => Ops.Relu(x[0]), [4, 3]),
        ["Variance about another mean"] = () => GradientCheck.Run(
            x => Node.Create(Op.Variance, [x[0], x[1]], new AxesAttributes([0, 2])).Output, [2, 3, 2], [1, 3, 1]),
        ["Standardize"] = () => GradientCheck.Run(x => Ops.Standardize(x[0], [-1], 0.1), [3, 4]),
        ["Standardize with scale and offset"] = () => GradientCheck.Run(x => Ops.Standardize(x[0], [0, 1], 0.01, x[1], x[2]), [3, 2, 2], [2], [1, 1, 2]),
        ["Standardize over axes with a gap"] = () => GradientCheck.Run(x => Ops.Standardize(x[0], [0, 2], 0.01, x[1]), [2, 3, 3], [3, 1]),
        ["Softmax"] = () => GradientCheck.Run(x => Ops.Softmax(x[0]), [2, 4]),
        ["Softmax along the first axis"] = () => GradientCheck.Run(x => Ops.Softmax(x[0], 0), [3, 2]),
        ["LogSoftmax"] = () => GradientCheck.Run(x => Ops.LogSoftmax(x[0], 1), [2, 4, 2]),
        ["LogSumExp"] = () => GradientCheck.Run(x => Ops.LogSumExp(x[0], 0), [3, 2]),
        ["Softplus"] = () => GradientCheck.Run(x => Ops.Softplus(x[0]), [3, 2]),
        ["SoftmaxCrossEntropy"] = () => GradientCheck.Run(x => Ops.SoftmaxCrossEntropy(x[0], x[1]), [2, 3, 4], [2, 3, 4]),
        ["SparseSoftmaxCrossEntropy"] = () => GradientCheck.Run(x => Ops.SparseSoftmaxCrossEntropy(x[0], Ops.Constant<int>([3, 0], [2])), [2, 4]),
        ["AffineTransform"] = () => GradientCheck.Run(x => Read(x, FillMode.Reflect), [2, 4, 5, 2], [2, 8]),
        ["AffineTransform with a constant beyond the edges"] = () => GradientCheck.Run(x => Read(x, FillMode.Constant), [2, 4, 5, 2], [2, 8]),
        ["AffineTransform that wraps"] = () => GradientCheck.Run(x => Read(x, FillMode.Wrap), [2, 4, 5, 2], [2, 8]),
        ["AffineTransform of the nearest"] = () => GradientCheck.Run(
            x => Read([x[0], Ops.Zeros([2, 8], DType.Float64)], FillMode.Nearest, bilinear: false), [2, 4, 5, 2]),
        ["AffineTransform of pictures that their transforms change"] = () => GradientCheck.Run(
            x => Read([x[0] * Ops.Reshape(Ops.SliceAxis(x[1], 1, 0, 1), [2, 1, 1, 1]), x[1]], FillMode.Nearest), [2, 4, 5, 2], [2, 8]),

        ["Lstm"] = () => GradientCheck.Run(x => States(x), [2, 3, 8], [2, 8], [2, 2], [2, 2]),
        ["Lstm, its cells"] = () => GradientCheck.Run(x => Ops.Lstm(x[0], x[1], x[2], x[3]).Cells, [2, 3, 8], [2, 8], [2, 2], [2, 2]),
        ["Lstm in reverse"] = () => GradientCheck.Run(x => States(x, reverse: true), [2, 3, 8], [2, 8], [2, 2], [2, 2]),
        ["Lstm with a mask"] = () => GradientCheck.Run(x => States(x, s_mask), [4, 3, 8], [2, 8], [4, 2], [4, 2]),
        ["Lstm with a mask in reverse"] = () => GradientCheck.Run(x => States(x, s_mask, reverse: true), [4, 3, 8], [2, 8], [4, 2], [4, 2]),
        ["Gru"] = () => GradientCheck.Run(x => Ops.Gru(x[0], x[1], x[2], x[3]), [2, 3, 6], [2, 6], [6], [2, 2]),
        ["Gru without a recurrent bias"] = () => GradientCheck.Run(x => Ops.Gru(x[0], x[1], null, x[2]), [2, 3, 6], [2, 6], [2, 2]),
        ["Gru in reverse"] = () => GradientCheck.Run(x => Ops.Gru(x[0], x[1], x[2], x[3], reverse: true), [2, 3, 6], [2, 6], [6], [2, 2]),
        ["Gru with a mask"] = () => GradientCheck.Run(x => Ops.Gru(x[0], x[1], x[2], x[3], s_mask), [4, 3, 6], [2, 6], [6], [4, 2]),
        ["Gru with a mask in reverse"] = () => GradientCheck.Run(x => Ops.Gru(x[0], x[1], x[2], x[3], s_mask, reverse: true), [4, 3, 6], [2, 6], [6], [4, 2]),
        ["Gru that resets before"] = () => GradientCheck.Run(x => Ops.Gru(x[0], x[1], null, x[2], s_mask, resetAfter: false), [4, 3, 6], [2, 6], [4, 2]),

        ["Relu as defined"] = () => GradientCheck.Lowered(x => Ops.Relu(x[0]), [4, 3]),
        ["Variance as defined"] = () => GradientCheck.Lowered(x => Ops.Variance(x[0], [0]), [4, 2]),
        ["Standardize as defined"] = () => GradientCheck.Lowered(x => Ops.Standardize(x[0], [0, 1], 0.01, x[1]), [3, 2, 2], [2]),
        ["Softmax as defined"] = () => GradientCheck.Lowered(x => Ops.Softmax(x[0], 1), [2, 4, 2]),
        ["LogSoftmax as defined"] = () => GradientCheck.Lowered(x => Ops.LogSoftmax(x[0]), [2, 4]),
        ["LogSumExp as defined"] = () => GradientCheck.Lowered(x => Ops.LogSumExp(x[0], 0, keepDims: true), [3, 2]),
        ["SoftmaxCrossEntropy as defined"] = () => GradientCheck.Lowered(x => Ops.SoftmaxCrossEntropy(x[0], x[1]), [2, 4], [2, 4]),
        ["SparseSoftmaxCrossEntropy as defined"] = () => GradientCheck.Lowered(x => Ops.SparseSoftmaxCrossEntropy(x[0], Ops.Constant<int>([3, 0], [2])),
            [2, 4]),

        ["Twice: elementwise"] = () => Twice(x => Ops.Tanh(x[0]) * Ops.Sigmoid(x[0]) + Ops.Exp(Ops.Sin(x[0])) - Ops.Erf(Ops.Cos(x[0])), [2, 3]),
        ["Twice: roots and logarithms"] = () => GradientCheck.Within(0.5, 2,
            GradientCheck.Of(x => Ops.Sqrt(x[0]) / Ops.Log1p(x[0]) + Ops.Rsqrt(x[0]) * Ops.Log(x[0])), [2, 3]),
        ["Twice: Power"] = () => GradientCheck.Within(0.5, 2, GradientCheck.Of(x => Ops.Power(x[0], x[1]), 1), [2, 3], [3]),
        ["Twice: MatMul"] = () => Twice(x => Ops.Square(Ops.MatMul(x[0], x[1], transposeA: true)), [3, 2], [3, 2]),
        ["Twice: Convolution"] = () => Twice(
            x => Ops.Square(Ops.Convolution(x[0], x[1], [2, 1], [1, 2], [1, 0], [0, 1], 2)), [1, 4, 4, 2], [2, 2, 1, 2]),
        ["Twice: Standardize"] = () => Twice(x => Ops.Standardize(x[0], [0], 0.1, x[1]), [4, 2], [2]),
        ["Twice: Softmax"] = () => Twice(x => Ops.Softmax(x[0]), [2, 3]),
        ["Twice: cross-entropies"] = () => Twice(
            x => Ops.SoftmaxCrossEntropy(x[0], Ops.Softmax(x[0] * 0.5)) + Ops.SparseSoftmaxCrossEntropy(x[0],
                Ops.Constant<int>([1, 0], [2])) + Ops.LogSumExp(x[0]), [2, 3]),
        ["Twice: movement"] = () => Twice(
            x => Ops.Square(Ops.Pad(Ops.Flip(Ops.Slice(Ops.Transpose(x[0]), [0, 0], [3, 2], [2, 1]), 1), [1, 0], [0, 1], 0, [1, 0])), [2, 3]),
        ["Twice: Gather"] = () => Twice(x => Ops.Square(Ops.Gather(x[0], Ops.Constant<int>([1, 1, 0], [3]))), [2, 2]),
        ["Twice: reductions"] = () => Twice(x => Ops.Product(x[0], [1]) * Ops.Sum(Ops.Square(x[0]), [1]) + Ops.Max(Ops.Square(x[0]), [1]), [2, 3]),
        ["Twice: Lstm"] = () => Twice(x => States([x[0], x[1], Ops.Ones([4, 2], DType.Float64), Ops.Ones([4, 2], DType.Float64)], s_mask), [4, 3, 8], [2, 8]),
        ["Twice: Gru"] = () => Twice(x => Ops.Gru(x[0], x[1], null, Ops.Ones([4, 2], DType.Float64), s_mask), [4, 3, 6], [2, 6]),
        ["Twice: Sort"] = () => Twice(x => Ops.Square(Ops.Sort(x[0]).Values), [2, 4]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_rule_agrees_with_the_numeric_derivative(string name) => s_cases[name]();

    [Fact]
    public void Every_rule_has_a_case()
    {
        foreach (Action check in s_cases.Values)
            check();

        Assert.Equal([Op.Scan], GradientRules.Covered.Where(op => !GradientCheck.Checked.ContainsKey(op) || op == Op.Scan));
    }

    private static void Convolution(Shape input, Shape filters, int[] strides, int[] dilation, int[] low, int[] high, int groups = 1) =>
        GradientCheck.Run(x => Ops.Convolution(x[0], x[1], strides, dilation, low, high, groups), input, filters);

    /// <summary>Pictures read near their own places, a little turned, slanted and seen from the side.</summary>
    private static KerasTensor Read(KerasTensor[] x, FillMode fill, bool bilinear = true) =>
        Ops.AffineTransform(x[0], x[1] * 0.04 + Ops.Constant<double>([1.1, 0.3, -0.6, -0.2, 0.9, 0.4, 0.01, -0.02], [8]), bilinear, fill, 0.5);

    private static void Twice(Func<KerasTensor[], KerasTensor> f, Shape a, Shape? b = null) => GradientCheck.Run(GradientCheck.Of(f), a, b);

    private static KerasTensor States(KerasTensor[] x, KerasTensor? mask = null, bool reverse = false) => Ops.Lstm(x[0], x[1], x[2], x[3], mask, reverse).States;

    private static TensorData Data(Shape shape, params double[] numbers) => Execution.Data(shape, DType.Float64, numbers);
}
