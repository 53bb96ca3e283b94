using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Constraints;

public class ConstraintTests
{
    private static KerasTensor Weight => Ops.Constant<float>([3, 0.3f, 4, 0.4f], [2, 2]);

    [Fact]
    public void Long_columns_are_shortened() => Close([1.2, 0.3, 1.6, 0.4], new MaxNorm(2).Call(Weight));

    [Fact]
    public void Norms_may_span_several_axes() => Close([0.5970, 0.0597, 0.7960, 0.0796], new MaxNorm(1, [0, 1]).Call(Weight));

    [Fact]
    public void Columns_get_length_1() => Close([0.6, 0.6, 0.8, 0.8], new UnitNorm().Call(Weight));

    [Fact]
    public void Lengths_move_part_of_the_way_into_an_interval() => Close([2.1, 0.45, 2.8, 0.6], new MinMaxNorm(1, 2, rate: 0.5).Call(Weight));

    [Fact]
    public void Negative_numbers_become_0() => Close([1, 0], new NonNeg().Call(Ops.Constant<float>([1, -2], [2])));

    [Fact]
    public void Zeros_stay_zeros() => Close([0, 0], new MaxNorm().Call(Ops.Zeros([2, 1])));

    [Theory]
    [InlineData("max_norm", typeof(MaxNorm))]
    [InlineData("UnitNorm", typeof(UnitNorm))]
    [InlineData("non_neg", typeof(NonNeg))]
    [InlineData("min_max_norm", typeof(MinMaxNorm))]
    public void Names_stand_for_constraints(string name, Type type) => Assert.IsType(type, (Constraint)name);

    [Fact]
    public void Unknown_names_are_refused_with_the_nearest() =>
        Assert.Contains("'max_norm'", Assert.Throws<ArgumentException>(() => (Constraint)"maxnorm").Message);

    private static void Close(double[] expected, KerasTensor got) => Assert.All(expected.Zip(got.Numbers()), pair => Assert.Equal(pair.First, pair.Second, 4));
}
