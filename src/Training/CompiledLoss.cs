using KerasNet.Losses;

namespace KerasNet.Training;

/// <summary>The losses of all outputs, their weights, and the running mean of each where there are several.</summary>
internal sealed class CompiledLoss
{
    private readonly IReadOnlyList<string> _outputs;
    private readonly LossSpec?[] _specs;
    private readonly double[]? _weights;
    private readonly Loss?[] _resolved;
    private readonly bool[] _known;

    internal CompiledLoss(LossSet losses, double[]? lossWeights, IReadOnlyDictionary<string, double>? lossWeightsByName, Model model)
    {
        IReadOnlyList<string> outputs = _outputs = model.OutputNames;
        _specs = InOrder(losses, model);
        _resolved = new Loss?[_specs.Length];
        _known = new bool[_specs.Length];
        if (_specs.All(spec => spec is null))
            throw new ArgumentException("Every output's loss is null: at least one output needs a loss.");
        if (lossWeightsByName is not null)
        {
            foreach (string name in lossWeightsByName.Keys)
                if (!outputs.Contains(name))
                    throw Naming.Unknown("output in lossWeights", name, outputs);
            _weights = [.. outputs.Select(name => lossWeightsByName.GetValueOrDefault(name, 1))];
        }
        else
            _weights = lossWeights;
        if (_weights is not null && _weights.Length != _specs.Length)
            throw new ArgumentException($"lossWeights must have one entry per output ({_specs.Length}). Received: {_weights.Length}.");
        if (_specs.Count(spec => spec is not null) > 1)
            Trackers = [.. _specs.Select((spec, i) => spec is null ? null : new RunningMean($"{outputs[i]}_loss"))];
    }

    /// <summary>The running mean of each output's own loss, before weighting; empty where only one output has a loss.</summary>
    internal IReadOnlyList<RunningMean?> Trackers { get; } = [];

    /// <summary>Whether the output at this place has a loss.</summary>
    internal bool Has(int output) => _specs[output] is not null;

    /// <summary>Inside a trace: the sum of the outputs' weighted losses. Updates the running means.</summary>
    internal KerasTensor Call(IReadOnlyList<KerasTensor?> yTrue, IReadOnlyList<KerasTensor> yPred, IReadOnlyList<KerasTensor?> sampleWeights, int batchSize)
    {
        KerasTensor? total = null;
        for (int i = 0; i < _specs.Length; i++)
        {
            if (_specs[i] is not { } spec)
                continue;
            KerasTensor truth = yTrue[i] ?? throw new ArgumentException($"The output '{_outputs[i]}' has a loss, but no targets were given for it: pass y.");
            if (!_known[i])
                (_resolved[i], _known[i]) = (spec.Resolve(truth.Shape, yPred[i].Shape), true);
            KerasTensor value = _resolved[i]!.Apply(truth, yPred[i], sampleWeights[i]);
            if (Trackers.Count > 0)
                Trackers[i]!.Update(Ops.Sum(value), batchSize);
            value = Ops.Sum(value);
            if (_weights is not null && _weights[i] != 1)
                value *= _weights[i];
            total = total is null ? value : total + value;
        }

        return total!;
    }

    private static LossSpec?[] InOrder(LossSet losses, Model model)
    {
        IReadOnlyList<string> outputs = model.OutputNames;
        if (losses.IsSingle)
            return [.. outputs.Select(_ => losses[0])];
        if (losses.Names is not { } names)
            return losses.Count == outputs.Count
                ? [.. losses]
                : throw new ArgumentException($"The model has {outputs.Count} outputs ({string.Join(", ", outputs)}), so losses need as many entries. Received: {losses.Count}.");
        foreach (string name in names)
            if (!outputs.Contains(name))
                throw Naming.Unknown("output in losses", name, outputs);
        if (names.Length != outputs.Count && !model.HasNamedOutputs)
            throw new ArgumentException($"Losses by name must name every output ({string.Join(", ", outputs)}); null leaves one without. Received: {string.Join(", ", names)}.");
        return [.. outputs.Select(name => Array.IndexOf(names, name) is >= 0 and int place ? losses[place] : null)];
    }
}
