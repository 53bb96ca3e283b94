using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>h5py and h5dump read what we write, and h5py adds to it.</summary>
public sealed class InteropTests
{
    [Fact]
    public void H5py_finds_everything_that_was_written() => Check(SampleTree.Everything());

    [Fact]
    public void H5py_finds_thousands_of_children()
    {
        SampleTree tree = new();
        tree.Many("optimizer/vars", 8200);
        Check(tree);
    }

    private static void Check(SampleTree tree)
    {
        H5py.SkipWithout();
        using TemporaryFolder folder = new();
        (string file, string description) = (Path.Combine(folder.Path, "file.h5"), Path.Combine(folder.Path, "file.json"));
        File.WriteAllBytes(file, tree.Write());
        File.WriteAllText(description, tree.Description.GetRawText());

        (int status, string output) = H5py.Run(RepositoryFolder.File("tests", "interop", "check_hdf5.py"), file, description);

        Assert.True(status == 0, output);
        Assert.Contains($"{tree.Description.GetArrayLength()} objects agree", output, StringComparison.Ordinal);
    }
}
