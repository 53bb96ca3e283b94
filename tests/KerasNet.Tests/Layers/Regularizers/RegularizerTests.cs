using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Regularizers;

public class RegularizerTests
{
    private static KerasTensor Weight => Ops.Constant<float>([0.5f, -1.25f, 2, 0.75f, 0, -0.25f], [2, 3]);

    [Fact]
    public void Penalties_are_sums_without_a_half()
    {
        Assert.Equal(2.375, new L1(0.5).Call(Weight).Numbers()[0], 6);
        Assert.Equal(3.21875, new L2(0.5).Call(Weight).Numbers()[0], 6);
        Assert.Equal(1.7625, new L1L2(0.1, 0.2).Call(Weight).Numbers()[0], 6);
        Assert.Equal(0, new L1L2().Call(Weight).Numbers()[0]);
    }

    [Fact]
    public void Dependent_rows_cost_the_whole_factor() =>
        Assert.Equal(0.5, new OrthogonalRegularizer(0.5).Call(Ops.Constant<float>([1, 2, 2, 4, -1, -2], [3, 2])).Numbers()[0], 5);

    [Fact]
    public void Orthogonal_columns_cost_nothing() =>
        Assert.Equal(0, new OrthogonalRegularizer(mode: "columns").Call(Ops.Constant<float>([1, 1, 1, -1], [2, 2])).Numbers()[0], 6);

    [Theory]
    [InlineData("l1", typeof(L1))]
    [InlineData("l2", typeof(L2))]
    [InlineData("l1l2", typeof(L1L2))]
    [InlineData("L1L2", typeof(L1L2))]
    [InlineData("orthogonal_regularizer", typeof(OrthogonalRegularizer))]
    public void Names_stand_for_regularizers(string name, Type type) => Assert.IsType(type, (Regularizer)name);

    [Theory]
    [InlineData("l1_l2")]
    [InlineData("l3")]
    [InlineData("orthogonal")]
    public void Unknown_names_are_refused(string name) => Assert.Throws<ArgumentException>(() => (Regularizer)name);

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new L1(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new L2(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new L1L2(double.NaN));
        Assert.Throws<ArgumentException>(() => new OrthogonalRegularizer(mode: "row"));
        Assert.Throws<ShapeException>(() => new OrthogonalRegularizer().Call(Ops.Zeros([2, 2, 2])));
    }

    [Fact]
    public void A_frozen_layer_has_no_penalty_on_its_weights()
    {
        using Trace trace = new();
        Dense dense = new(2, kernelRegularizer: "l2");
        dense.EnsureBuilt([3, 4]);
        Assert.Single(dense.WeightLosses());
        dense.Trainable = false;
        Assert.Empty(dense.WeightLosses());
    }
}
