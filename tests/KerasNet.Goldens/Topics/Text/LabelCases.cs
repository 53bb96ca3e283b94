namespace KerasNet.Goldens.Topics.Text;

/// <summary>Functions of one array: Keras' <c>to_categorical</c> and <c>normalize</c>.</summary>
/// <param name="method">The method of <see cref="Preprocessing"/>.</param>
internal sealed class LabelCases(string method) : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            Refusal.Of(golden, () => Call(golden));
        else
            Comparer.Check("y", Call(golden), GoldenArray.From(golden["outputs"].GetProperty("y")), golden.Tolerance);
    }

    private TensorData Call(GoldenCase golden) => GoldenData.From((System.Numerics.Tensors.Tensor<float>)MethodCall.Of(
        typeof(Preprocessing).GetMethod(method)!, golden["args"], ("x", GoldenData.One(golden["inputs"].GetProperty("x"))))!);
}
