using System.Runtime.Intrinsics;
using KerasNet.Engine.Cpu;
using KerasNet.Tests.Engine.Reference;
using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Convolutions and pooling with what surrounds them: epilogues, widths of vectors, threads, and the order of a plan.</summary>
[Collection("Threads")]
public unsafe class ConvolutionTests
{
    [Fact]
    public void BiasAndActivationAreTakenIn()
    {
        string plan = Compile([[2, 9, 8, 3], [3, 3, 3, 20], [20]], Activated).ToString()!;
        Assert.DoesNotContain("tiles of", plan, StringComparison.Ordinal);
        Comparison.CheckFloats([[2, 9, 8, 3], [3, 3, 3, 20], [20]], Activated, 1e-5);

        static KerasTensor[] Activated(KerasTensor[] x)
        {
            KerasTensor y = Convolution(x[0], x[1], [1, 2], [1, 1], [1, 1], [1, 1]) + x[2];
            KerasTensor groups = Convolution(Concatenate([x[0], x[0]], 3), Concatenate([x[1], x[1]], 3), [2, 1], [1, 1], [0, 0], [0, 0], 2);
            return [Relu(y), Sigmoid(Convolution(x[0], x[1], [1, 1], [2, 2], [0, 0], [0, 0]) + x[2]), Tanh(groups)];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void TransposedConvolutionsTakeInBiasAlsoWhereNoFilterReaches(int stride) => Comparison.CheckFloats(
        [[2, 5, 4, 6], [3, 2, 10, 6], [10]],
        x =>
        {
            ConvolutionAttributes geometry = new([stride, stride], [1, 1], [0, 0], [0, 0], 1, [2, 5 * stride + 3 - stride, 4 * stride + 2 - stride, 10], x[1].Shape);
            return [Relu(ConvolutionInputGradient(x[0], x[1], geometry) + x[2])];
        },
        1e-5);

    [Fact]
    public void EveryWidthOfVectorsGivesTheSame()
    {
        ConvolutionAttributes geometry = new([1, 2], [1, 1], [1, 0], [1, 1], 1, [3, 17, 39, 7], [3, 4, 7, 45]);
        Shape output = [3, 17, 19, 45];
        float[] x = Numbers(geometry.InputShape, 1), filters = Numbers(geometry.FilterShape, 2), dy = Numbers(output, 3);
        ConvolutionWindows windows = ConvolutionPlan.Windows(geometry, output);
        ConvolutionFilters layout = ConvolutionPlan.Filters(geometry, transposed: false);
        float[] narrow = Both<MatMulVector128, Vector128<float>>(), middle = Both<MatMulVector256, Vector256<float>>(), wide = Both<MatMulVector512, Vector512<float>>();
        for (int i = 0; i < narrow.Length; i++)
        {
            Assert.Equal(narrow[i], middle[i], 1e-3);
            Assert.Equal(narrow[i], wide[i], 1e-3);
        }

        float[] Both<TOps, TVector>()
            where TOps : struct, IMatMulVector<TVector>
            where TVector : struct
        {
            ConvolutionProduct<TOps, TVector> product = new(windows, layout);
            ConvolutionFilterGradient<TOps, TVector> gradient = new(windows, layout);
            float[] y = new float[output.ElementCount], df = new float[filters.Length], scratch = new float[product.PackedElements + gradient.PartialElements];
            fixed (float* px = x, pf = filters, pdy = dy, py = y, pdf = df, ps = scratch)
            {
                product.Run(px, pf, ps, py, default);
                gradient.Run(px, pdy, ps, pdf);
            }

            return [.. y, .. df];
        }
    }

    [Fact]
    public void BitsDoNotDependOnTheNumberOfThreads()
    {
        Shape[] shapes = [[5, 21, 19, 8], [3, 3, 8, 24], [3, 3, 1, 24]];
        IExecutable executable = Compile(shapes, x =>
        {
            KerasTensor y = Relu(Convolution(x[0], x[1], [1, 1], [1, 1], [1, 1], [1, 1]));
            KerasTensor pooled = MaxPool(y, [3, 3], [2, 2], [0, 0], [1, 1]);
            KerasTensor deep = Convolution(pooled, x[2], [1, 1], [1, 1], [1, 1], [1, 1], 24);
            KerasTensor loss = Sum(Square(SumPool(deep, [2, 2], [2, 2], [0, 0], [0, 0])));
            return [loss, .. Gradient.Of(loss, x)!];
        });
        TensorData[] inputs = [.. shapes.Select((shape, i) => Comparison.Numbers(new(shape, DType.Float32), i))];
        byte[] one = Run(1);
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(3));

        byte[] Run(int threads)
        {
            using WorkerCount count = new(threads);
            TensorData[] outputs = [new([], DType.Float32), .. shapes.Select(shape => new TensorData(shape, DType.Float32))];
            executable.Run([.. inputs.Select(x => x.View)], [.. outputs.Select(y => y.View)]);
            return [.. outputs.SelectMany(y => y.AsBytes().ToArray())];
        }
    }

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 0)]
    public void GradientsOfReluAreMaskedWhereWindowsAre(int window, int stride, int pad)
    {
        Comparison.CheckFloats([[2, 9, 10, 5], [5]], Gradients, 1e-5);
        Assert.DoesNotContain("×900,", Compile([[2, 9, 10, 5], [5]], Gradients).ToString()!.Split('\n').Last(line => line.Contains("Select")), StringComparison.Ordinal);

        KerasTensor[] Gradients(KerasTensor[] x)
        {
            KerasTensor y = Relu(Transpose(x[0], 0, 2, 1, 3) + x[1]);
            KerasTensor loss = Sum(Square(MaxPool(y, [window, window], [stride, stride], [pad, pad], [0, 0])));
            return [loss, .. Gradient.Of(loss, x)!];
        }
    }

    [Fact]
    public void VariablesAreWrittenBeforeTheNextGradientNeedsMemory()
    {
        const int Size = 200;
        Variable a = new(new TensorData([Size, Size], DType.Float32), "a"), b = new(new TensorData([Size, Size], DType.Float32), "b");
        KerasTensor x = Input([Size, Size], DType.Float32, "x");
        Program program;
        using (new Trace())
        {
            KerasTensor first = MatMul(x, x, true, false), second = MatMul(first, x), third = MatMul(x, b), both = MatMul(third, x, false, true);
            program = new([x], [Sum(second), Sum(both)], [(a, a - first), (b, b - second)]);
        }

        string[] steps = [.. CpuBackend.Instance.Compile(program).ToString()!.Split('\n').Where(line => line.Contains("MatMul") || line.Contains("Subtract"))];
        int[] updates = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i].Contains("Subtract"))];

        // a at once; b, whose old value the third product reads, behind that.
        Assert.Equal([1, 4], updates);
    }

    private static IExecutable Compile(Shape[] shapes, Func<KerasTensor[], KerasTensor[]> build)
    {
        KerasTensor[] inputs = [.. shapes.Select((shape, i) => Input(shape, DType.Float32, $"x{i}"))];
        return CpuBackend.Instance.Compile(new Program(inputs, build(inputs)));
    }

    private static float[] Numbers(Shape shape, int seed) => [.. Comparison.Numbers(new(shape, DType.Float32), seed).Numbers().Select(number => (float)number)];
}
