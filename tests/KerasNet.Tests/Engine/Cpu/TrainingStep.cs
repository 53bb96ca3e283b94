using static KerasNet.Ops;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>A small network with dropout and Adam, made by hand from symbols: a program that reads and writes variables.</summary>
internal sealed class TrainingStep
{
    private readonly int _batch;

    internal TrainingStep(int batch = 32, int inputs = 300, int hidden = 128)
    {
        _batch = batch;
        Weights = [Random([inputs, hidden], 1), Random([hidden], 2), Random([hidden, 10], 3), Random([10], 4)];
        Variable[] means = [.. Weights.Select(Zeros)], squares = [.. Weights.Select(Zeros)];
        Variable seed = new(TensorData.From<long>([7, 0], [2]), "seed", false);
        KerasTensor x = Input([batch, inputs], DType.Float32, "x"), labels = Input([batch], DType.Int32, "labels");
        using Trace trace = new(training: true);
        KerasTensor layer = Relu(MatMul(x, Weights[0]) + Weights[1]);
        KerasTensor kept = GreaterEqual(RandomUniform(seed, layer.Shape), 0.25);
        seed.Assign((KerasTensor)seed + Constant<long>([0, 1], [2]));
        KerasTensor logits = MatMul(Where(kept, layer / 0.75, Scalar(0, layer)), Weights[2]) + Weights[3];
        KerasTensor loss = Mean(SparseSoftmaxCrossEntropy(logits, labels));
        KerasTensor?[] gradients = Gradient.Of(loss, [.. Weights.Select(weight => weight.Read())]);
        for (int i = 0; i < Weights.Length; i++)
        {
            KerasTensor gradient = gradients[i]!;
            means[i].Assign(means[i].Read() + (gradient - means[i]) * 0.1);
            squares[i].Assign(squares[i].Read() + (gradient * gradient - squares[i]) * 0.001);
            Weights[i].Assign(Weights[i].Read() - 0.01 * means[i].Read() / (Sqrt(squares[i]) + 1e-7));
        }

        Program = new([x, labels], [loss], trace.Assignments);
        X = Comparison.Numbers(new([batch, inputs], DType.Float32), 5);
        Labels = Comparison.Numbers(new([batch], DType.Int32), 6, 0, 9.9);
    }

    internal Variable[] Weights { get; }

    internal Program Program { get; }

    internal TensorData X { get; }

    internal TensorData Labels { get; }

    /// <summary>The losses of a number of steps.</summary>
    internal double[] Run(IBackend backend, int steps)
    {
        IExecutable executable = backend.Compile(Composites.Lower(Program, backend.Claims));
        TensorData loss = new([], DType.Float32);
        TensorView[] inputs = [X.View, Labels.View], outputs = [loss.View];
        double[] losses = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            executable.Run(inputs, outputs);
            losses[i] = loss.GetDouble(0);
        }

        return losses;
    }

    private static Variable Random(Shape shape, int seed) => new(Comparison.Numbers(new(shape, DType.Float32), seed, -0.1, 0.1), $"weight{seed}");

    private static Variable Zeros(Variable like) => new(new TensorData(like.Shape, like.DType), "moment", false);
}
