using KerasNet.Layers;

namespace KerasNet.Tests.Training;

public sealed class WeightsTests
{
    private static Sequential Model => [new Input([2]), new Dense(3, name: "first"), new Dense(1, name: "second")];

    [Fact]
    public void Weights_go_from_one_model_to_another()
    {
        Sequential from = Model, to = Model;
        to.SetWeights(from.GetWeights());
        Assert.Equal(Toy.Flat(from), Toy.Flat(to));
    }

    [Fact]
    public void What_GetWeights_gives_is_a_copy()
    {
        Sequential model = Model;
        float before = Toy.Weight(model);
        model.GetWeights()[0][0, 0] = before + 1;
        Assert.Equal(before, Toy.Weight(model));
    }

    [Fact]
    public void Arrays_set_weights_whatever_their_type()
    {
        Sequential model = Toy.Line(2);
        model.SetWeights([new[,] { { 1.5 }, { 2 } }]);
        Assert.Equal([1.5f, 2], Toy.Flat(model));
    }

    [Fact]
    public void A_wrong_number_of_arrays_is_refused() =>
        Assert.Contains("4 weights", Assert.Throws<ArgumentException>(() => Model.SetWeights([new float[2, 3]])).Message);

    [Fact]
    public void A_wrong_shape_is_refused_by_the_name_of_the_weight()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Model.SetWeights([new float[2, 3], new float[3], new float[1, 3], new float[1]]));
        Assert.Contains("second/kernel", e.Message);
        Assert.Contains("(3, 1)", e.Message);
    }

    [Fact]
    public void A_refused_list_changes_nothing()
    {
        Sequential model = Model;
        float[] before = Toy.Flat(model);
        Assert.Throws<ArgumentException>(() => model.SetWeights([new float[2, 3], new float[3], new float[3, 1], new float[2]]));
        Assert.Equal(before, Toy.Flat(model));
    }
}
