using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>One hyperparameter: its map between probabilities and values, its default, its grid, its saved form.</summary>
internal sealed class ParameterCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
            Refusal.Of(golden, () => Make(golden));
        else
            Check(golden, Make(golden));
    }

    private static HyperParameter Make(GoldenCase golden)
    {
        HyperParameters parameters = new();
        SpaceScript.Ask(parameters, golden.Text("hyperparameter")!, golden["args"]);
        return parameters.Space[0];
    }

    private static void Check(GoldenCase golden, HyperParameter parameter)
    {
        JsonElement inputs = golden["inputs"];
        JsonElement outputs = golden["outputs"];
        TunerValues.CheckAll(
            "values of probabilities", [.. inputs.GetProperty("probs").EnumerateArray().Select(p => parameter.ProbabilityToValue(p.GetDouble()))],
            outputs.GetProperty("values_of_probs"));

        // Choices among truth values are asked for as 1 and 0.
        bool truths = parameter.Values[0] is bool;
        TunerValues.CheckAll(
            "probabilities of values",
            [.. inputs.GetProperty("values").EnumerateArray().Select(value => (object)parameter.ValueToProbability(Asked(value, truths)))],
            outputs.GetProperty("probs_of_values"));
        TunerValues.Check("default", parameter.Default, outputs.GetProperty("default"));
        if (outputs.Field("values") is { } values)
            TunerValues.CheckAll("values", parameter.Values, values);
        if (outputs.Field("sample_values") is { } samples)
            TunerValues.CheckAll("sample values", [.. parameter.Values.OrderBy(HyperValue.Number)], Sorted(samples));
        TunerValues.CheckJson("config", SpaceJson.Write(parameter)["config"], outputs.GetProperty("config"));
        JsonElement written = JsonSerializer.SerializeToElement(SpaceJson.Write(parameter));
        TunerValues.CheckJson("config read and written again", SpaceJson.Write(SpaceJson.ReadParameter(written)), written);
    }

    private static object Asked(JsonElement value, bool truths) => truths && value.ValueKind == JsonValueKind.Number ? value.GetInt32() != 0 : SpaceJson.Value(value);

    private static JsonElement Sorted(JsonElement list) => JsonSerializer.SerializeToElement(list.EnumerateArray().Select(item => item.GetDouble()).Order());
}
