using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet;

/// <summary>The first part of a model that works on data: layers on its inputs, such as TextVectorization, that no program can hold. The rest is a model too.</summary>
internal sealed class DataStage
{
    private readonly Model _model;
    private readonly LayerCall[] _calls;

    private DataStage(Model model, LayerCall[] calls, KerasTensor[] ends)
    {
        (_model, _calls) = (model, calls);
        Rest = new Model(ends, model.Outputs, model.Name);
    }

    /// <summary>What the program computes of the data that this stage has made.</summary>
    internal Model Rest { get; }

    /// <summary>The stage of a model; null if all its layers work in programs.</summary>
    /// <param name="model">The model, whose inputs and outputs are known.</param>
    /// <param name="calls">Its calls of layers and operations, operands before their users.</param>
    /// <exception cref="ArgumentException">A layer that works on data stands behind one that does not.</exception>
    internal static DataStage? For(Model model, IReadOnlyList<object> calls)
    {
        LayerCall[] early = [.. calls.OfType<LayerCall>().Where(call => call.Layer is DataLayer { RunsOnData: true } && !model.Inputs.Contains(call.Outputs[0]))];
        if (early.Length == 0)
            return null;
        HashSet<KerasTensor> data = [.. model.Inputs];
        foreach (LayerCall call in early)
        {
            if (!call.Inputs.All(data.Contains))
                throw new ArgumentException(
                    $"{call.Layer} works on data before a program runs, so it must follow the inputs of model '{model.Name}' or other such layers alone.");
            data.UnionWith(call.Outputs);
        }

        IEnumerable<KerasTensor> used = calls.Where(call => !early.Contains(call)).SelectMany(FunctionalGraph.Operands).Concat(model.Outputs);
        return new DataStage(model, early, [.. used.Where(data.Contains).Distinct()]);
    }

    /// <summary>What the layers make of the data of the model's inputs: the data of the rest's inputs.</summary>
    internal DataArray[] Run(DataArray[] inputs)
    {
        Dictionary<KerasTensor, DataArray> made = [];
        for (int i = 0; i < inputs.Length; i++)
            made[_model.Inputs[i]] = AsDeclared(inputs[i], i);
        foreach (LayerCall call in _calls)
        {
            DataArray output = ((DataLayer)call.Layer).Transform([.. call.Inputs.Select(input => made[input])]);
            if (output.Count != inputs[0].Count)
                throw new ShapeException($"{call.Layer} must keep the number of samples, {inputs[0].Count}. It made {output.Shape}: give each sample an axis of its own.");
            made[call.Outputs[0]] = output;
        }

        return [.. Rest.Inputs.Select(input => made[input])];
    }

    /// <summary>Data with the rank that the input declares, where one side has a trailing axis of size 1.</summary>
    private DataArray AsDeclared(DataArray data, int index)
    {
        Shape declared = _model.Inputs[index].Shape, shape = data.Shape;
        if (shape.Rank == declared.Rank + 1 && shape[^1] == 1)
            shape = shape[..^1];
        else if (shape.Rank == declared.Rank - 1 && declared[^1] == 1)
            shape = shape.Append(1);
        bool fits = shape.Rank == declared.Rank && shape.Zip(declared).Skip(1).All(pair => pair.Second == Shape.Unknown || pair.First == pair.Second);
        return fits
            ? data.As(shape)
            : throw new ShapeException($"Model '{_model.Name}' expects its input '{_model.InputNames[index]}' to have the shape {declared}. Received: {data.Shape}.");
    }
}
