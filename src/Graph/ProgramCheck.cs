namespace KerasNet;

/// <summary>Says whether a program is well formed. Run after tracing and after every pass in debug builds and tests.</summary>
internal static class ProgramCheck
{
    /// <summary>Fails with the first equation that breaks a rule.</summary>
    /// <exception cref="InvalidOperationException">The program is not well formed.</exception>
    internal static Program Verify(Program program, Func<Node, bool>? claims = null)
    {
        HashSet<KerasTensor> made = [.. program.Inputs];
        foreach (KerasTensor input in program.Inputs)
            Demand(input.Node.Op == Op.Input && input.Shape.IsKnown, $"{input.Node} is declared as an input");
        foreach (Node node in program.Nodes)
        {
            foreach (KerasTensor operand in node.Inputs)
                Demand(made.Contains(operand), $"{node} uses {operand} before it is made");
            if (node.Op != Op.Input)
            {
                Demand(claims is null || !Composites.IsComposite(node.Op) || claims(node), $"{node} was not lowered");
                Demand(
                    ShapeRules.Infer(node.Op, [.. node.Inputs], node.Attributes).SequenceEqual(node.Outputs.Select(y => new TensorType(y.Shape, y.DType))),
                    $"{node} claims other output types than its rule");
            }

            if (node.Attributes is ScanAttributes scan)
                Verify(scan.Body, claims);
            made.UnionWith(node.Outputs);
        }

        foreach ((Variable variable, KerasTensor value) in program.Updates)
            Demand(value.Shape == variable.Shape && value.DType == variable.DType, $"{variable} is to be given {value}");
        Demand(program.Updates.Select(update => update.Variable).Distinct().Count() == program.Updates.Count, "a variable is written twice");
        return program;
    }

    private static void Demand(bool holds, string broken)
    {
        if (!holds)
            throw new InvalidOperationException($"The program is not well formed: {broken}.");
    }
}
