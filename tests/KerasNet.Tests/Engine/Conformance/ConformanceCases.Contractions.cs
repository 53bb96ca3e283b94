namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static IEnumerable<ConformanceCase> Contractions()
    {
        foreach (DType type in new[] { DType.Float32, DType.Float64, DType.Int32, DType.Int64 })
            foreach ((int m, int k, int n) in new[] { (1, 1, 1), (2, 3, 4), (1, 17, 5), (7, 1, 9), (5, 33, 1), (17, 16, 33), (32, 64, 10), (0, 3, 2),
                (3, 0, 2) })
                foreach ((bool transposeA, bool transposeB) in new[] { (false, false), (false, true), (true, false), (true, true) })
                {
                    MatMulAttributes form = new(transposeA, transposeB);
                    Shape a = transposeA ? [k, m] : [m, k], b = transposeB ? [n, k] : [k, n];
                    yield return Case($"MatMul {type} {form} {m} {k} {n}", For(type, Tolerance.Sum), Apply(Op.MatMul, form), Numbers.Random(a, type),
                        Numbers.Random(b, type, 2));
                    yield return Case(
                        $"MatMul {type} {form} {m} {k} {n} batched", For(type, Tolerance.Sum), Apply(Op.MatMul, form),
                        Numbers.Random(a.Prepend(3).Prepend(2), type), Numbers.Random(b.Prepend(3).Prepend(2), type, 2));
                }

        foreach (DType type in Floating)
        {
            foreach (bool relu in new[] { false, true })
                yield return Case(
                    $"MatMul {type} with bias{(relu ? " and Relu" : "")}", For(type, Tolerance.Sum),
                    x => Ops.MatMul(x[0], x[1]) + x[2] is var y && relu ? Ops.Relu(y) : Ops.MatMul(x[0], x[1]) + x[2],
                    Numbers.Random([9, 17], type), Numbers.Random([17, 13], type, 2), Numbers.Random([13], type, 3));
            foreach ((string name, Shape input, Shape filters, int[] strides, int[] dilation, int[] low, int[] high, int groups) in s_convolutions)
            {
                ConvolutionAttributes geometry = new(strides, dilation, low, high, groups, input, filters);
                TensorData x = Numbers.Random(input, type), w = Numbers.Random(filters, type, 2);
                Shape output = Ops.Convolution(Ops.Input(input, type, "x"), Ops.Input(filters, type, "w"), strides, dilation, low, high, groups).Shape;
                TensorData dy = Numbers.Random(output, type, 3);
                yield return Case($"Convolution {type}, {name}", For(type, Tolerance.Sum), Apply(Op.Convolution, geometry), x, w);
                yield return Case($"ConvolutionInputGradient {type}, {name}", For(type, Tolerance.Sum), Apply(Op.ConvolutionInputGradient, geometry), dy, w);
                yield return Case($"ConvolutionFilterGradient {type}, {name}", For(type, Tolerance.Sum), Apply(Op.ConvolutionFilterGradient, geometry), x, dy);
            }

            foreach ((Shape input, int[] window, int[] strides, int[] low, int[] high) in s_windows)
            {
                WindowAttributes geometry = new(window, strides, low, high, input);
                string name = $"{type} {geometry}";
                TensorData x = Numbers.Random(input, type);
                Shape output = Ops.SumPool(Ops.Input(input, type, "x"), window, strides, low, high).Shape;
                TensorData dy = Numbers.Random(output, type, 3);
                yield return Case($"MaxPool {name}", Tolerance.Exact, Apply(Op.MaxPool, geometry), x);
                yield return Case($"SumPool {name}", For(type, Tolerance.Sum), Apply(Op.SumPool, geometry), x);
                yield return Case($"MaxPoolGradient {name}", For(type, Tolerance.Sum), Apply(Op.MaxPoolGradient, geometry), x, dy);
                yield return Case($"SumPoolGradient {name}", For(type, Tolerance.Sum), Apply(Op.SumPoolGradient, geometry), dy);
            }

            TensorData ties = new([1, 6, 6, 2], type);
            yield return Case(
                $"MaxPoolGradient {type} among equals", Tolerance.Exact,
                    Apply(Op.MaxPoolGradient, new WindowAttributes([3, 3], [2, 1], [1, 0], [0, 0], ties.Shape)), ties,
                Numbers.Random([1, 3, 4, 2], type));
        }
    }

    private static readonly (string, Shape Input, Shape Filters, int[] Strides, int[] Dilation, int[] Low, int[] High, int Groups)[] s_convolutions =
    [
        ("1 axis", [2, 9, 3], [3, 3, 5], [1], [1], [0], [0], 1),
        ("1 axis, strides and dilation", [2, 11, 2], [3, 2, 4], [2], [2], [2], [1], 1),
        ("causal", [1, 8, 3], [3, 3, 2], [1], [2], [4], [0], 1),
        ("2 axes", [2, 6, 7, 3], [3, 3, 3, 5], [1, 1], [1, 1], [0, 0], [0, 0], 1),
        ("2 axes, same", [2, 6, 7, 3], [3, 3, 3, 17], [1, 1], [1, 1], [1, 1], [1, 1], 1),
        ("2 axes, one channel", [2, 9, 9, 1], [3, 3, 1, 8], [1, 1], [1, 1], [0, 0], [0, 0], 1),
        ("2 axes, strides that leave a rest", [1, 8, 7, 2], [3, 2, 2, 3], [2, 3], [1, 1], [0, 1], [1, 0], 1),
        ("2 axes, dilation", [1, 8, 9, 2], [2, 3, 2, 3], [1, 2], [3, 2], [1, 2], [2, 1], 1),
        ("2 axes, 1 by 1", [2, 5, 4, 6], [1, 1, 6, 7], [1, 1], [1, 1], [0, 0], [0, 0], 1),
        ("2 axes, groups", [2, 5, 6, 4], [3, 2, 2, 6], [1, 2], [1, 1], [1, 0], [1, 1], 2),
        ("2 axes, by depth", [1, 6, 6, 5], [3, 3, 1, 10], [1, 1], [1, 1], [1, 1], [1, 1], 5),
        ("2 axes, window larger than the input", [1, 2, 2, 2], [3, 3, 2, 2], [1, 1], [1, 1], [0, 0], [0, 0], 1),
        ("3 axes", [1, 4, 5, 3, 2], [2, 3, 2, 2, 3], [1, 2, 1], [1, 1, 2], [0, 1, 1], [1, 1, 1], 1),
        ("3 axes, same", [2, 4, 5, 6, 4], [3, 3, 3, 4, 9], [1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1], 1),
        ("2 axes, three channels", [2, 11, 13, 3], [3, 3, 3, 32], [1, 1], [1, 1], [0, 0], [0, 0], 1),
        ("2 axes, many channels", [1, 4, 5, 150], [3, 3, 150, 9], [1, 1], [1, 1], [1, 1], [1, 1], 1),
        ("2 axes, many filters", [1, 4, 5, 5], [3, 2, 5, 410], [1, 1], [1, 1], [1, 0], [1, 1], 1),
        ("2 axes, strides, same", [2, 9, 10, 6], [3, 3, 6, 11], [2, 2], [1, 1], [1, 0], [1, 1], 1),
        ("2 axes, strides larger than the window", [1, 9, 11, 5], [2, 2, 5, 6], [3, 4], [1, 1], [0, 0], [0, 0], 1),
        ("2 axes, strides and dilation of one rhythm", [1, 12, 11, 4], [3, 3, 4, 5], [2, 3], [2, 3], [2, 1], [1, 3], 1),
        ("2 axes, strides and dilation of different rhythms", [1, 13, 14, 4], [3, 3, 4, 5], [2, 2], [3, 1], [2, 1], [1, 0], 1),
        ("2 axes, wide groups", [2, 6, 7, 16], [3, 3, 8, 24], [1, 1], [1, 1], [1, 1], [1, 1], 2),
        ("2 axes, wide groups, strides and dilation", [1, 9, 9, 12], [2, 3, 4, 18], [2, 1], [1, 2], [1, 2], [0, 1], 3),
        ("2 axes, by depth, strides", [2, 9, 8, 19], [3, 2, 1, 19], [2, 2], [1, 1], [1, 0], [1, 1], 19),
        ("2 axes, by depth, dilation", [1, 9, 10, 8], [3, 3, 1, 8], [1, 1], [2, 3], [2, 3], [2, 3], 8),
        ("2 axes, by depth, three for each", [1, 6, 5, 7], [3, 3, 1, 21], [1, 1], [1, 1], [1, 1], [1, 1], 7),
        ("1 axis, by depth", [2, 12, 33], [5, 1, 33], [1], [1], [2], [2], 33),
        ("1 axis, long", [1, 3000, 12], [2, 12, 12], [1], [1], [1], [1], 1),
        ("1 axis, long, strides", [1, 5001, 5], [3, 5, 9], [3], [2], [0], [1], 1),
        ("2 axes, large", [2, 21, 23, 5], [3, 3, 5, 18], [1, 1], [1, 1], [1, 1], [1, 1], 1),
        ("2 axes, five by five", [3, 14, 13, 4], [5, 5, 4, 12], [1, 1], [1, 1], [0, 0], [0, 0], 1),
        ("2 axes, one place left", [2, 5, 4, 8], [5, 4, 8, 33], [1, 1], [1, 1], [0, 0], [0, 0], 1),
    ];

    private static readonly (Shape Input, int[] Window, int[] Strides, int[] Low, int[] High)[] s_windows =
    [
        ([2, 9, 3], [2], [2], [0], [0]), ([2, 9, 3], [3], [2], [1], [1]), ([2, 6, 7, 3], [2, 2], [2, 2], [0, 0], [0, 0]),
            ([1, 7, 6, 17], [3, 2], [2, 1], [1, 0], [1, 1]),
        ([1, 5, 5, 1], [5, 5], [1, 1], [0, 0], [0, 0]), ([1, 4, 5, 3, 2], [2, 2, 2], [1, 2, 1], [0, 0, 0], [0, 1, 1]), ([1, 6, 2], [2], [3], [0], [1]),
    ];
}
