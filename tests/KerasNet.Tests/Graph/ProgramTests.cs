using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Graph;

public sealed class ProgramTests
{
    [Fact]
    public void A_program_prints_one_equation_per_line()
    {
        Variable kernel = new(new TensorData([3, 2], DType.Float32), "kernel", owner: "dense"), count = new(new TensorData([], DType.Int64), "count");
        KerasTensor x = Ops.Input([4, 3], DType.Float32, "x"), unused = Ops.Input([2], DType.Bool, "unused");
        using Trace trace = new();
        KerasTensor y = Ops.Relu(Ops.MatMul(x, kernel));
        (KerasTensor values, KerasTensor indices) = Ops.Sort(y, descending: true);
        kernel.Assign(kernel - Ops.Reshape(Ops.Constant<float>([1, 2.5f, float.NegativeInfinity, float.NaN, -0f, 6], [6]), [3, 2]) * 0.1);
        count.Assign(count.Read() + 1);
        KerasTensor total = Ops.Scan((c, s) => ([c[0] + s[0]], []), [Ops.Zeros([2])], [values], reverse: true).Carries[0];

        string expected = $$$"""
            program(%x: float32(4, 3), %unused: bool(2,))
              %0: float32(3, 2) = ReadVariable {dense/kernel#{{{kernel.Id}}}}
              %1: float32(4, 2) = MatMul(%x, %0) {a·b}
              %2: float32(4, 2) = Relu(%1)
              %3: float32(4, 2), %4: int32(4, 2) = Sort(%2) {descending}
              %5: float32(6,) = Constant {1, 2.5, -Infinity, NaN, -0, 6}
              %6: float32(3, 2) = Reshape(%5) {(3, 2)}
              %7: float32() = Constant {0.10000000149011612}
              %8: float32(3, 2) = Multiply(%6, %7)
              %9: float32(3, 2) = Subtract(%0, %8)
              %10: int64() = ReadVariable {count#{{{count.Id}}}}
              %11: int64() = Constant {1}
              %12: int64() = Add(%10, %11)
              %13: float32() = Constant {0}
              %14: float32(2,) = Broadcast(%13) {(2,)}
              %15: float32(2,), %16: float32(4, 2) = Scan(%14, %3) {length=4 reverse carries=1 slices=1 {
              program(%carry0: float32(2,), %slice0: float32(2,))
                %0: float32(2,) = Add(%carry0, %slice0)
                return %0
              }}
              return %15, %4
              dense/kernel <- %9
              count <- %12

            """;
        Assert.Equal(expected, new Program([x, unused], [total, indices], trace.Assignments).ToString());
    }

    [Fact]
    public void What_nothing_needs_is_not_part_of_a_program()
    {
        KerasTensor x = Ops.Input([2], DType.Float32, "x");
        _ = Ops.Exp(x);

        Assert.Equal([Op.Input, Op.Negate], new Program([x], [-x]).Nodes.Select(node => node.Op));
    }

    [Fact]
    public void A_parameter_that_is_not_declared_is_refused()
    {
        KerasTensor x = Ops.Input([2], DType.Float32, "pixels");

        Assert.Contains("'pixels' (2,) float32", Assert.Throws<InvalidOperationException>(() => new Program([], [-x])).Message);
    }

    [Fact]
    public void A_symbol_of_a_definition_is_refused()
    {
        KerasTensor x = KerasTensor.Symbol([Shape.Unknown, 2], DType.Float32, null);

        Assert.Contains("(None, 2) float32 of a model's definition", Assert.Throws<InvalidOperationException>(() => new Program([], [-x])).Message);
    }

    [Fact]
    public void Long_constants_with_equal_numbers_stay_apart_in_the_text()
    {
        KerasTensor a = Ops.Constant<float>(new float[9], [9]), b = Ops.Constant<float>(new float[9], [9]);

        Assert.NotEqual(a.Node.Attributes.Text, b.Node.Attributes.Text);
    }

    [Fact]
    public void A_constant_of_64_bits_prints_all_its_digits() =>
        Assert.Equal("9007199254740993", Ops.Constant<long>([9007199254740993], []).Node.Attributes.Text);

    [Fact]
    public void A_program_may_return_an_input_twice()
    {
        KerasTensor x = Ops.Input([2], DType.Float32, "x");
        TensorData[] results = new Program([x], [x, x]).Run(TensorData.From<float>([3, 4], [2]));

        Assert.All(results, result => Assert.Equal([3, 4], result.Numbers()));
    }
}
