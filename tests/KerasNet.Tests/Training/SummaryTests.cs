using KerasNet.Layers;
using KerasNet.Training;

namespace KerasNet.Tests.Training;

public sealed class SummaryTests
{
    private static ModelSummary Of(Model model, bool expandNested = false) => new(model, expandNested, showTrainable: true);

    [Fact]
    public void A_row_tells_name_class_shape_and_parameters()
    {
        ModelSummary.Row row = Of(new Sequential([new Input([4]), new Dense(3, name: "first")])).Rows[0];
        Assert.Equal(("first", "Dense", "(None, 3)", "15", "Y"), (row.Name, row.Type, row.OutputShape, row.Parameters, row.Trainable));
    }

    [Fact]
    public void Totals_count_frozen_weights_apart()
    {
        Sequential model = [new Input([4]), new Dense(3) { Trainable = false }, new Dense(1)];
        Assert.Equal([19, 4, 15], Of(model).Totals.Select(total => total.Count));
    }

    [Fact]
    public void The_optimizer_counts_once_it_is_built()
    {
        Sequential model = Toy.Line(2);
        model.Compile("adam", "mse");
        model.TrainOnBatch(Toy.Rows(1, 2), Toy.Rows(1));

        // Iteration, learning rate, and two moments of two weights.
        Assert.Equal(6, Of(model).Totals[^1].Count);
        Assert.Equal(8, Of(model).Totals[0].Count);
    }

    [Fact]
    public void Layers_that_are_not_built_say_so()
    {
        ModelSummary.Row row = Of(new Sequential([new Dense(3)])).Rows[0];
        Assert.Equal(("?", "0 (unbuilt)"), (row.OutputShape, row.Parameters));
    }

    [Fact]
    public void Nested_models_are_one_row_unless_expanded()
    {
        Sequential model = [new Input([4]), new Sequential([new Dense(3, name: "inside")]), new Dense(1)];
        Assert.Equal(2, Of(model).Rows.Count);
        Assert.Contains(Of(model, expandNested: true).Rows, row => row.Name.EndsWith("inside", StringComparison.Ordinal));
    }

    [Fact]
    public void A_branching_model_tells_what_is_connected_to_what()
    {
        ModelSummary summary = Of(Toy.TwoHeads());
        Assert.False(summary.IsLinear);
        Assert.Equal("x[0][0]", summary.Rows[1].ConnectedTo);
    }

    [Fact]
    public void A_chain_needs_no_such_column() => Assert.True(Of(Toy.Line()).IsLinear);

    [Fact]
    public void The_text_has_a_title_a_table_and_totals()
    {
        string text = "";
        new Sequential([new Input([784]), new Dense(128)], name: "digits").Summary(printFn: printed => text = printed);
        Assert.Contains("Model: \"digits\"", text);
        Assert.Contains("100,480", text);
        Assert.Contains("Total params: 100,480 (392.50 KB)", text);
    }

    [Theory]
    [InlineData("b", "c", "b c")]
    [InlineData("c", "b", "b c")]
    [InlineData("[ab]", "b", "a b")]
    public void A_range_lists_the_layers_between_two_names(string first, string last, string names)
    {
        Sequential model = [new Input([4]), new Dense(1, name: "a"), new Dense(1, name: "b"), new Dense(1, name: "c"), new Dense(1, name: "d")];
        ModelSummary summary = new(model, expandNested: false, showTrainable: false, (first, last));
        Assert.Equal(names, string.Join(' ', summary.Rows.Select(row => row.Name)));
        Assert.Equal(11, summary.Totals[0].Count);
    }

    [Fact]
    public void A_range_that_names_nobody_lists_the_names()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Toy.Line().Summary(layerRange: ("nobody", ".*")));
        Assert.Contains("'nobody'", e.Message);
    }
}
