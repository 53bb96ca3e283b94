using KerasNet.Engine.Cpu;
using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Recurrent;

/// <summary>A layer computes the same whole, step by step in a loop, and written out.</summary>
public sealed class WalkTests
{
    private const int Units = 3;

    // The same function as "tanh", but one that composite operations do not know.
    private static readonly ActivationFunction s_ownTanh = (Func<KerasTensor, KerasTensor>)(x => Ops.Tanh(x));

    private static readonly Dictionary<string, Func<ActivationFunction, Arguments, RNN>> s_layers = new()
    {
        ["lstm"] = (activation, a) => new LSTM(
            Units, activation, biasInitializer: new RandomNormal(seed: 4), kernelInitializer: new GlorotUniform(seed: 1), recurrentInitializer: new Orthogonal(seed: 2),
            returnSequences: a.Sequences, returnState: true, goBackwards: a.Backwards, unroll: a.Unroll, zeroOutputForMask: a.ZeroOutput),
        ["gru"] = (activation, a) => new GRU(
            Units, activation, biasInitializer: new RandomNormal(seed: 4), kernelInitializer: new GlorotUniform(seed: 1), recurrentInitializer: new Orthogonal(seed: 2),
            returnSequences: a.Sequences, returnState: true, goBackwards: a.Backwards, unroll: a.Unroll, zeroOutputForMask: a.ZeroOutput),
        ["gru, reset before"] = (activation, a) => new GRU(
            Units, activation, biasInitializer: new RandomNormal(seed: 4), kernelInitializer: new GlorotUniform(seed: 1), recurrentInitializer: new Orthogonal(seed: 2),
            resetAfter: false, returnSequences: a.Sequences, returnState: true, goBackwards: a.Backwards, unroll: a.Unroll, zeroOutputForMask: a.ZeroOutput),
        ["two cells"] = (activation, a) => new RNN(
            [
                new LSTMCell(2, activation, kernelInitializer: new GlorotUniform(seed: 1), recurrentInitializer: new Orthogonal(seed: 2)),
                new GRUCell(Units, activation, kernelInitializer: new GlorotUniform(seed: 3), recurrentInitializer: new Orthogonal(seed: 5)),
            ],
            a.Sequences, returnState: true, a.Backwards, unroll: a.Unroll, zeroOutputForMask: a.ZeroOutput),
    };

    public static TheoryData<string, bool, bool, bool, bool> Cases
    {
        get
        {
            TheoryData<string, bool, bool, bool, bool> cases = [];
            bool[] both = [false, true];
            foreach (string layer in s_layers.Keys)
                foreach (bool masked in both)
                    foreach (bool backwards in both)
                        foreach (bool sequences in both)
                            foreach (bool zeroOutput in masked ? both : [false])
                                cases.Add(layer, masked, backwards, sequences, zeroOutput);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void All_ways_agree_in_outputs_states_and_gradients(string layer, bool masked, bool backwards, bool sequences, bool zeroOutput)
    {
        (double[] whole, Op[] ops) = Compute(s_layers[layer]("tanh", new(backwards, sequences, Unroll: false, zeroOutput)), masked);
        (double[] looped, Op[] loopOps) = Compute(s_layers[layer](s_ownTanh, new(backwards, sequences, Unroll: false, zeroOutput)), masked);
        (double[] written, Op[] writtenOps) = Compute(s_layers[layer]("tanh", new(backwards, sequences, Unroll: true, zeroOutput)), masked);

        Assert.Contains(ops, op => op is Op.Lstm or Op.Gru);
        Assert.Contains(Op.Scan, loopOps);
        Assert.DoesNotContain(loopOps, op => op is Op.Lstm or Op.Gru);
        Assert.DoesNotContain(writtenOps, op => op is Op.Lstm or Op.Gru or Op.Scan);
        KerasVectors.Near(looped, whole, 1e-4);
        KerasVectors.Near(looped, written, 1e-4);
    }

    [Fact]
    public void A_layer_of_cells_is_layers_one_after_the_other()
    {
        TensorData x = Waves([2, 5, 2]);
        RNN stacked = new([new LSTMCell(3), new SimpleRNNCell(2)]);
        RNN lower = new(stacked.Cell is StackedRNNCells { Cells: [var first, _] } ? first : throw new InvalidOperationException(), returnSequences: true);
        RNN upper = new(((StackedRNNCells)stacked.Cell).Cells[1]);
        double[] one = LayerContract.Run(stacked, training: false, x).Numbers();
        double[] two = LayerContract.Run(upper, training: false, LayerContract.Run(lower, training: false, x)).Numbers();
        KerasVectors.Near(one, two);
    }

    [Fact]
    public void One_draw_of_dropout_holds_for_all_steps_and_the_same_seed_draws_the_same()
    {
        TensorData ones = new([4, 6, 5], DType.Float32);
        ones.AsSpan<float>().Fill(1);
        SimpleRNN Make() => new(5, "linear", kernelInitializer: "identity", recurrentInitializer: "zeros", dropout: 0.5, seed: 7, returnSequences: true);
        SimpleRNN layer = Make();
        double[] first = LayerContract.Run(layer, training: true, ones).Numbers();
        double[] second = LayerContract.Run(layer, training: true, ones).Numbers();

        Assert.All(Enumerable.Range(0, first.Length), i => Assert.Equal(first[i / 30 * 30 + i % 5], first[i]));
        Assert.All(first, value => Assert.Contains(value, (double[])[0, 2]));
        Assert.NotEqual(first, second);
        Assert.Equal(first, LayerContract.Run(Make(), training: true, ones).Numbers());
    }

    private static (double[] Numbers, Op[] Ops) Compute(RNN layer, bool masked)
    {
        TensorData x = Waves([3, 4, 2]);
        using Trace trace = new();
        KerasTensor input = Ops.Input(x.Shape, x.DType, "x");
        bool[] mask = [false, false, true, false, true, true, false, true, false, false, false, false];
        if (masked)
            input.Mask = Ops.Constant<bool>(mask, [3, 4]);
        IReadOnlyList<KerasTensor> outputs = layer.Invoke([input], new CallContext());
        KerasTensor total = outputs.Select((output, i) => Ops.Sum(Ops.Square(output + i))).Aggregate((a, b) => a + b);
        KerasTensor[] wanted = [input, .. layer.Weights.Select(weight => weight.Read())];
        KerasTensor[] gradients = [.. Gradient.Of(total, wanted).Select(gradient => gradient!)];
        Program program = new([input], [.. outputs, .. gradients]);
        Op[] ops = [.. Rewriter.Reachable(outputs).Select(node => node.Op).Distinct()];
        return ([.. program.Run(CpuBackend.Instance, x).SelectMany(result => result.Numbers())], ops);
    }

    private static TensorData Waves(Shape shape)
    {
        TensorData data = new(shape, DType.Float32);
        for (int i = 0; i < data.Length; i++)
            data.SetDouble(i, Math.Sin(1.3 * i + 0.4));
        return data;
    }

    private sealed record Arguments(bool Backwards, bool Sequences, bool Unroll, bool ZeroOutput);
}
