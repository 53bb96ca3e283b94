using System.Text.Json;
using KerasNet.Engine.Cpu;
using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Recurrent;

public sealed class OwnCellTests
{
    [Theory]
    [InlineData("simple_rnn_basic")]
    [InlineData("simple_rnn_sequences")]
    [InlineData("simple_rnn_backwards_sequences_stay_reversed")]
    [InlineData("simple_rnn_mask_left_sequences")]
    [InlineData("simple_rnn_mask_right_zero_output")]
    [InlineData("simple_rnn_unroll")]
    public void An_elman_cell_gives_the_numbers_of_Keras(string name)
    {
        JsonElement golden = KerasVectors.Case(name);
        JsonElement config = golden.GetProperty("layer").GetProperty("config");
        bool Is(string argument) => config.GetProperty(argument).GetBoolean();
        RNN layer = new(
            new Elman(2), Is("return_sequences"), Is("return_state"), Is("go_backwards"), unroll: Is("unroll"), zeroOutputForMask: Is("zero_output_for_mask"));
        TensorData x = KerasVectors.Data(golden.GetProperty("inputs")[0]);
        layer.EnsureBuilt(x.Shape);
        KerasVectors.SetWeights(layer, golden);

        using Trace trace = new();
        KerasTensor input = Ops.Input(x.Shape, x.DType, "x");
        if (golden.TryGetProperty("masks", out JsonElement masks))
            input.Mask = Ops.Constant(KerasVectors.Data(masks[0]));
        KerasTensor output = layer.Invoke([input], new CallContext())[0];
        KerasTensor dy = Ops.Constant(KerasVectors.Data(golden.GetProperty("dy")));
        KerasTensor?[] gradients = Gradient.Of(output, [input, .. layer.Weights.Select(weight => weight.Read())], dy);
        TensorData[] got = new Program([input], [output, .. gradients.Select(gradient => gradient!)]).Run(CpuBackend.Instance, x);

        IEnumerable<JsonElement> expected =
        [
            golden.GetProperty("outputs")[0],
            golden.GetProperty("input_grads")[0],
            .. golden.GetProperty("weight_grads").EnumerateArray(),
        ];
        foreach ((JsonElement array, TensorData numbers) in expected.Zip(got))
            KerasVectors.Near(KerasVectors.Data(array).Numbers(), numbers.Numbers());
    }

    [Fact]
    public void A_minimal_gated_unit_computes_what_a_plain_loop_does()
    {
        TensorData x = new([2, 4, 3], DType.Float32);
        for (int i = 0; i < x.Length; i++)
            x.SetDouble(i, Math.Cos(0.7 * i));
        RNN layer = new(new MinimalGatedUnit(2), returnSequences: true);
        double[] got = LayerContract.Run(layer, training: false, x).Numbers();

        double[][] weights = [.. layer.Weights.Select(weight => weight.Value.Numbers())];
        for (int row = 0; row < 2; row++)
        {
            double[] h = [0, 0];
            for (int step = 0; step < 4; step++)
            {
                double[] input = [.. Enumerable.Range(0, 3).Select(i => x.GetDouble((row * 4 + step) * 3 + i))];
                double[] forget = [.. Enumerable.Range(0, 2).Select(u => 1 / (1 + Math.Exp(-(Dot(input, weights[0], u, 4) + Dot(h, weights[1], u, 4) + weights[2][u]))))];
                double[] seen = [.. h.Zip(forget, (state, gate) => state * gate)];
                h = [.. Enumerable.Range(0, 2).Select(u =>
                    (1 - forget[u]) * h[u] + forget[u] * Math.Tanh(Dot(input, weights[0], u + 2, 4) + Dot(seen, weights[1], u + 2, 4) + weights[2][u + 2]))];
                KerasVectors.Near(h, got[((row * 4 + step) * 2)..((row * 4 + step) * 2 + 2)]);
            }
        }

        static double Dot(double[] x, double[] kernel, int column, int columns) => x.Select((value, i) => value * kernel[i * columns + column]).Sum();
    }

    [Fact]
    public void Works_in_both_directions_beside_other_cells_and_learns()
    {
        Keras.SetRandomSeed(3);
        Bidirectional both = new(new RNN([new MinimalGatedUnit(4), new LSTMCell(3)]));
        Sequential model = [new Input([Shape.Unknown, 1]), both, new Dense(1)];
        model.Compile(new KerasNet.Optimizers.Adam(0.05), "mse");
        (float[,,] x, float[,] y) = (new float[16, 5, 1], new float[16, 1]);
        for (int i = 0; i < 16; i++)
            for (int step = 0; step < 5; step++)
                y[i, 0] += 0.2f * (x[i, step, 0] = (float)Math.Sin(i * 3 + step * 2));
        double before = model.Evaluate(x, y, verbose: 0)["loss"];
        model.Fit(x, y, epochs: 40, batchSize: 16, verbose: 0);

        Assert.True(model.Evaluate(x, y, verbose: 0)["loss"] < before / 5);
        Assert.NotEqual(both.Layer.Weights[0].Value.Numbers(), both.BackwardLayer.Weights[0].Value.Numbers());
        Assert.Equal(4, ((MinimalGatedUnit)((StackedRNNCells)both.BackwardLayer.Cell).Cells[0]).Units);
    }

    [Fact]
    public void Is_saved_with_its_arguments_and_read_where_it_is_known()
    {
        CustomObjects.Register<MinimalGatedUnit>();
        RNN layer = new(new MinimalGatedUnit(3, name: "mine"), returnState: true);
        RNN read = ObjectConfig.Deserialize<RNN>(ObjectConfig.Serialize(layer).Deserialize<JsonElement>());
        Assert.Equal(3, Assert.IsType<MinimalGatedUnit>(read.Cell).Units);
        Assert.Equal("mine", read.Cell.Name);
        Assert.True(read.ReturnState);
    }

    [Fact]
    public void Says_what_a_step_must_give()
    {
        ShapeException wide = Assert.Throws<ShapeException>(() => new RNN(new Careless(3)).Apply(new Input([4, 2])));
        Assert.Contains("StateSizes", wide.Message, StringComparison.Ordinal);
        Assert.Contains("(None, 2)", wide.Message, StringComparison.Ordinal);
        Assert.Contains("(None, 3)", wide.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_output_and_states_leaves_a_step_of_a_loop()
    {
        TensorData x = Execution.Data([2, 2, 1], DType.Float32, 1, 2, 3, 4);
        string refused = Assert.Throws<InvalidOperationException>(() => LayerContract.Run(new RNN(new Averaging()), training: true, x)).Message;
        Assert.Contains("unroll: true", refused, StringComparison.Ordinal);

        RNN unrolled = new(new Averaging(), unroll: true);
        LayerContract.Run(unrolled, training: true, x);
        Assert.NotEqual(0, unrolled.Weights.Single(weight => weight.Name == "moving_mean").Value.GetDouble(0));
        Assert.Equal(2, LayerContract.Run(new RNN(new Averaging()), training: false, x).Length);
    }

    /// <summary>tanh(x·W + h·U + b).</summary>
    public sealed class Elman(int units) : RNNCell
    {
        private Variable _kernel = null!;
        private Variable _recurrent = null!;
        private Variable _bias = null!;

        public int Units { get; } = units;

        public override IReadOnlyList<Shape> StateSizes => [Units];

        public override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
            KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context)
        {
            KerasTensor h = Ops.Tanh(Ops.MatMul(input, _kernel) + Ops.MatMul(states[0], _recurrent) + _bias);
            return (h, [h]);
        }

        protected override void Build(Shape inputShape)
        {
            _kernel = AddWeight("kernel", [inputShape[^1], Units]);
            _recurrent = AddWeight("recurrent_kernel", [Units, Units], new Orthogonal());
            _bias = AddWeight("bias", [Units], new Zeros());
        }
    }

    /// <summary>One gate that both forgets and lets in. Zhou et al., 2016.</summary>
    public sealed class MinimalGatedUnit(int units, string? name = null) : RNNCell(name)
    {
        private Variable _kernel = null!;
        private Variable _recurrent = null!;
        private Variable _bias = null!;

        public int Units { get; } = units;

        public override IReadOnlyList<Shape> StateSizes => [Units];

        public override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
            KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context)
        {
            KerasTensor h = states[0];
            KerasTensor[] x = Ops.Split(Ops.MatMul(input, _kernel) + _bias, 2, -1), kernels = Ops.Split(_recurrent, 2, -1);
            KerasTensor forget = Ops.Sigmoid(x[0] + Ops.MatMul(h, kernels[0]));
            h = (1 - forget) * h + forget * Ops.Tanh(x[1] + Ops.MatMul(forget * h, kernels[1]));
            return (h, [h]);
        }

        protected override void Build(Shape inputShape)
        {
            _kernel = AddWeight("kernel", [inputShape[^1], 2 * Units]);
            _recurrent = AddWeight("recurrent_kernel", [Units, 2 * Units]);
            _bias = AddWeight("bias", [2 * Units], new RandomNormal(seed: 2));
        }
    }

    /// <summary>Normalizes each step, which moves averages in training.</summary>
    private sealed class Averaging : RNNCell
    {
        private readonly BatchNormalization _norm;

        internal Averaging() => _norm = AddSublayer(new BatchNormalization());

        public override IReadOnlyList<Shape> StateSizes => [1];

        public override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
            KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context)
        {
            KerasTensor h = _norm.Apply(input) + states[0];
            return (h, [h]);
        }
    }

    private sealed class Careless(int units) : RNNCell
    {
        public override IReadOnlyList<Shape> StateSizes => [units];

        public override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
            KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context) => (input, [states[0]]);
    }
}
