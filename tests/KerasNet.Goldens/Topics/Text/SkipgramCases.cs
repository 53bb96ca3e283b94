using System.Numerics.Tensors;
using System.Text.Json;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Keras' <c>skipgrams</c> and <c>make_sampling_table</c>.</summary>
internal sealed class SkipgramCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            Refusal.Of(golden, () => _ = golden.Text("function") == "skipgrams" ? (object)Pairs(golden) : Table(golden));
        else if (golden.Text("function") == "make_sampling_table")
            Comparer.Check("table", Table(golden), GoldenArray.From(golden["outputs"].GetProperty("table")), golden.Tolerance);
        else if (golden.Has("facts"))
            CheckFacts(golden, golden["facts"]);
        else
            CheckPairs(golden, golden["outputs"]);
    }

    private static void CheckPairs(GoldenCase golden, JsonElement expected)
    {
        (Tensor<int> couples, Tensor<int> labels) = Pairs(golden);
        Comparer.Check("couples", GoldenData.From(couples), GoldenArray.From(expected.GetProperty("couples")), Tolerance.Exact);
        Comparer.Check("labels", GoldenData.From(labels), GoldenArray.From(expected.GetProperty("labels")), Tolerance.Exact);
    }

    /// <summary>True pairs first, then random ones whose first words are those of true pairs, each as often as the others.</summary>
    private static void CheckFacts(GoldenCase golden, JsonElement facts)
    {
        (Tensor<int> couples, Tensor<int> labels) = Pairs(golden);
        int positive = facts.GetProperty("count_positive").GetInt32(), negative = facts.GetProperty("count_negative").GetInt32();
        (int First, int Second)[] pairs = [.. couples.ToArray().Chunk(2).Select(pair => (pair[0], pair[1]))];
        Comparer.Equal("couples", pairs.Length, positive + negative);
        Comparer.Check("labels", GoldenData.From(labels), GoldenArray.From(facts.GetProperty("labels")), Tolerance.Exact);
        IEnumerable<(int, int)> expected = facts.GetProperty("positive_couples").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32()));
        Comparer.EqualLists("true pairs", pairs[..positive], expected);
        int low = facts.GetProperty("negative_second_word_low").GetInt32(), high = facts.GetProperty("negative_second_word_high").GetInt32();
        Comparer.Equal("random words out of range", pairs[positive..].Count(pair => pair.Second < low || pair.Second > high), 0);
        int whole = negative / positive * positive;
        Comparer.EqualLists(
            "first words of random pairs",
            pairs.Skip(positive).Take(whole).Select(pair => pair.First).Order(),
            Enumerable.Repeat(pairs[..positive], negative / positive).SelectMany(all => all).Select(pair => pair.First).Order());
    }

    private static (Tensor<int> Couples, Tensor<int> Labels) Pairs(GoldenCase golden) => ((Tensor<int>, Tensor<int>))MethodCall.Of(
        typeof(Preprocessing).GetMethod(nameof(Preprocessing.Skipgrams))!,
        golden["args"],
        ("sequence", golden["inputs"].GetProperty("sequence").EnumerateArray().Select(word => word.GetInt32()).ToArray()))!;

    private static TensorData Table(GoldenCase golden)
    {
        double[] table = (double[])MethodCall.Of(typeof(Preprocessing).GetMethod(nameof(Preprocessing.MakeSamplingTable))!, golden["args"])!;
        return TensorData.From<double>(table, [table.Length]);
    }
}
