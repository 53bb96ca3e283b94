using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Preprocessing layers on data: what they learn, what they make of data, what they save, and what they refuse.</summary>
internal sealed class PreprocessingCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Refused(golden));
            return;
        }

        DataLayer layer = Make(golden);
        Learn(layer, golden, "adapt");
        JsonElement inputs = golden["inputs"], outputs = golden["outputs"];
        foreach (JsonProperty first in outputs.EnumerateObject().Where(output => output.Name.EndsWith("_first", StringComparison.Ordinal)))
            Check(layer, inputs, first.Name, first.Value, golden.Tolerance);
        Learn(layer, golden, "adapt_again");
        foreach (JsonProperty output in outputs.EnumerateObject().Where(output => !output.Name.EndsWith("_first", StringComparison.Ordinal)))
            Check(layer, inputs, output.Name, output.Value, golden.Tolerance);
        if (!golden.Has("config"))
            return;
        Configs.CheckArguments(layer, golden["config"]);
        object read = ObjectConfig.Create(layer.GetType(), golden["config"], new ConfigNotes());
        JsonNode again = JsonNode.Parse(golden["config"].GetRawText())!;

        // What was learnt is not in the configuration but beside it.
        again.AsObject().Remove("vocabulary_size");
        Configs.CheckArguments(read, again.Deserialize<JsonElement>());
    }

    private static void Refused(GoldenCase golden)
    {
        DataLayer layer = Make(golden);
        if (!golden.Has("inputs"))
            return;
        Learn(layer, golden, "adapt");
        Learn(layer, golden, "adapt_again");
        if (golden["inputs"].Field("x") is not null || golden["inputs"].Field("xs") is not null)
            Apply(layer, golden["inputs"]);
    }

    private static DataLayer Make(GoldenCase golden)
    {
        JsonObject arguments = JsonNode.Parse(golden["args"].GetRawText())!.AsObject();

        // No axis is [] in C#, where null is an argument that is left out.
        if (arguments.TryGetPropertyValue("axis", out JsonNode? axis) && axis is null)
            arguments["axis"] = new JsonArray();
        return (DataLayer)Configs.Make<Layer>(golden.Text("layer")!, arguments.Deserialize<JsonElement>());
    }

    private static void Learn(DataLayer layer, GoldenCase golden, string from)
    {
        JsonElement inputs = golden["inputs"];
        if (inputs.Field(from) is { } data)
            ((PreprocessingLayer)layer).Adapt(TextData.Read(data));
        if (inputs.Field($"{from}_batches") is { } batches)
            ((PreprocessingLayer)layer).Adapt(batches.EnumerateArray().Select(batch => new DataBatch(TextData.Read(batch))));
        if (from != "adapt" || inputs.Field("set_vocabulary") is not { } vocabulary)
            return;
        double[]? weights = inputs.Field("set_idf_weights") is { } given ? TextData.List<double>(given) : null;
        switch (layer)
        {
            case TextVectorization texts: texts.SetVocabulary(TextData.List<string>(vocabulary), weights); break;
            case StringLookup texts: texts.SetVocabulary(TextData.List<string>(vocabulary), weights); break;
            default: ((IntegerLookup)layer).SetVocabulary(TextData.List<long>(vocabulary), weights); break;
        }
    }

    private static DataArray Apply(DataLayer layer, JsonElement inputs)
    {
        if (inputs.Field("xs") is { } features)
            return ((HashedCrossing)layer).Apply([.. features.EnumerateArray().Select(TextData.Read)]);
        DataArray x = TextData.Read(inputs.GetProperty("x"));
        return inputs.Field("count_weights") is { } weights ? ((CategoryEncoding)layer).Apply(x, TextData.Read(weights)) : layer.Apply(x);
    }

    private static void Check(DataLayer layer, JsonElement inputs, string what, JsonElement expected, Tolerance tolerance)
    {
        switch (what.Replace("_first", "", StringComparison.Ordinal))
        {
            case "y" when expected.Field("ragged") is { } rows:
                Comparer.EqualLists(
                    what,
                    ((TextVectorization)layer).ApplyRagged(TextData.Read(inputs.GetProperty("x"))).Select(row => string.Join(' ', row)),
                    rows.EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray())));
                break;
            case "y":
                TextData.Check(what, Apply(layer, inputs), expected, tolerance);
                break;
            case "vocabulary":
                Comparer.EqualLists(what, Vocabulary(layer, special: true), expected.EnumerateArray().Select(token => token.ToString()));
                break;
            case "vocabulary_without_special_tokens":
                Comparer.EqualLists(what, Vocabulary(layer, special: false), expected.EnumerateArray().Select(token => token.ToString()));
                break;
            case "vocabulary_size":
                Comparer.Equal(what, Vocabulary(layer, special: true).Length, expected.GetInt32());
                break;
            case "idf_weights":
                float[] weights = [.. Weights(layer)];
                TextData.Check(what, weights, expected, tolerance);
                break;
            case "bin_boundaries":
                TextData.Check(what, ((Discretization)layer).BinBoundaries!.Select(boundary => (float)boundary).ToArray(), expected, tolerance);
                break;
            default:
                Variable weight = layer.Weights.SingleOrDefault(weight => weight.Name == what) ?? throw new NotCoveredException($"{layer.GetType().Name}({what})");
                Comparer.Check(what, weight.Value, GoldenArray.From(expected), tolerance);
                break;
        }
    }

    private static string[] Vocabulary(DataLayer layer, bool special) => layer switch
    {
        TextVectorization texts => [.. texts.GetVocabulary(special)],
        StringLookup texts => [.. texts.GetVocabulary(special)],
        _ => [.. ((IntegerLookup)layer).GetVocabulary(special).Select(number => number.ToString())],
    };

    private static IReadOnlyList<float> Weights(DataLayer layer) => layer switch
    {
        TextVectorization texts => texts.GetIdfWeights()!,
        StringLookup texts => texts.GetIdfWeights()!,
        _ => ((IntegerLookup)layer).GetIdfWeights()!,
    };
}
