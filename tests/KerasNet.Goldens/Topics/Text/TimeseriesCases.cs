using System.Reflection;
using System.Text.Json;
using KerasNet.Data;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Keras' <c>timeseries_dataset_from_array</c> and <c>TimeseriesGenerator</c>, batch by batch.</summary>
/// <param name="method">The method or constructor that makes the batches.</param>
internal sealed class TimeseriesCases(MethodBase method) : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            Refusal.Of(golden, () => Make(golden).Count());
        else if (golden.Has("facts"))
            CheckFacts(Make(golden), golden["facts"]);
        else
            Check(Make(golden), golden);
    }

    private static void Check(Dataset<DataBatch> dataset, GoldenCase golden)
    {
        JsonElement[] expected = [.. golden["outputs"].GetProperty("batches").EnumerateArray()];
        DataBatch[] batches = [.. dataset];
        Comparer.Equal("batches", batches.Length, expected.Length);
        Comparer.Equal("count", dataset.Count, golden["outputs"].Field("length")?.GetInt64() ?? expected.Length);
        for (int i = 0; i < batches.Length; i++)
        {
            GoldenArray?[] arrays = golden["outputs"].GetProperty("batches")[i].EnumerateArray().Select(GoldenArray.From).ToArray();
            CheckArray($"windows {i}", batches[i].Inputs[0], arrays[0]!, golden);
            Comparer.Equal("there are targets", batches[i].Targets is not null, arrays.Length > 1);
            if (batches[i].Targets is { } targets)
                CheckArray($"targets {i}", targets[0], arrays[1]!, golden);
        }
    }

    /// <summary>Where Keras gives windows without batches, ours are batches of one.</summary>
    private static void CheckArray(string what, DataArray got, GoldenArray expected, GoldenCase golden)
    {
        bool single = golden["args"].TryGetProperty("batch_size", out JsonElement size) && size.ValueKind == JsonValueKind.Null;
        Comparer.Check(what, GoldenData.From(got), single ? expected with { Shape = Shape.Of([1, .. expected.Shape]) } : expected, golden.Tolerance);
    }

    private static void CheckFacts(Dataset<DataBatch> dataset, JsonElement facts)
    {
        DataBatch[] batches = [.. dataset];
        Comparer.EqualLists("batch sizes", batches.Select(batch => batch.Count), facts.GetProperty("batch_sizes").EnumerateArray().Select(size => size.GetInt32()));
        IEnumerable<string> windows = batches.SelectMany(batch => Values(batch).Chunk(batch.Inputs[0].Shape[1])).OrderBy(window => window[0]).Select(Text);
        IEnumerable<JsonElement> expected = facts.GetProperty("windows_sorted").EnumerateArray();
        Comparer.EqualLists("windows", windows, expected.Select(window => Text(GoldenArray.From(window).Values)));
    }

    private static double[] Values(DataBatch batch)
    {
        TensorData values = GoldenData.From(batch.Inputs[0]);
        return [.. Enumerable.Range(0, (int)values.Length).Select(i => values.GetDouble(i))];
    }

    private static string Text(double[] window) => string.Join(' ', window);

    private Dataset<DataBatch> Make(GoldenCase golden)
    {
        DataArray? targets = golden["inputs"].Field("targets") is { } given ? GoldenData.One(given) : null;
        return (Dataset<DataBatch>)MethodCall.Of(method, golden["args"], ("data", GoldenData.One(golden["inputs"].GetProperty("data"))), ("targets", targets))!;
    }
}
