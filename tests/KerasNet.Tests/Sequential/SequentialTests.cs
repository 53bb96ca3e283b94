using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Models;

public sealed class SequentialTests
{
    [Fact]
    public void A_collection_expression_makes_a_built_model_when_an_input_comes_first()
    {
        Sequential model = [new Input([4]), new Dense(3), new Dense(2)];
        Assert.True(model.Built);
        Assert.Equal(4 * 3 + 3 + 3 * 2 + 2, model.CountParams());
    }

    [Fact]
    public void An_input_is_not_among_the_layers() => Assert.Single(new Sequential([new Input([4]), new Dense(3)]).Layers);

    [Fact]
    public void Add_returns_the_model_so_that_calls_chain()
    {
        Sequential model = new Sequential().Add(new Input([4])).Add(new Dense(3)).Add(new Dense(2));
        Assert.Equal("(None, 2)", model.Outputs[0].Shape.ToString());
    }

    [Fact]
    public void Without_an_input_the_first_data_build_the_model()
    {
        Sequential model = [new Dense(3)];
        Assert.False(model.Built);
        model.Predict(Toy.Rows(2, 5));
        Assert.Equal("(5, 3)", model.Weights[0].Shape.ToString());
    }

    [Fact]
    public void A_deferred_model_has_no_weights_yet() => Assert.Empty(new Sequential([new Dense(3)]).Weights);

    [Fact]
    public void EnsureBuilt_builds_on_a_shape()
    {
        Sequential model = [new Dense(3)];
        model.EnsureBuilt([Shape.Unknown, 7]);
        Assert.Equal("(7, 3)", model.Weights[0].Shape.ToString());
    }

    [Fact]
    public void Pop_takes_the_last_layer_away()
    {
        Sequential model = [new Input([4]), new Dense(3), new Dense(2)];
        Layer last = model.Pop();
        Assert.IsType<Dense>(last);
        Assert.Equal("(None, 3)", model.Outputs[0].Shape.ToString());
        Assert.Equal(3, (int)model.Predict(Toy.Rows(1, 4)).Lengths[1]);
    }

    [Fact]
    public void After_Pop_and_Add_predictions_come_from_the_new_layers()
    {
        Sequential model = [new Input([4]), new Dense(3), new Dense(2)];
        model.Predict(Toy.Rows(1, 4));
        model.Pop();
        model.Add(new Dense(5));
        Assert.Equal(5, (int)model.Predict(Toy.Rows(1, 4)).Lengths[1]);
    }

    [Fact]
    public void Pop_of_the_only_layer_leaves_an_empty_model()
    {
        Sequential model = [new Input([4]), new Dense(3)];
        model.Pop();
        Assert.Empty(model.Outputs);
        Assert.Equal(2, (int)model.Add(new Dense(2)).Predict(Toy.Rows(1, 4)).Lengths[1]);
    }

    [Fact]
    public void Pop_of_an_empty_model_says_so() => Assert.Throws<InvalidOperationException>(() => new Sequential().Pop());

    [Fact]
    public void Two_layers_of_one_name_are_refused()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new Sequential([new Dense(1, name: "a"), new Dense(1, name: "a")]));
        Assert.Contains("'a'", e.Message);
    }

    [Fact]
    public void An_input_must_come_first() => Assert.Throws<ArgumentException>(() => new Sequential([new Dense(1), new Input([3])]));

    [Fact]
    public void A_second_input_is_refused() => Assert.Throws<ArgumentException>(() => new Sequential([new Input([3]), new Input([3])]));

    [Fact]
    public void A_layer_that_does_not_fit_is_refused_where_the_model_is_defined()
    {
        ShapeException e = Assert.Throws<ShapeException>(() => new Sequential([new Input([6]), new Reshape([4, 2], name: "wrong")]));
        Assert.Contains("wrong", e.Message);
        Assert.Contains("6", e.Message);
    }

    [Fact]
    public void A_refused_layer_leaves_the_model_as_it_was()
    {
        Sequential model = [new Input([6])];
        Assert.Throws<ShapeException>(() => model.Add(new Reshape([4, 2])));
        Assert.Empty(model.Layers);
        Assert.Equal("(None, 2)", model.Add(new Dense(2)).Outputs[0].Shape.ToString());
    }

    [Fact]
    public void Data_of_the_wrong_width_are_refused_by_name()
    {
        Sequential model = [new Input([6], name: "pixels"), new Dense(1)];
        ShapeException e = Assert.Throws<ShapeException>(() => model.Predict(Toy.Rows(2, 5)));
        Assert.Contains("'pixels'", e.Message);
        Assert.Contains("(None, 6)", e.Message);
        Assert.Contains("(2, 5)", e.Message);
    }

    [Fact]
    public void A_trailing_axis_of_one_may_be_left_out()
    {
        Sequential model = [new Input([1]), new Dense(1, kernelInitializer: new Ones())];
        Assert.Equal([1, 2], model.Predict(new[] { 1f, 2 }).ToArray());
    }

    [Fact]
    public void Whole_numbers_and_bytes_are_taken_as_the_input_declares()
    {
        Sequential model = [new Input([2]), new Dense(1, kernelInitializer: new Ones())];
        Assert.Equal([3], model.Predict(new[,] { { 1, 2 } }).ToArray());
        Assert.Equal([300], model.Predict(new byte[,] { { 200, 100 } }).ToArray());
        Assert.Equal([3], model.Predict(new[,] { { 1L, 2 } }).ToArray());
        Assert.Equal([1], model.Predict(new[,] { { true, false } }).ToArray());
        Assert.Equal([1.5f], model.Predict(new[,] { { 1.25, 0.25 } }).ToArray());
    }

    [Fact]
    public void A_model_without_layers_says_so() => Assert.Throws<InvalidOperationException>(() => new Sequential().Predict(Toy.Rows(1)));

    [Fact]
    public void Models_nest()
    {
        Sequential inner = [new Dense(3, kernelInitializer: new Ones()), new Activation("relu")];
        Sequential outer = [new Input([2]), inner, new Dense(1, kernelInitializer: new Ones())];
        Assert.Equal([9], outer.Predict(new[,] { { 1f, 2 } }).ToArray());
        Assert.Equal(4, outer.Weights.Count);
    }

    [Fact]
    public void A_deferred_model_of_deferred_models_is_built_by_data()
    {
        Sequential outer = [new Sequential([new Dense(3)]), new Sequential([new Dense(2)])];
        Assert.Equal(2, (int)outer.Predict(Toy.Rows(4, 5)).Lengths[1]);
    }

    [Fact]
    public void A_built_model_in_front_brings_its_input_along()
    {
        Sequential outer = [new Sequential([new Input([2]), new Dense(3)]), new Dense(1)];
        Assert.True(outer.Built);
    }

    [Fact]
    public void A_Sequential_is_a_layer_of_a_functional_model()
    {
        Input x = new([2]);
        Sequential inner = [new Dense(3, kernelInitializer: new Ones())];
        Model model = new(x, x.Then(inner) * 2);
        Assert.Equal([6, 6, 6], model.Predict(new[,] { { 1f, 2 } }).ToArray());
    }

    [Fact]
    public void It_can_be_walked_through()
    {
        Sequential model = [new Dense(3, name: "a"), new Dense(3, name: "b")];
        Assert.Equal(["a", "b"], model.Select(layer => layer.Name));
    }
}
