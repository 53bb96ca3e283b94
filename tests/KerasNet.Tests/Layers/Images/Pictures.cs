using KerasNet.Layers;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Layers.Images;

/// <summary>Pictures for tests, and layers run on them.</summary>
internal static class Pictures
{
    /// <summary>A batch in which every number is another.</summary>
    internal static TensorData Counted(Shape shape, DType type = DType.Float32)
    {
        TensorData data = new(shape, type);
        for (int i = 0; i < data.Length; i++)
            data.SetDouble(i, i);
        return data;
    }

    /// <summary>What a layer makes of pictures in training under a given transformation.</summary>
    internal static TensorData Pinned(RandomImageLayer layer, TensorData images, params (string Name, TensorData Value)[] transformation)
    {
        using Trace trace = new(training: true);
        KerasTensor x = Ops.Input(images.Shape, images.DType, "x");
        Dictionary<string, KerasTensor> named = transformation.ToDictionary(item => item.Name, item => Ops.Constant(item.Value));
        KerasTensor y = layer.Invoke([x], new CallContext(training: true), new Dictionary<string, object?> { ["transformation"] = named })[0];
        return new Program([x], [y], trace.Assignments).Run(KerasNet.Engine.Cpu.CpuBackend.Instance, images)[0];
    }

    /// <summary>The numbers of a function of one picture.</summary>
    internal static double[] Of(Func<KerasTensor, KerasTensor> function, TensorData images) => function(Ops.Constant(images)).Numbers();

    internal static TensorData Numbers(Shape shape, params double[] numbers) => Execution.Data(shape, DType.Float32, numbers);
}
