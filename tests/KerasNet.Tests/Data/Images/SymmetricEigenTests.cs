using KerasNet.Data;

namespace KerasNet.Tests.Data.Images;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(7, 7)]
    [InlineData(40, 40)]
    [InlineData(300, 300)]
    [InlineData(20, 3)]
    public void Values_and_vectors_give_the_matrix_back(int size, int rank)
    {
        Random random = new(size);
        double[][] rows = [.. Enumerable.Range(0, rank).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.4).ToArray())];
        double[] matrix = [.. from i in Enumerable.Range(0, size) from j in Enumerable.Range(0, size) select rows.Sum(row => row[i] * row[j])];

        SymmetricEigen eigen = new([.. matrix], size);

        Assert.Equal(rank, eigen.Values.Count(value => value > 1e-9));
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
            {
                Assert.Equal(matrix[(i * size) + j], Enumerable.Range(0, size).Sum(k => eigen.Values[k] * eigen.Vectors[k][i] * eigen.Vectors[k][j]), 1e-8);
                Assert.Equal(i == j ? 1 : 0, eigen.Vectors[i].Zip(eigen.Vectors[j], (a, b) => a * b).Sum(), 1e-9);
            }
    }

    [Fact]
    public void A_diagonal_matrix_keeps_its_values() => Assert.Equal([2, -3, 0], new SymmetricEigen([2, 0, 0, 0, -3, 0, 0, 0, 0], 3).Values);

    [Fact]
    public void A_matrix_of_NaN_is_refused() => Assert.Throws<InvalidOperationException>(() => new SymmetricEigen([double.NaN, 1, 1, 1, 1, 2, 1, 2, double.NaN], 3));
}
