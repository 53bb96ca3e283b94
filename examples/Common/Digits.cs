using System.Numerics.Tensors;
using Spectre.Console;

namespace KerasNet.Examples;

/// <summary>Handwritten digits for the examples: MNIST, or digits that the library draws.</summary>
public static class Digits
{
    /// <summary>Loads MNIST, or its stand-in, as the user asked for.</summary>
    public static ExampleData<LabelledImages> LoadDigits(this ExampleRun run)
    {
        ExampleData<LabelledImages> digits = run.Load(
            "mnist",
            folder => Datasets.Mnist.Load(folder, cancellation: run.Cancellation),
            () => Datasets.SyntheticDigits.Load(cancellation: run.Cancellation));
        if (run.Limit is { } limit)
            digits = digits with { Value = digits.Value with { Train = First(digits.Value.Train, limit), Test = First(digits.Value.Test, limit) } };
        (LabelledImageSplit train, LabelledImageSplit test) = digits.Value;
        run.Out.MarkupLineInterpolated($"Data: {digits.Value.Source}");
        run.Out.MarkupLineInterpolated($"{train.Labels.FlattenedLength:N0} images to train on, {test.Labels.FlattenedLength:N0} to test on");
        return digits;
    }

    /// <summary>Pixels as the numbers that a model likes: (x/255 − mean) / deviation.</summary>
    public static Tensor<float> Normalize(Tensor<byte> images, float mean = 0, float deviation = 1)
    {
        Tensor<float> x = Tensor.ConvertTruncating<byte, float>(images);
        Tensor.Divide(x, 255f, x);
        if ((mean, deviation) != (0, 1))
            Tensor.Divide(Tensor.Subtract(x, mean, x), deviation, x);
        return x;
    }

    private static LabelledImageSplit First(LabelledImageSplit split, int count)
    {
        int kept = Math.Min(count, (int)split.Labels.FlattenedLength);
        return new LabelledImageSplit(split.Images[..kept, .., ..].ToDenseTensor(), split.Labels[..kept].ToDenseTensor());
    }
}
