using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>Weights in an HDF5 file: a group <c>vars</c> of datasets 0, 1, 2… for each object.</summary>
internal sealed class Hdf5Weights(Hdf5File file, string fileName) : IStoredWeights
{
    public string FileName => fileName;

    public IEnumerable<string> Paths => Objects(file.Root, "");

    public IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved) =>
        file.Root.Find(saved.Group) is Hdf5Group group
            ? group.Links.Where(link => link.Name != ModelAssets.IdfWeights).ToDictionary(link => link.Name, StoredArray (link) => new Hdf5Array(group, link.Name))
            : null;

    private static IEnumerable<string> Objects(Hdf5Group group, string path)
    {
        foreach (Hdf5Link link in group.Links.Where(link => link.Kind == LinkKind.Hard))
            if (group.Open(link.Name) is Hdf5Group inner)
                foreach (string found in link.Name == "vars" && inner.Links.Count > 0 ? [path] : Objects(inner, StateTree.Join(path, link.Name)))
                    yield return found;
    }
}
