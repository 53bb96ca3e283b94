using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Engine.Conformance;

/// <summary>Operands for conformance cases.</summary>
internal static class Numbers
{
    /// <summary>What goes wrong first: signs of zero, infinities, NaN, halves, numbers near overflow and underflow.</summary>
    internal static readonly double[] Special =
    [
        0, -0d, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, -7, 1e-3, -1e-3, 1e-20, -1e-20, 88, -87, 100, -100, 1e6, -1e6, 1e30, -1e30,
        1.2e-38, 1e-40, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>Random numbers that every dtype holds exactly enough: fractions for floating types, small whole numbers otherwise.</summary>
    internal static TensorData Random(Shape shape, DType type, int seed = 1, double low = -3, double high = 3)
    {
        Random random = new(seed);
        TensorData data = new(shape, type);
        for (long i = 0; i < data.Length; i++)
        {
            double number = low + (high - low) * random.NextDouble();
            data.SetDouble(i, type switch
            {
                DType.Float32 or DType.Float64 => number,
                DType.Bool => random.Next(2),
                DType.UInt8 => random.Next(200),
                _ => Math.Round(number * 20),
            });
        }

        return data;
    }

    /// <summary>Random indices below a limit.</summary>
    internal static TensorData Indices(Shape shape, int limit, DType type = DType.Int32)
    {
        Random random = new(limit);
        TensorData data = new(shape, type);
        for (long i = 0; i < data.Length; i++)
            data.SetLong(i, random.Next(limit));
        return data;
    }

    /// <summary>Given numbers in a floating dtype, as one vector.</summary>
    internal static TensorData Vector(DType type, params double[] numbers) => Execution.Data([numbers.Length], type, numbers);
}
