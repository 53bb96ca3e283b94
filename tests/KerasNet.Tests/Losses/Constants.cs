using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Losses;

/// <summary>Small arrays as constant symbols, and the numbers that symbols come to.</summary>
internal static class Constants
{
    /// <summary>A float32 matrix.</summary>
    internal static KerasTensor F(float[,] rows) => Ops.Constant<float>([.. rows.Cast<float>()], [rows.GetLength(0), rows.GetLength(1)]);

    /// <summary>A float32 vector.</summary>
    internal static KerasTensor V(params float[] values) => Ops.Constant<float>(values, values.Length);

    /// <summary>An int32 vector.</summary>
    internal static KerasTensor I(params int[] values) => Ops.Constant<int>(values, values.Length);

    /// <summary>A bool matrix.</summary>
    internal static KerasTensor B(bool[,] rows) => Ops.Constant<bool>([.. rows.Cast<bool>()], [rows.GetLength(0), rows.GetLength(1)]);

    /// <summary>Requires each number to be near the expected one; NaN equals NaN.</summary>
    internal static void Close(double[] expected, KerasTensor actual, double tolerance = 1e-5)
    {
        double[] numbers = actual.Numbers();
        Assert.Equal(expected.Length, numbers.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                double.IsNaN(expected[i]) ? double.IsNaN(numbers[i]) : expected[i] == numbers[i] || Math.Abs(expected[i] - numbers[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"Element {i}: expected {expected[i]:R}, received {numbers[i]:R}.");
    }

    /// <summary>Requires a scalar to be near the expected number.</summary>
    internal static void Close(double expected, KerasTensor actual, double tolerance = 1e-5) => Close([expected], actual, tolerance);
}
