using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Initializers;

public class InitializerTests
{
    [Theory]
    [InlineData("glorot_uniform", typeof(GlorotUniform))]
    [InlineData("HeNormal", typeof(HeNormal))]
    [InlineData("uniform", typeof(RandomUniform))]
    [InlineData("normal", typeof(RandomNormal))]
    [InlineData("zero", typeof(Zeros))]
    [InlineData("one", typeof(Ones))]
    [InlineData("identity", typeof(IdentityInitializer))]
    [InlineData("Identity", typeof(IdentityInitializer))]
    [InlineData("OrthogonalInitializer", typeof(Orthogonal))]
    [InlineData("stft", typeof(STFT))]
    public void Names_stand_for_initializers(string name, Type type) => Assert.IsType(type, (Initializer)name);

    [Fact]
    public void Unknown_names_are_refused_with_the_nearest() =>
        Assert.Contains("'glorot_uniform'", Assert.Throws<ArgumentException>(() => (Initializer)"glorotuniform").Message);

    [Fact]
    public void Fans_go_by_rank_or_by_axes()
    {
        Assert.Equal((1, 1), Initializer.ComputeFans(Shape.Scalar));
        Assert.Equal((5, 5), Initializer.ComputeFans(5));
        Assert.Equal((36, 72), Initializer.ComputeFans([3, 3, 4, 8]));
        Assert.Equal((8, 6), Initializer.ComputeFans([8, 2, 3], [0], [1, 2]));
        Assert.Equal((16, 24), Initializer.ComputeFans([8, 2, 3], [0]));
    }

    [Fact]
    public void Scaled_draws_have_their_width()
    {
        Assert.Equal(new Draw(Distribution.Uniform, -Math.Sqrt(0.6), Math.Sqrt(0.6)), new GlorotUniform().DrawFor([7, 3]));
        Draw lecun = new LecunNormal().DrawFor([1, 1]);
        Assert.Equal(1 / 0.87962566103423978, lecun.B, 12);
        Assert.Equal(new Draw(Distribution.Uniform, -3, 3), new VarianceScaling(3, distribution: "uniform").DrawFor([0, 4]));
    }

    [Theory]
    [InlineData("glorot_uniform")]
    [InlineData("he_normal")]
    [InlineData("truncated_normal")]
    [InlineData("random_normal")]
    [InlineData("orthogonal")]
    public void An_object_draws_the_same_every_time_and_two_differ(string name)
    {
        Initializer initializer = name;
        double[] first = initializer.Initialize([4, 5]).Numbers();
        Assert.Equal(first, initializer.Initialize([4, 5]).Numbers());
        Assert.NotEqual(first, ((Initializer)name).Initialize([4, 5]).Numbers());
    }

    [Fact]
    public void Draws_are_spread_as_they_should()
    {
        double[] uniform = new RandomUniform(2, 3, seed: 5).Initialize([101, 103]).Numbers();
        Assert.InRange(uniform.Average(), 2.49, 2.51);
        Assert.All(uniform, value => Assert.InRange(value, 2, 3));
        double[] normal = new TruncatedNormal(-1, 0.5, seed: 5).Initialize([101, 103]).Numbers();
        Assert.All(normal, value => Assert.InRange(value, -2, 0));
        Assert.InRange(Math.Sqrt(normal.Average(value => (value + 1) * (value + 1))), 0.43, 0.45);
    }

    [Fact]
    public void Draws_in_float32_and_float64_are_the_same_numbers()
    {
        GlorotUniform initializer = new(seed: 1);
        double[] single = initializer.Initialize([3, 5]).Numbers();
        double[] wide = initializer.Initialize([3, 5], DType.Float64).Numbers();
        Assert.All(single.Zip(wide), pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(4, 6)]
    [InlineData(3, 12)]
    [InlineData(1, 4)]
    public void Orthogonal_vectors_are_orthonormal(int rows, int columns)
    {
        TensorData q = new Orthogonal(gain: 2, seed: 3).Initialize([rows, columns]);
        KerasTensor matrix = Ops.Constant(q);
        double[] gram = (rows > columns ? Ops.MatMul(matrix, matrix, transposeA: true) : Ops.MatMul(matrix, matrix, transposeB: true)).Numbers();
        int n = Math.Min(rows, columns);
        for (int i = 0; i < gram.Length; i++)
            Assert.Equal(i / n == i % n ? 4 : 0, gram[i], 5);
    }

    [Fact]
    public void Orthogonal_follows_the_sign_rule()
    {
        // The first column of Q is the first column drawn, at length 1 and with its sign.
        double[] q = new Orthogonal().FromNormal(Execution.Data([2, 2], DType.Float64, -3, 1, 4, 2), [2, 2]).Numbers();
        Assert.Equal([-0.6, 0.8, 0.8, 0.6], q.Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VarianceScaling(0));
        Assert.Throws<ArgumentException>(() => new VarianceScaling(mode: "fan"));
        Assert.Throws<ArgumentException>(() => new VarianceScaling(distribution: "gauss"));
        Assert.Throws<ArgumentException>(() => new STFT(side: "both"));
        Assert.Throws<ArgumentException>(() => new STFT(window: "square"));
        Assert.Throws<ShapeException>(() => new IdentityInitializer().Initialize([2, 3, 4]));
        Assert.Throws<ShapeException>(() => new Orthogonal().Initialize(3));
        Assert.Throws<ArgumentException>(() => new GlorotUniform().Initialize([2, 2], DType.Int32));
    }

    [Fact]
    public void Constants_fill_and_the_identity_is_cut()
    {
        Assert.Equal([-2.5, -2.5], new Constant(-2.5).Initialize(2).Numbers());
        Assert.Equal([0.5, 0, 0, 0, 0.5, 0], new IdentityInitializer(0.5).Initialize([2, 3]).Numbers());
        Assert.Equal([1, 1], new Ones().Initialize(2, DType.Bool).Numbers());
    }

    [Fact]
    public void A_transform_without_a_window_is_cosines()
    {
        double[] kernel = new STFT(window: null).Initialize([4, 1, 3]).Numbers();
        Assert.Equal([1, 1, 1, 1, 0, -1, 1, -1, 1, 1, 0, -1], kernel.Select(value => Math.Round(value, 6) + 0.0));
    }
}
