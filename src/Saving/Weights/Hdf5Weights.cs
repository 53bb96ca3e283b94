using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>Weights in an HDF5 file: a group <c>vars</c> of datasets 0, 1, 2… for each object.</summary>
internal sealed class Hdf5Weights(Hdf5File file, string fileName) : IStoredWeights
{
    public string FileName => fileName;

    public IEnumerable<string> Paths => Objects(file.Root, "");

    public IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved) =>
        file.Root.Find(saved.Group) is Hdf5Group group ? group.Links.ToDictionary(link => link.Name, StoredArray (link) => new Item(group, link.Name)) : null;

    private static IEnumerable<string> Objects(Hdf5Group group, string path)
    {
        foreach (Hdf5Link link in group.Links.Where(link => link.Kind == LinkKind.Hard))
            if (group.Open(link.Name) is Hdf5Group inner)
                foreach (string found in link.Name == "vars" && inner.Links.Count > 0 ? [path] : Objects(inner, StateTree.Join(path, link.Name)))
                    yield return found;
    }

    private sealed class Item(Hdf5Group group, string name) : StoredArray
    {
        private Hdf5Dataset Dataset => group.Dataset(name);

        internal override IReadOnlyList<long>? Shape => Dataset.Shape;

        internal override string? Problem
        {
            get
            {
                try
                {
                    Dataset.CheckStored();
                    return Dataset.IsNumeric ? null : $"{(Dataset.IsText ? "texts" : Dataset.Type.Name)} in place of numbers";
                }
                catch (Hdf5Exception e)
                {
                    return e.Problem;
                }
            }
        }

        internal override void CopyTo(TensorData target) => Dataset.CopyTo(target);
    }
}
