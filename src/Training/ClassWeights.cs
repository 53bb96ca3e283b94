using KerasNet.Data;

namespace KerasNet.Training;

/// <summary>Turns a weight per class into a weight per sample.</summary>
internal static class ClassWeights
{
    /// <summary>The weight of each sample's class; 1 for a class without one. One-hot targets stand for their largest entry, others are rounded.</summary>
    internal static DataArray ToSampleWeights(DataArray targets, IReadOnlyDictionary<int, double> classWeight)
    {
        Shape shape = targets.Shape;
        int classes = shape.Rank > 1 ? shape[^1] : 1;
        int count = checked((int)(shape.ElementCount / classes));
        float[] weights = new float[count];
        TensorData values = new(shape, targets.DType);
        targets.Bytes.CopyTo(values.AsBytes());
        for (int i = 0; i < count; i++)
        {
            int label = classes == 1 ? (int)Math.Round(values.GetDouble(i)) : LargestOf(values, (long)i * classes, classes);
            weights[i] = (float)classWeight.GetValueOrDefault(label, 1);
        }

        return DataArray.Of(weights, shape.Rank > 2 ? shape[..^1] : [count]);
    }

    private static int LargestOf(TensorData values, long start, int count)
    {
        int best = 0;
        for (int i = 1; i < count; i++)
            if (values.GetDouble(start + i) > values.GetDouble(start + best))
                best = i;
        return best;
    }
}
