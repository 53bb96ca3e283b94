using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Models;

public sealed class FunctionalTests
{
    private static readonly float[,] s_row = { { 1, 2 } };

    private static Dense Sum(int units = 1, string? name = null) => new(units, kernelInitializer: new Ones(), useBias: false, name: name);

    private static float[] Run(KerasTensor input, KerasTensor output, float[,]? data = null) => new Model(input, output).Predict(data ?? s_row).ToArray();

    [Fact]
    public void A_chain_reads_from_input_to_output()
    {
        Input x = new([2]);
        Assert.Equal([6], Run(x, x.Then(Sum(2)).Then(Sum())));
    }

    [Fact]
    public void A_shared_layer_has_its_weights_once()
    {
        Input a = new([2]), b = new([2]);
        Dense shared = new(3);
        Model model = new([a, b], [new Add().Apply([a.Then(shared), b.Then(shared)])[0]]);
        Assert.Equal(2, model.Weights.Count);
    }

    [Fact]
    public void The_gradients_of_a_shared_layer_are_summed()
    {
        Input a = new([1]), b = new([1]);
        Dense shared = Sum();
        Model model = new([a, b], [new Add().Apply([a.Then(shared), b.Then(shared)])[0]]);
        model.Compile(new KerasNet.Optimizers.SGD(0.1), "mse");

        // d (w·1 + w·2)² / dw = 2 · 3 · 3 at w = 1.
        model.TrainOnBatch([new[,] { { 1f } }, new[,] { { 2f } }], new[,] { { 0f } });
        Assert.Equal(1 - 0.1 * 18, Toy.Weight(model), 5);
    }

    [Fact]
    public void A_layer_may_be_applied_to_its_own_output()
    {
        Input x = new([2]);
        Dense twice = Sum(2);
        Assert.Equal([6, 6], Run(x, x.Then(twice).Then(twice)));
    }

    [Fact]
    public void Several_inputs_come_in_order_or_by_name()
    {
        Input a = new([1], name: "a"), b = new([1], name: "b");
        Model model = new([a, b], [new Subtract().Apply([a.Output, b.Output])[0]]);
        Assert.Equal([-1], model.Predict([new[,] { { 1f } }, new[,] { { 2f } }]).ToArray());
        Assert.Equal([-1], model.Predict(new Dictionary<string, KerasNet.Data.DataArray> { ["b"] = new[,] { { 2f } }, ["a"] = new[,] { { 1f } } }).ToArray());
    }

    [Fact]
    public void A_wrong_input_name_is_answered_with_the_right_ones()
    {
        Input a = new([1], name: "left"), b = new([1], name: "right");
        Model model = new([a, b], [new Add().Apply([a.Output, b.Output])[0]]);
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            model.Predict(new Dictionary<string, KerasNet.Data.DataArray> { ["lefd"] = new[,] { { 2f } }, ["right"] = new[,] { { 1f } } }));
        Assert.Contains("Did you mean 'left'?", e.Message);
    }

    [Fact]
    public void One_array_for_two_inputs_is_refused()
    {
        Input a = new([1], name: "left"), b = new([1], name: "right");
        Model model = new([a, b], [new Add().Apply([a.Output, b.Output])[0]]);
        Assert.Contains("left, right", Assert.Throws<ArgumentException>(() => model.Predict(Toy.Rows(2))).Message);
    }

    [Fact]
    public void Several_outputs_come_in_order()
    {
        Model model = Toy.TwoHeads();
        System.Numerics.Tensors.Tensor<float>[] outputs = model.PredictAll(s_row);
        Assert.Equal([1, 3], outputs.Select(output => (int)output.Lengths[1]));
    }

    [Fact]
    public void Predict_of_several_outputs_points_to_PredictAll() =>
        Assert.Contains("PredictAll", Assert.Throws<InvalidOperationException>(() => Toy.TwoHeads().Predict(s_row)).Message);

    [Fact]
    public void Outputs_of_a_dictionary_carry_its_names()
    {
        Input x = new([2]);
        Model model = new([x], new Dictionary<string, KerasTensor> { ["double"] = x.Output * 2, ["sum"] = x.Then(Sum()) });
        Assert.Equal(["double", "sum"], model.OutputNames);
        Assert.Equal([3], model.PredictByName(s_row)["sum"].ToArray());
    }

    [Fact]
    public void Outputs_of_one_layer_are_numbered()
    {
        Input a = new([2]), b = new([2]);
        Dense shared = Sum(name: "head");
        Assert.Equal(["head", "head_1"], new Model([a, b], [a.Then(shared), b.Then(shared)]).OutputNames);
    }

    [Fact]
    public void Operators_work_on_symbols()
    {
        Input x = new([2]), y = new([2]);
        Model model = new([x, y], [(1 - x.Output) * 2 + y / x.Output]);
        Assert.Equal([1, 0], model.Predict([s_row, new[,] { { 1f, 4 } }]).ToArray());
    }

    [Fact]
    public void A_constant_may_be_an_input_of_a_layer()
    {
        Input x = new([2]);
        Assert.Equal([2, 3], Run(x, new Lambda(both => both[0] + both[1]).Apply([x.Output, Ops.Ones([1, 2])])[0]));
    }

    [Fact]
    public void Operators_broadcast_over_symbols_of_other_ranks()
    {
        Input x = new([2, 3]), y = new([3]);
        Model model = new([x, y], [x.Output * Ops.ExpandDims(y, 1)]);
        Assert.Equal([0, 2, 6, 0, 2, 6], model.Predict([new[,,] { { { 0f, 1, 2 }, { 0, 1, 2 } } }, new[,] { { 1f, 2, 3 } }]).ToArray());
    }

    [Fact]
    public void Functions_of_symbols_that_reduce_work_at_any_batch_size()
    {
        Input x = new([2]);
        Model model = new(x, Ops.Sum(x.Output, [-1], keepDims: true));
        Assert.Equal([1, 5, 9], model.Predict(Toy.Rows(3, 2)).ToArray());
    }

    [Fact]
    public void An_input_that_nothing_uses_still_belongs_to_the_model()
    {
        Input a = new([2], name: "a"), b = new([1], name: "b");
        Model model = new([a, b], [a.Then(Sum())]);
        Assert.Equal(["a", "b"], model.Layers.OfType<Input>().Select(layer => layer.Name).Order());
        Assert.Equal([3], model.Predict([s_row, new[,] { { 7f } }]).ToArray());
    }

    [Fact]
    public void An_output_from_another_input_is_refused_by_name()
    {
        Input a = new([2], name: "a"), b = new([2], name: "stranger");
        Assert.Contains("'stranger'", Assert.Throws<ArgumentException>(() => new Model(a, b.Then(Sum()))).Message);
    }

    [Fact]
    public void An_output_that_is_an_input_is_handed_through()
    {
        Input x = new([2]);
        Assert.Equal([1, 2], Run(x, x));
    }

    [Fact]
    public void A_model_may_start_in_the_middle_of_another()
    {
        Input x = new([2]);
        KerasTensor middle = x.Then(Sum(3));
        Model tail = new(middle, middle.Then(Sum()));
        Assert.Equal([6], tail.Predict(new[,] { { 1f, 2, 3 } }).ToArray());
    }

    [Fact]
    public void Layers_come_by_falling_distance_from_the_outputs()
    {
        Input a = new([2], name: "a"), b = new([2], name: "b");
        KerasTensor deep = a.Then(Sum(2, "a1")).Then(Sum(2, "a2"));
        KerasTensor merged = new Add(name: "add").Apply([deep, b.Then(Sum(2, "b1"))])[0];
        Model model = new([a, b], [merged]);
        Assert.Equal(["a", "a1", "b", "a2", "b1", "add"], model.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Two_layers_of_one_name_are_refused()
    {
        Input x = new([2]);
        Assert.Throws<ArgumentException>(() => new Model(x, x.Then(Sum(2, "same")).Then(Sum(2, "same"))));
    }

    [Fact]
    public void GetLayer_finds_by_name_and_by_place()
    {
        Model model = Toy.TwoHeads();
        Assert.Same(model.GetLayer("cls"), model.GetLayer(2));
    }

    [Fact]
    public void GetLayer_of_an_unknown_name_offers_the_nearest() =>
        Assert.Contains("Did you mean 'cls'?", Assert.Throws<ArgumentException>(() => Toy.TwoHeads().GetLayer("cla")).Message);

    [Fact]
    public void GetLayer_of_a_place_that_is_not_there_says_how_many_there_are() =>
        Assert.Contains("3 layers", Assert.Throws<ArgumentOutOfRangeException>(() => Toy.TwoHeads().GetLayer(9)).Message);

    [Fact]
    public void Masks_flow_through_functional_models()
    {
        Input x = new([2, 1]);
        Model model = new(x, x.Then(new Masking()).Then(new Lambda(x => x * 1, masks => masks[0])));
        model.Compile(new KerasNet.Optimizers.SGD(0.1), "mse");
        float[,,] data = { { { 3 }, { 0 } } };

        // The second step is 0 and so masked: the loss is that of the first alone.
        Assert.Equal(9, model.Evaluate(data, new float[1, 2, 1], verbose: 0)["loss"], 5);
    }

    [Fact]
    public void Masks_flow_through_nested_models()
    {
        Input inside = new([2, 1]);
        Model inner = new(inside, inside.Then(new Masking()));
        Input x = new([2, 1]);
        Model model = new(x, x.Then(inner).Then(new Activation("linear")));
        model.Compile(new KerasNet.Optimizers.SGD(0.1), "mse");
        Assert.Equal(9, model.Evaluate(new float[,,] { { { 3 }, { 0 } } }, new float[1, 2, 1], verbose: 0)["loss"], 5);
    }

    [Fact]
    public void A_nested_model_may_be_used_twice()
    {
        Input inside = new([2]);
        Model inner = new(inside, inside.Then(Sum(2)));
        Input x = new([2]);
        Assert.Equal([6, 6], Run(x, x.Then(inner).Then(inner)));
    }

    [Fact]
    public void Lambda_is_a_layer_made_of_a_function()
    {
        Input x = new([2]);
        Assert.Equal([1, 4], Run(x, x.Then(new Lambda(Ops.Square))));
    }

    [Fact]
    public void Symbols_of_a_running_trace_are_no_inputs() =>
        Assert.Throws<ArgumentException>(() => new Model(Ops.Zeros([1, 2]), Ops.Zeros([1, 2])));
}
