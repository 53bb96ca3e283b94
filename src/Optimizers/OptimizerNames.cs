namespace KerasNet.Optimizers;

/// <summary>The names under which Keras knows its optimizers: class names in any mixture of cases, without underscores.</summary>
internal static class OptimizerNames
{
    /// <summary>A new optimizer with this name and its default arguments.</summary>
    internal static Optimizer Create(string name)
    {
        // Keras has Lamb as a class, but not as a name.
        string[] names = [.. Registry<Optimizer>.Names.Where(known => !IsSnakeOfOurs(known) && !known.Equals(nameof(Lamb), StringComparison.OrdinalIgnoreCase))];
        string target = names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Naming.Unknown("optimizer", name, names.Select(known => known.ToLowerInvariant()).Distinct());
        return Registry<Optimizer>.Create(target, "optimizer");
    }

    private static bool IsSnakeOfOurs(string name) => name.Contains('_') && Registry<Optimizer>.Find(name)?.Assembly == typeof(Optimizer).Assembly;
}
