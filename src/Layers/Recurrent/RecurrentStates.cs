namespace KerasNet.Layers;

/// <summary>States that a caller hands to a recurrent layer or a cell: further inputs, or an argument of the call.</summary>
internal static class RecurrentStates
{
    /// <summary>The argument of a call that carries the states.</summary>
    internal const string Argument = "initialState";

    /// <summary>A call in which inputs after the first, which are states, have become the argument: two forms of one call.</summary>
    internal static (IReadOnlyList<KerasTensor> Inputs, IReadOnlyDictionary<string, object?>? Arguments) AsArgument(
        IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, object?>? arguments)
    {
        if (inputs.Count < 2)
            return (inputs, arguments);
        Dictionary<string, object?> all = new(arguments ?? new Dictionary<string, object?>());
        return all.TryAdd(Argument, inputs.Skip(1).ToArray())
            ? ([inputs[0]], all)
            : throw new ArgumentException($"Initial states are given twice: as inputs after the first and as '{Argument}'. Give them once.");
    }

    /// <summary>The states that were given, one for each size; null where none were.</summary>
    /// <param name="layer">Who is called.</param>
    /// <param name="argument">The argument that may carry them: a tensor, a list, or nested lists.</param>
    /// <param name="inputs">The inputs of the call; those after the first are states.</param>
    /// <param name="context">Carries the arguments.</param>
    /// <param name="sizes">The shapes of the states without the batch.</param>
    /// <param name="surplus">Whether more states than needed are no error.</param>
    /// <exception cref="ShapeException">Their number or their shapes are wrong.</exception>
    internal static IReadOnlyList<KerasTensor>? Given(
        Layer layer, string argument, IReadOnlyList<KerasTensor> inputs, CallContext context, IReadOnlyList<Shape> sizes, bool surplus = false)
    {
        List<KerasTensor> given = [.. inputs.Skip(1)];
        if (context.Arguments.TryGetValue(argument, out object? value))
            Flatten(value, given);
        if (given.Count == 0)
            return null;
        if (given.Count < sizes.Count || (given.Count > sizes.Count && !surplus))
            throw new ShapeException(
                $"Layer '{layer.Name}' ({Naming.ClassName(layer.GetType())}) has {sizes.Count} states of the shapes {Text(sizes)} after the batch. " +
                $"Received {given.Count}: {string.Join(", ", given)}.");
        int batch = inputs[0].Shape[0];
        for (int i = 0; i < sizes.Count; i++)
            if (given[i].Shape != sizes[i].Prepend(batch))
                throw new ShapeException(
                    $"Layer '{layer.Name}' ({Naming.ClassName(layer.GetType())}) expects state {i} to have the shape {sizes[i].Prepend(batch)}. " +
                    $"Received: {given[i].Shape}.");
        return [.. given.Take(sizes.Count).Select(state => Ops.Cast(state, layer.DType))];
    }

    private static void Flatten(object? value, List<KerasTensor> into)
    {
        if (value is KerasTensor tensor)
            into.Add(tensor);
        else if (value is System.Collections.IEnumerable list)
            foreach (object? item in list)
                Flatten(item, into);
    }

    private static string Text(IReadOnlyList<Shape> sizes) => string.Join(", ", sizes);
}
