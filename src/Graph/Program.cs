using System.Text;

namespace KerasNet;

/// <summary>A traced, typed, printable list of equations: inputs, variables read, outputs, variables written. Immutable.</summary>
public sealed class Program
{
    /// <summary>Collects everything that the outputs and updates need.</summary>
    /// <param name="inputs">Parameters, in the order in which they are fed; nodes of <see cref="Op.Input"/>.</param>
    /// <param name="outputs">Results, in the order in which they are returned.</param>
    /// <param name="updates">New values of variables, written after everything has been read.</param>
    public Program(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, IReadOnlyList<(Variable Variable, KerasTensor Value)>? updates = null)
    {
        Inputs = inputs;
        Outputs = outputs;
        Updates = updates ?? [];
        Nodes = Rewriter.Reachable([.. outputs, .. Updates.Select(update => update.Value)]);
        foreach (Node node in Nodes)
            if (node.Op == Op.Input && !inputs.Any(input => input.Node == node))
                throw new InvalidOperationException(node.Outputs[0].IsSymbol
                    ? $"The program depends on the symbol {node.Outputs[0]} of a model's definition, which has no value in a trace."
                    : $"The program depends on the parameter '{node.Attributes}' {node.Outputs[0]}, which is not among its inputs.");
    }

    /// <summary>Parameters, in the order in which they are fed.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>Results, in the order in which they are returned.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>New values of variables, written after everything has been read.</summary>
    public IReadOnlyList<(Variable Variable, KerasTensor Value)> Updates { get; }

    /// <summary>All equations, operands before their users.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>This program with every tensor replaced by its image, for passes that rewrite it.</summary>
    internal Program Map(Func<KerasTensor, KerasTensor> image) =>
        new(Inputs, [.. Outputs.Select(image)], [.. Updates.Select(update => (update.Variable, image(update.Value)))]);

    /// <summary>One equation per line, so that a test can approve the text.</summary>
    public override string ToString()
    {
        Dictionary<KerasTensor, string> names = [];
        foreach (KerasTensor input in Inputs)
            names[input] = $"%{input.Node.Attributes}";
        StringBuilder text = new($"program({string.Join(", ", Inputs.Select(x => $"{names[x]}: {Type(x)}"))})\n");
        foreach (Node node in Nodes.Where(node => node.Op != Op.Input))
        {
            foreach (KerasTensor output in node.Outputs)
                names[output] = $"%{names.Count - Inputs.Count}";
            text.Append("  ").AppendJoin(", ", node.Outputs.Select(y => $"{names[y]}: {Type(y)}"))
                .Append(" = ").Append(node.Op);
            if (node.Inputs.Count > 0)
                text.Append('(').AppendJoin(", ", node.Inputs.Select(x => names[x])).Append(')');
            if (node.Attributes.Text.Length > 0)
                text.Append(" {").Append(node.Attributes.Text.Replace("\n", "\n  ")).Append('}');
            text.Append('\n');
        }

        text.Append("  return ").AppendJoin(", ", Outputs.Select(y => names[y])).Append('\n');
        foreach ((Variable variable, KerasTensor value) in Updates)
            text.Append($"  {variable.Path} <- {names[value]}\n");
        return text.ToString();
    }

    private static string Type(KerasTensor x) => new TensorType(x.Shape, x.DType).ToString();
}
