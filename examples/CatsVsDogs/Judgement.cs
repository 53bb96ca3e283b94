using KerasNet.Callbacks;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>What a model thinks of photographs that it has not learnt from.</summary>
/// <param name="Logs">Loss and accuracy.</param>
/// <param name="Labels">What the photographs show.</param>
/// <param name="Probabilities">How sure the model is of a dog.</param>
/// <param name="Data">The photographs, in the same order at each walk.</param>
internal sealed record Judgement(Logs Logs, int[] Labels, float[] Probabilities, Dataset<DataBatch> Data)
{
    /// <summary>Measures a model.</summary>
    public static Judgement Of(Model model, Dataset<DataBatch> data)
    {
        Logs logs = model.Evaluate(data, verbose: 0);
        List<int> labels = [];
        List<float> probabilities = [];
        foreach (DataBatch batch in data)
        {
            foreach (float label in batch.Targets![0].AsSpan<float>())
                labels.Add((int)label);
            probabilities.AddRange(model.Predict(batch.Inputs).ToArray());
        }

        return new(logs, [.. labels], [.. probabilities], data);
    }

    /// <summary>Some of the photographs.</summary>
    public IReadOnlyDictionary<int, Image> Pictures(IReadOnlySet<int> places)
    {
        Dictionary<int, Image> pictures = [];
        int place = 0;
        foreach (DataBatch batch in Data)
            for (int row = 0; row < batch.Count; row++, place++)
                if (places.Contains(place))
                    pictures[place] = Samples.Picture(batch.Inputs[0].AsSpan<float>(), row);
        return pictures;
    }
}
