using KerasNet.Optimizers;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>Something of a model that has weights of its own in a file: a model, a layer, an optimizer.</summary>
/// <param name="Path">Where the file keeps it, for example <c>layers/dense_1</c>; empty for the model itself.</param>
/// <param name="Name">Its own name, which the file keeps beside the weights and no reader needs.</param>
/// <param name="Owner">The object.</param>
/// <param name="Variables">Its own weights in their order in the file, without those of what it is made of.</param>
internal sealed record SavedObject(string Path, string? Name, object Owner, IReadOnlyList<Variable> Variables)
{
    /// <summary>The group of the weights in the file.</summary>
    internal string Group => StateTree.Join(Path, "vars");

    /// <summary>The group of the weights in a file that is about to be written, made if need be, with the object's name.</summary>
    /// <param name="root">The file's root.</param>
    internal NewGroup GroupIn(NewGroup root)
    {
        NewGroup group = root.Group(Group);
        if (Name is not null)
            group.Attribute("name", NewArray.Of(Name));
        return group;
    }

    /// <summary>The numbers of a weight of its own as files keep them.</summary>
    /// <param name="index">The weight's place among <see cref="Variables"/>.</param>
    internal TensorData ValueOf(int index) => Owner is Layers.Layer layer ? layer.SavedValue(Variables[index]) : Variables[index].Value;

    /// <summary>What a person calls it: <c>layer dense_1</c>.</summary>
    public override string ToString() => $"{(Owner is Optimizer ? "optimizer" : Owner is Model ? "model" : "layer")} {Name}";
}
