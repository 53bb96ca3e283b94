using System.Globalization;
using System.Text.Json;
using KerasNet.Training;

namespace KerasNet.Goldens.Topics;

/// <summary>What Summary shows of a model: rows and totals.</summary>
internal sealed class SummaryTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        foreach (JsonProperty argument in golden["args"].EnumerateObject())
            if (argument.Name is not ("line_length" or "positions" or "expand_nested" or "show_trainable" or "layer_range"))
                throw new NotCoveredException($"Summary({argument.Name})");
        Model model = GoldenModel.Make(golden["model"]);
        if (golden.Has("compile"))
            GoldenModel.Compile(model, golden["compile"]);
        if (golden.Flag("optimizer_built"))
            model.Optimizer.Build(model.TrainableWeights);
        (string, string)? range = golden["args"].Field("layer_range") is { ValueKind: JsonValueKind.Array } ends ? (ends[0].GetString()!, ends[1].GetString()!) : null;
        ModelSummary summary = new(model, IsSet(golden, "expand_nested"), IsSet(golden, "show_trainable"), range);

        JsonElement[][] expected = [.. golden["rows"].EnumerateArray().Select(row => row.EnumerateArray().ToArray())];
        Comparer.EqualLists("layers", summary.Rows.Select(row => $"{row.Name.Trim(' ', '└')} ({row.Type})"), expected.Select(row => Name(row[0])));
        for (int i = 0; i < expected.Length; i++)
        {
            Comparer.Equal($"output shape of {summary.Rows[i].Name}", summary.Rows[i].OutputShape, Plain(expected[i][1]));
            Comparer.Equal($"parameters of {summary.Rows[i].Name}", summary.Rows[i].Parameters, Plain(expected[i][2]));
        }

        CheckTotals(summary, golden["totals"]);
    }

    private static bool IsSet(GoldenCase golden, string argument) => golden["args"].Field(argument) is { ValueKind: JsonValueKind.True };

    private static string Name(JsonElement cell) => Plain(cell).TrimStart(' ', '└');

    private static string Plain(JsonElement cell) =>
        cell.ValueKind == JsonValueKind.Number ? cell.GetInt64().ToString("N0", CultureInfo.InvariantCulture) : cell.GetString()!.Trim();

    private static void CheckTotals(ModelSummary summary, JsonElement totals)
    {
        foreach (JsonProperty total in totals.EnumerateObject())
        {
            string label = total.Name.Replace("_", "-", StringComparison.Ordinal);
            long got = summary.Totals.FirstOrDefault(row => row.Label.StartsWith(label, StringComparison.OrdinalIgnoreCase)).Count;
            Comparer.Equal($"total of {total.Name}", got, total.Value.GetInt64());
        }
    }
}
