using KerasNet.Engine.Cpu;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Engine.Cpu;

/// <summary>Runs one program on the CPU engine and on the reference backend and compares every element.</summary>
internal static class Comparison
{
    /// <summary>Builds a program over inputs of the given types, feeds it repeatable numbers and compares.</summary>
    internal static void Check(TensorType[] types, Func<KerasTensor[], IReadOnlyList<KerasTensor>> build, double tolerance = 2e-6, double low = -2,
        double high = 2)
    {
        KerasTensor[] inputs = [.. types.Select((type, i) => Ops.Input(type.Shape, type.DType, $"x{i}"))];
        Program program = new(inputs, build(inputs));
        TensorData[] data = [.. types.Select((type, i) => Numbers(type, i + 1, low, high))];
        TensorData[] expected = program.Run(data);
        TensorData[] actual = program.Run(CpuBackend.Instance, data);
        for (int output = 0; output < expected.Length; output++)
            for (long i = 0; i < expected[output].Length; i++)
            {
                double e = expected[output].GetDouble(i), a = actual[output].GetDouble(i);
                bool near = e.Equals(a) || Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Abs(e));
                if (!near)
                {
                    string place = $"Output {output}, element {i} of {expected[output].Shape}";
                    Assert.Fail($"{place}: expected {e}, got {a}.\n{program}\n{CpuBackend.Instance.Compile(program)}");
                }
            }
    }

    /// <summary>The same for floats.</summary>
    internal static void CheckFloats(Shape[] shapes, Func<KerasTensor[], IReadOnlyList<KerasTensor>> build, double tolerance = 2e-6, double low = -2,
        double high = 2) =>
        Check([.. shapes.Select(shape => new TensorType(shape, DType.Float32))], build, tolerance, low, high);

    /// <summary>Numbers spread evenly over a range, whole ones for dtypes without fractions.</summary>
    internal static TensorData Numbers(TensorType type, int seed, double low = -2, double high = 2)
    {
        Random random = new(seed);
        TensorData data = new(type.Shape, type.DType);
        for (long i = 0; i < data.Length; i++)
        {
            double number = low + (high - low) * random.NextDouble();
            data.SetDouble(i, type.DType switch
            {
                DType.Float32 or DType.Float64 => number,
                DType.Bool => number > (low + high) / 2 ? 1 : 0,
                DType.UInt8 => Math.Floor(Math.Abs(number)),
                _ => Math.Floor(number),
            });
        }

        return data;
    }
}
