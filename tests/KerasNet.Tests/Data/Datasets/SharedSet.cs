using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>Finds copies of published data sets on this machine.</summary>
internal static class SharedSet
{
    /// <summary>The folder in which a set's folder holds a file; the test is skipped where there is none.</summary>
    internal static string FolderWith(string set, string file)
    {
        DatasetPlaces places = DatasetPlaces.FromEnvironment();
        IEnumerable<string> roots = places.Data is null ? places.SharedFolders() : [places.Data, .. places.SharedFolders()];
        string? root = roots.FirstOrDefault(root => File.Exists(Path.Combine(root, set, file)));
        Assert.SkipWhen(root is null, $"no copy of {set}: expected ../shared/datasets/{set}/{file}, or {DatasetPlaces.DataVariable} naming a folder with {set}");
        return root!;
    }
}
