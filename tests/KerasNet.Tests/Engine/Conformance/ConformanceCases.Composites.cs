using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Engine.Conformance;

internal static partial class ConformanceCases
{
    private static IEnumerable<ConformanceCase> CompositeOperations()
    {
        foreach (DType type in Floating)
        {
            Tolerance tolerance = For(type, new(5e-6, 1e-6));
            foreach (Shape shape in new Shape[] { [1], [10], [3, 17], [32, 10], [4, 5, 33], [2, 1], [0, 3] })
            {
                TensorData x = Numbers.Random(shape, type);
                for (int axis = 0; axis < shape.Rank; axis++)
                {
                    int along = axis;
                    string name = $"{type} {shape} along {axis}";
                    if (shape[axis] == 0)
                        continue;
                    yield return Case($"Softmax {name}", tolerance, t => Ops.Softmax(t[0], along), x);
                    yield return Case($"LogSoftmax {name}", tolerance, t => Ops.LogSoftmax(t[0], along), x);
                    yield return Case($"LogSumExp {name}", tolerance, t => Ops.LogSumExp(t[0], along), x);
                    yield return Gradients($"Softmax, its gradient {name}", tolerance, t => Ops.Square(Ops.Softmax(t[0], along)), x);
                    yield return Gradients($"LogSumExp, its gradient {name}", tolerance, t => Ops.LogSumExp(t[0], along), x);
                }

                TensorData targets = Numbers.Random(shape, type, 2, 0, 1), labels = Numbers.Indices(shape[..^1], shape[^1]);
                yield return Case($"Relu {type} {shape}", Tolerance.Exact, t => Ops.Relu(t[0]), x);
                yield return Case($"Softplus {type} {shape}", tolerance, t => Ops.Softplus(t[0]), x);
                yield return Case($"SoftmaxCrossEntropy {type} {shape}", For(type, Tolerance.Sum), t => Ops.SoftmaxCrossEntropy(t[0], t[1]), x, targets);
                yield return Case($"SparseSoftmaxCrossEntropy {type} {shape}", tolerance, t => Ops.SparseSoftmaxCrossEntropy(t[0], t[1]), x, labels);
                yield return Gradients($"SoftmaxCrossEntropy, its gradient {type} {shape}", For(type, Tolerance.Sum), t => Ops.SoftmaxCrossEntropy(t[0], t[1]),
                    x, targets);
                yield return Gradients($"SparseSoftmaxCrossEntropy, its gradient {type} {shape}", tolerance, t => Ops.SparseSoftmaxCrossEntropy(t[0], t[1]), x,
                    labels);
            }

            TensorData numbers = Numbers.Vector(type, Numbers.Special);
            yield return Case($"Relu {type} of special numbers", Tolerance.Exact, t => Ops.Relu(t[0]), numbers);
            yield return Case($"Softmax {type} of large numbers", tolerance, t => Ops.Softmax(t[0]), Numbers.Vector(type, -1e30, 1000, 999, -1000, 1000));
            yield return Case($"Softmax {type} with masked entries", tolerance, t => Ops.Softmax(t[0]), Numbers.Vector(type, double.NegativeInfinity, 1, 2));
            yield return Case($"LogSoftmax {type} with NaN", tolerance, t => Ops.LogSoftmax(t[0]), Numbers.Vector(type, 1, double.NaN));
            yield return Case($"LogSumExp {type} of nothing but −∞", tolerance, t => Ops.LogSumExp(t[0]),
                Numbers.Vector(type, double.NegativeInfinity, double.NegativeInfinity));
            yield return Case(
                $"SparseSoftmaxCrossEntropy {type} out of range", tolerance, t => Ops.SparseSoftmaxCrossEntropy(t[0], Ops.Constant<int>([2, -1, 1], [3])),
                    Numbers.Random([3, 2], type));
        }
    }

    /// <summary>Pictures read at other places: near and far, upside down, seen from the side, and where nothing is.</summary>
    private static IEnumerable<ConformanceCase> AffineTransforms()
    {
        (string Name, double[] Numbers)[] transforms =
        [
            ("as it is", [1, 0, 0, 0, 1, 0, 0, 0]),
            ("turned and slanted", [0.83, -0.47, 1.31, 0.59, 0.91, -0.77, 0, 0]),
            ("upside down", [-1, 0, 4, 0, -1, 6, 0, 0]),
            ("far away", [3.3, 0.7, -17.3, 0.9, -4.1, 23.1, 0, 0]),
            ("from the side", [1.05, 0.13, -0.41, 0.07, 0.95, 0.33, 0.021, -0.013]),
            ("beyond all numbers", [1e38, 0, 1e38, 0, 1e38, -1e38, 0, 0]),
            ("nowhere", [1, 0, 0, 0, 1, 0, -0.5, 0]),
        ];
        foreach (DType type in Floating)
            foreach ((string name, double[] numbers) in transforms)
                foreach (FillMode fill in Enum.GetValues<FillMode>())
                    foreach (bool bilinear in (bool[])[true, false])
                        foreach (Shape shape in type == DType.Float32 ? new Shape[] { [2, 7, 5, 3], [1, 1, 6, 1], [1, 9, 130, 3], [1, 8, 9, 4] } : [[2, 7, 5, 3]])
                        {
                            TensorData images = Numbers.Random(shape, type);
                            TensorData all = Execution.Data([shape[0], 8], type, [.. Enumerable.Repeat(numbers, shape[0]).SelectMany(one => one)]);
                            yield return Case(
                                $"AffineTransform {type} {shape} {name}, {fill}, {(bilinear ? "bilinear" : "nearest")}",
                                For(type, new(0, 2e-5)),
                                t => Ops.AffineTransform(t[0], t[1], bilinear, fill, 0.7),
                                images,
                                all);
                        }
    }

    /// <summary>The gradients of the sum of a result for its floating operands.</summary>
    private static ConformanceCase Gradients(string name, Tolerance tolerance, Func<KerasTensor[], KerasTensor> f, params TensorData[] inputs) =>
        new(name, inputs, x => [.. Gradient.Of(f(x), [.. x.Where(t => t.DType.IsFloating())]).Select(gradient => gradient!)], tolerance);
}
