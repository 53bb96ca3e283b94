using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Models;

/// <summary>Models and layers of one's own.</summary>
public sealed class SubclassTests
{
    private sealed class Residual : Model
    {
        private readonly Dense _inner, _head;

        internal Residual()
        {
            _inner = AddSublayer(new Dense(2, "relu"));
            _head = AddSublayer(new Dense(1));
        }

        protected override KerasTensor Call(KerasTensor input, CallContext context) => _head.Apply(input + _inner.Apply(input));
    }

    private sealed class TwoEnds : Model
    {
        private readonly Dense _left, _right;

        internal TwoEnds() => (_left, _right) = (AddSublayer(new Dense(1)), AddSublayer(new Dense(2)));

        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
            [_left.Apply(inputs[0]), _right.Apply(inputs[1])];
    }

    private sealed class Stretch : Layer
    {
        private Variable _factor = null!;

        protected override void Build(Shape inputShape) => _factor = AddWeight("factor", [inputShape[^1]], new Ones());

        protected override KerasTensor Call(KerasTensor input, CallContext context)
        {
            context.AddLoss(Ops.Sum(_factor.Read() * 0.5));
            return input * _factor;
        }
    }

    [Fact]
    public void A_model_with_its_own_Call_predicts_before_it_is_compiled() => Assert.Equal(3, new Residual().Predict(Toy.Rows(3, 2)).FlattenedLength);

    [Fact]
    public void A_model_with_its_own_Call_is_trained()
    {
        Residual model = new();
        model.Compile(new Adam(0.05), "mse", ["mae"]);
        IReadOnlyList<double> loss = model.Fit(Toy.Rows(8, 2, 0.1f), Toy.Rows(8, 1, 0.1f), epochs: 30, verbose: 0)["loss"];
        Assert.True(loss[^1] < loss[0] / 2, $"{loss[0]} → {loss[^1]}");
        Assert.Equal(["loss", "mae"], model.Evaluate(Toy.Rows(8, 2), Toy.Rows(8), verbose: 0).Keys);
    }

    [Fact]
    public void Its_weights_are_those_of_its_sublayers()
    {
        Residual model = new();
        model.Predict(Toy.Rows(1, 2));
        Assert.Equal(4, model.Weights.Count);
    }

    [Fact]
    public void Its_outputs_get_names_by_their_place()
    {
        TwoEnds model = new();
        model.Compile("sgd", ["mse", "mse"]);
        DataArrays x = [Toy.Rows(4, 2), Toy.Rows(4, 3)];
        Assert.Equal(["loss", "output_1_loss", "output_2_loss"], model.Fit(x, [Toy.Rows(4), Toy.Rows(4, 2)], verbose: 0).Keys);
        Assert.Equal(["output_1", "output_2"], model.OutputNames);
    }

    [Fact]
    public void A_wrong_number_of_losses_is_found_when_the_outputs_are_known()
    {
        TwoEnds model = new();
        model.Compile("sgd", ["mse", "mse", "mse"]);
        Assert.Contains("2 outputs", Assert.Throws<ArgumentException>(() =>
            model.Fit([Toy.Rows(4, 2), Toy.Rows(4, 3)], [Toy.Rows(4), Toy.Rows(4, 2)], verbose: 0)).Message);
    }

    [Fact]
    public void It_is_a_layer_of_a_functional_model()
    {
        Input x = new([2]);
        Model model = new(x, x.Then(new Residual()).Then(new Activation("relu")));
        Assert.Equal(4, model.Weights.Count);
        Assert.Equal(3, model.Predict(Toy.Rows(3, 2)).FlattenedLength);
    }

    [Fact]
    public void A_layer_of_ones_own_trains_its_weights_and_adds_its_losses()
    {
        Sequential model = [new Input([2]), new Stretch()];
        model.Compile(new SGD(0.1), "mse");
        Assert.Equal(1, model.TrainOnBatch(new float[1, 2], new float[1, 2])["loss"], 5);
        Assert.Equal([0.95f, 0.95f], Toy.Flat(model));
    }
}
