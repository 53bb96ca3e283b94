namespace KerasNet.Tests.Engine.Reference;

/// <summary>Runs programs in tests: compile on a backend, feed arrays, take arrays.</summary>
internal static class Execution
{
    /// <summary>Lowers and runs a program on the reference backend.</summary>
    internal static TensorData[] Run(this Program program, params TensorData[] inputs) => program.Run(new ReferenceBackend(), inputs);

    /// <summary>Lowers and runs a program.</summary>
    internal static TensorData[] Run(this Program program, IBackend backend, params TensorData[] inputs) =>
        backend.Compile(Composites.Lower(program, backend.Claims)).Run(program, inputs);

    /// <summary>Runs a compiled program.</summary>
    internal static TensorData[] Run(this IExecutable executable, Program program, params TensorData[] inputs)
    {
        TensorData[] outputs = [.. program.Outputs.Select(output => new TensorData(output.Shape, output.DType))];
        executable.Run([.. inputs.Select(input => input.View)], [.. outputs.Select(output => output.View)]);
        GC.KeepAlive(inputs);
        return outputs;
    }

    /// <summary>The numbers of a tensor that depends on constants alone.</summary>
    internal static double[] Numbers(this KerasTensor tensor) => new Program([], [tensor]).Run()[0].Numbers();

    /// <summary>All elements as doubles.</summary>
    internal static double[] Numbers(this TensorData data)
    {
        double[] numbers = new double[data.Length];
        for (long i = 0; i < numbers.Length; i++)
            numbers[i] = data.GetDouble(i);
        return numbers;
    }

    /// <summary>A tensor of the given numbers, converted to a dtype.</summary>
    internal static TensorData Data(Shape shape, DType type, params double[] numbers)
    {
        TensorData data = new(shape, type);
        Assert.Equal(data.Length, numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
            data.SetDouble(i, numbers[i]);
        return data;
    }
}
