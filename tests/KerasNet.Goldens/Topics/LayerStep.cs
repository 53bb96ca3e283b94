using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics;

/// <summary>One call of a layer: what goes in, how, and what must come out.</summary>
internal sealed class LayerStep
{
    private readonly GoldenCase _golden;
    private readonly JsonElement _json;
    private readonly List<TensorData> _inputs;
    private readonly int _positional;
    private readonly GoldenArray?[] _masks;
    private readonly Dictionary<string, Func<KerasTensor[], object?>> _arguments = [];
    private readonly bool _training;

    /// <summary>Reads the step.</summary>
    /// <param name="golden">The case, for its tolerance and for how inputs are passed.</param>
    /// <param name="json">The step: the case itself, or one of its <c>calls</c>.</param>
    internal LayerStep(GoldenCase golden, JsonElement json)
    {
        _golden = golden;
        _json = json;
        _inputs = [.. json.Arrays("inputs").Select(array => array!.ToTensor())];
        _masks = json.Arrays("masks");
        _positional = ReadPassAs(json.Field("pass_as") ?? golden.Json.Field("pass_as"));
        foreach (JsonProperty argument in (json.Field("call") ?? golden.Json.Field("call"))?.EnumerateObject() ?? default(JsonElement.ObjectEnumerator))
        {
            if (argument.NameEquals("training"))
                _training = argument.Value.ValueKind == JsonValueKind.True;
            else
                _arguments[Naming.CamelCase(argument.Name)] = Value(argument.Value);
        }
    }

    /// <summary>The shapes of the layer's inputs.</summary>
    internal IReadOnlyList<Shape> InputShapes => [.. _inputs.Take(_positional).Select(input => input.Shape)];

    /// <summary>Calls the layer and gives its outputs only.</summary>
    internal TensorData[] Run(Layer layer) =>
        [.. Symbols.Evaluate(_inputs, x => Call(layer, x, new CallContext(_training)), _training).Select(output => output!)];

    /// <summary>Calls the layer and compares everything that the case tells.</summary>
    internal void Check(Layer layer)
    {
        if (_json.Field("reset") is { ValueKind: JsonValueKind.True })
            ((IStateful)layer).ResetState();
        IReadOnlyList<Variable> weights = layer.Weights;
        (int outputs, int losses) = (0, 0);
        bool[] masked = [];
        TensorData?[] got = Symbols.Evaluate([.. _inputs, .. _json.Field("dy") is { } dy ? [GoldenArray.From(dy).ToTensor()] : Array.Empty<TensorData>()], x =>
        {
            CallContext context = new(_training);
            IReadOnlyList<KerasTensor> made = Call(layer, x, context);

            // As in training: a weight that the call overwrites has the gradient of its new value.
            KerasTensor[] reads = [.. weights.Select(weight => weight.Read())];
            KerasTensor[] penalties = [.. context.Losses, .. layer.WeightLosses()];
            (outputs, losses) = (made.Count, penalties.Length);
            masked = [.. made.Select(output => output.Mask is not null)];
            IEnumerable<KerasTensor?> gradients = x.Length > _inputs.Count ? Gradient.Of(made[0], [.. x.Take(_inputs.Count), .. reads], x[^1]) : [];
            return [.. made, .. made.Select(output => output.Mask), .. penalties, .. gradients];
        }, _training);
        CheckOutputs(got, outputs);
        CheckMasks(got.AsSpan(outputs, outputs));
        CheckLosses(got[(2 * outputs)..(2 * outputs + losses)]);
        if (_json.Field("dy") is not null)
            CheckGradients(got[(2 * outputs + losses)..], weights, layer.TrainableWeights);
        CheckVariables("weights_after", weights);
        if (layer is IStateful { States: { Count: > 0 } states })
            CheckVariables("states", states);
    }

    private IReadOnlyList<KerasTensor> Call(Layer layer, KerasTensor[] x, CallContext context)
    {
        for (int i = 0; i < _masks.Length; i++)
            if (_masks[i] is { } mask)
                x[i].Mask = Ops.Constant(mask.ToTensor());
        Dictionary<string, object?> arguments = _arguments.ToDictionary(pair => pair.Key, pair => pair.Value(x));
        return layer.Invoke([.. x.Take(_positional)], context, arguments.Count > 0 ? arguments : null);
    }

    private void CheckOutputs(TensorData?[] got, int count)
    {
        GoldenArray?[] expected = _json.Arrays("outputs");
        Comparer.Equal("number of outputs", count, expected.Length);
        for (int i = 0; i < expected.Length; i++)
            Comparer.Check($"outputs[{i}]", got[i], expected[i]!, _golden.Tolerance);
    }

    private void CheckMasks(ReadOnlySpan<TensorData?> got)
    {
        GoldenArray?[] expected = _json.Arrays("output_masks");
        for (int i = 0; i < got.Length; i++)
        {
            GoldenArray? mask = i < expected.Length ? expected[i] : null;
            if (mask is not null)
                Comparer.Check($"output_masks[{i}]", got[i], mask, Tolerance.Exact);
            else if (got[i] is not null)
                throw new MismatchException($"output {i} carries a mask, expected none");
        }
    }

    private void CheckLosses(TensorData?[] got)
    {
        if (_json.Field("losses") is not { } losses)
            return;
        double[] expected = [.. losses.EnumerateArray().Select(loss => loss.ValueKind == JsonValueKind.Object
            ? GoldenArray.From(loss).Values[0]
            : loss.AsNumber())];
        Comparer.Equal("number of losses", got.Length, expected.Length);
        for (int i = 0; i < expected.Length; i++)
            Comparer.Check($"losses[{i}]", got[i]!.GetDouble(0), expected[i], _golden.Tolerance);
    }

    private void CheckGradients(TensorData?[] got, IReadOnlyList<Variable> weights, IReadOnlyList<Variable> trainable)
    {
        GoldenArray?[] inputs = _json.Arrays("input_grads");
        for (int i = 0; i < inputs.Length; i++)
            CheckGradient($"input_grads[{i}]", got[i], inputs[i]);
        GoldenArray?[] expected = _json.Arrays("weight_grads");
        for (int i = 0; i < expected.Length; i++)
            if (trainable.Contains(weights[i]) || expected[i] is not null)
                CheckGradient($"weight_grads[{i}] ({weights[i].Name})", got[_inputs.Count + i], expected[i]);
    }

    private void CheckGradient(string what, TensorData? got, GoldenArray? expected)
    {
        // No gradient and a gradient of zeros say the same.
        if (got is null || expected is null)
        {
            double[] values = expected?.Values ?? (got is null ? [] : [.. Enumerable.Range(0, (int)got.Length).Select(i => got.GetDouble(i))]);
            if (values.Any(value => !_golden.Tolerance.Holds(0, value)))
                throw new MismatchException($"{what}: {(got is null ? "none, expected one" : "there is one, expected none")}");
            return;
        }

        Comparer.Check(what, got, expected, _golden.Tolerance);
    }

    private void CheckVariables(string field, IReadOnlyList<Variable> variables)
    {
        GoldenArray?[] expected = _json.Arrays(field);
        for (int i = 0; i < expected.Length; i++)
            if (expected[i] is { } array)
                Comparer.Check($"{field}[{i}] ({variables[i].Name})", variables[i].Value, array, _golden.Tolerance);
    }

    /// <summary>Inputs after the first may be arguments: <c>["", "initial_state[]", …]</c>.</summary>
    private int ReadPassAs(JsonElement? passAs)
    {
        if (passAs is not { ValueKind: JsonValueKind.Array } places)
            return _inputs.Count;
        string[] names = [.. places.EnumerateArray().Select(place => place.GetString()!)];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, names.Length).Where(i => names[i].Length > 0).GroupBy(i => names[i]))
        {
            int[] which = [.. group];
            bool list = group.Key.EndsWith("[]", StringComparison.Ordinal);
            string name = Naming.CamelCase(group.Key.TrimEnd('[', ']'));
            _arguments[name] = x => list ? which.Select(i => x[i]).ToArray() : x[which[0]];
        }

        return names.Count(name => name.Length == 0);
    }

    private static Func<KerasTensor[], object?> Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.Field("shape") is not null => _ => Ops.Constant(GoldenArray.From(json).ToTensor()),
        JsonValueKind.Array => Values([.. json.EnumerateArray().Select(Value)]),
        JsonValueKind.True or JsonValueKind.False => _ => json.GetBoolean(),
        JsonValueKind.Number => _ => json.GetDouble(),
        JsonValueKind.Null => _ => null,
        _ => throw new NotCoveredException("a call with arguments of this kind"),
    };

    private static Func<KerasTensor[], object?> Values(Func<KerasTensor[], object?>[] items) => x =>
    {
        object?[] values = [.. items.Select(item => item(x))];
        return values.All(value => value is KerasTensor or null) ? Array.ConvertAll(values, value => (KerasTensor?)value) : values;
    };
}
