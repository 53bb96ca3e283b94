using KerasNet.Optimizers;
using KerasNet.Saving;

namespace KerasNet.Tool;

/// <summary>One array of numbers in a file, with the path under which Keras keeps it.</summary>
/// <param name="Path">Where the file keeps it: <c>layers/dense/vars/0</c>.</param>
/// <param name="Owner">The layer or optimizer that it belongs to.</param>
/// <param name="Name">What it is called there: <c>kernel</c>.</param>
/// <param name="Data">The numbers.</param>
/// <param name="Type">Their type in the file.</param>
internal sealed record StoredWeight(string Path, string Owner, string Name, TensorData Data, string Type)
{
    /// <summary>All weights of a model, and the optimizer's state where it has one, in the order of Keras' files.</summary>
    internal static IReadOnlyList<StoredWeight> Of(Model model) =>
    [
        .. StateTree.Of(model).SelectMany(saved => saved.Variables.Select((variable, i) => new StoredWeight(
            $"{saved.Group}/{i}", saved.Owner is Optimizer ? "optimizer" : saved.Name ?? saved.Path, variable.Name, variable.Value, variable.DType.KerasName()))),
    ];
}
