using KerasNet.Optimizers;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>
/// The state of optimizers of Keras 1 and 2. They kept the number of steps and the slots, not the learning rate; before Keras 2.11 all slots of one kind came
/// before those of the next.
/// </summary>
internal static class LegacyOptimizer
{
    // How slots of the older kind were called, behind the weight's name: dense/kernel/m:0. Later: m/dense/kernel:0.
    private static readonly string[] s_behind = ["m", "v", "vhat", "momentum", "rms", "mg", "accumulator", "linear", "accum_grad", "accum_var"];

    /// <summary>What each variable of an optimizer gets; null where the file does not fit it.</summary>
    /// <param name="optimizer">The optimizer, which has been built.</param>
    /// <param name="arrays">The arrays of the file in their order.</param>
    /// <param name="names">Their names, where the file has some.</param>
    internal static IReadOnlyList<(Variable Variable, StoredArray Array)>? Pair(
        Optimizer optimizer, IReadOnlyList<StoredArray> arrays, IReadOnlyList<string>? names = null)
    {
        if (optimizer is LossScaleOptimizer || arrays.Count == 0 || arrays[0].Shape is not { Count: 0 })
            return null;
        Variable[] slots = [.. optimizer.Variables.Where(variable => variable != optimizer.Iterations && variable != optimizer.LearningRateVariable)];
        if (names is not null && names.Any(name => name.StartsWith("training/", StringComparison.Ordinal) || s_behind.Contains(name.Split('/')[^1].Split(':')[0])))
            slots = [.. optimizer.GroupedSlots];

        // SGD kept momenta even where there is no momentum.
        int surplus = arrays.Count - 1 - slots.Length;
        if (surplus < 0 || (surplus > 0 && slots.Length > 0 && !arrays.Skip(1 + slots.Length).All(array => array.Shape is [1])))
            return null;
        return PairInOrder([optimizer.Iterations, .. slots], [.. arrays.Take(1 + slots.Length)]);
    }

    /// <summary>Variables with as many arrays of the same shapes; null where they do not fit.</summary>
    internal static IReadOnlyList<(Variable Variable, StoredArray Array)>? PairInOrder(IReadOnlyList<Variable> variables, IReadOnlyList<StoredArray> arrays) =>
        variables.Count == arrays.Count && variables.Zip(arrays).All(pair => Fits(pair.First, pair.Second)) ? [.. variables.Zip(arrays)] : null;

    private static bool Fits(Variable variable, StoredArray array) => array.Problem is null && array.Shape!.SequenceEqual(variable.Shape.Select(size => (long)size));
}
