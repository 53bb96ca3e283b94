using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;
using KerasNet.Tests.Graph.Gradients;

namespace KerasNet.Tests.Layers;

public class ActivationsTests
{
    public static TheoryData<string> Names => [.. Activations.Names.Where(name => name is not ("threshold" or "glu"))];

    [Theory]
    [InlineData("relu", -2, 0)]
    [InlineData("relu6", 7, 6)]
    [InlineData("leaky_relu", -1, -0.2)]
    [InlineData("elu", -1, -0.63212056)]
    [InlineData("selu", 2, 2.101402)]
    [InlineData("gelu", 1, 0.8413447)]
    [InlineData("silu", 1, 0.7310586)]
    [InlineData("swish", 1, 0.7310586)]
    [InlineData("hard_sigmoid", 1, 0.6666667)]
    [InlineData("hard_swish", -3, 0)]
    [InlineData("mish", 1, 0.8650984)]
    [InlineData("softsign", -3, -0.75)]
    [InlineData("squareplus", 0, 1)]
    [InlineData("sparse_plus", 0, 0.25)]
    [InlineData("sparse_sigmoid", 0.5, 0.75)]
    [InlineData("tanh_shrink", 1, 0.23840584)]
    [InlineData("hard_shrink", 0.5, 0)]
    [InlineData("soft_shrink", -2, -1.5)]
    [InlineData("celu", -1, -0.63212056)]
    [InlineData("log_sigmoid", -100, -100)]
    public void Names_stand_for_functions(string name, double x, double expected) =>
        Assert.Equal(expected, Activations.Get(name).Call(Constant(x)).Numbers()[0], 6);

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_are_those_of_the_function(string name) => GradientCheck.Lowered(x => Activations.Get(name).Call(x[0]), [3, 4]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_are_finite_where_exponentials_are_not(string name)
    {
        KerasTensor x = Constant(-1e4, -200, -50, 0, 50, 200, 1e4);
        double[] slopes = Gradient.Of(Activations.Get(name).Call(x), [x])[0]!.Numbers();
        Assert.All(slopes.SkipLast(name == "exponential" ? 2 : 0), slope => Assert.True(double.IsFinite(slope), $"{slope}"));
    }

    [Fact]
    public void Softplus_rises_by_one_half_at_0()
    {
        KerasTensor x = Constant(0);
        Assert.Equal([0.5], Gradient.Of(Activations.Softplus(x), [x])[0]!.Numbers());
        Assert.Equal([0.5], Gradient.Of(Activations.Squareplus(x), [x])[0]!.Numbers());
    }

    [Fact]
    public void Squareplus_does_not_cancel() => Assert.Equal(1e-4, Activations.Squareplus(Constant(-1e4)).Numbers()[0], 1e-9);

    [Fact]
    public void Relu_takes_all_its_arguments() =>
        Assert.Equal([-0.5, 0, 2, 3], Activations.Relu(Constant(0, 1, 2, 4), negativeSlope: 0.5, maxValue: 3, threshold: 1).Numbers());

    [Fact]
    public void Sparsemax_is_the_nearest_point_of_the_simplex()
    {
        double[] y = Activations.Sparsemax(Ops.Constant<float>([1, 0.5f, -1, 3, 0, 0], [2, 3])).Numbers();
        Assert.Equal([0.75, 0.25, 0, 1, 0, 0], y);
    }

    [Fact]
    public void Several_axes_add_up_to_1_together()
    {
        KerasTensor y = Activations.Softmax(Ops.Constant<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]), [1, 2]);
        Assert.Equal([1, 1], Ops.Sum(y, [1, 2]).Numbers().Select(sum => Math.Round(sum, 6)));
    }

    [Fact]
    public void Unknown_names_are_refused_with_the_nearest()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Activations.Get("rellu"));
        Assert.Contains("'relu'", error.Message);
        Assert.Throws<ArgumentException>(() => Activations.Get("ReLU"));
    }

    [Fact]
    public void Aliases_are_saved_under_the_first_name() => Assert.Equal("silu", Activations.Get("swish").Name);

    [Fact]
    public void An_odd_axis_cannot_be_halved() => Assert.Throws<ShapeException>(() => Activations.Glu(Ops.Zeros([2, 5])));

    [Fact]
    public void A_masked_row_of_a_softmax_is_0()
    {
        using Trace trace = new();
        Dictionary<string, object?> arguments = new() { ["mask"] = Ops.Constant<bool>([true, true, false, false, false, false], [2, 3]) };
        double[] y = new Softmax().Apply([Ops.Constant<float>([0, 0, 9, 1, 2, 3], [2, 3])], arguments)[0].Numbers();
        Assert.Equal([0.5, 0.5, 0, 0, 0, 0], y);
    }

    [Fact]
    public void Negative_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReLU(maxValue: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeakyReLU(-0.1));
        Assert.Contains("re_lu", Assert.Throws<ArgumentOutOfRangeException>(() => new ReLU(threshold: double.NaN)).Message);
    }

    private static KerasTensor Constant(params double[] numbers) => Ops.Constant<float>([.. numbers.Select(x => (float)x)], [1, numbers.Length]);
}
