using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>h5py and h5dump read what we write, and h5py adds to it.</summary>
public sealed class InteropTests
{
    private const string Python = "/usr/bin/python3";

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
        Assert.SkipUnless(Run("-c", "import h5py, shutil; assert shutil.which('h5dump')") is (0, _), $"no {Python} with h5py (python3-h5py), or no h5dump (hdf5-tools)");
        using TemporaryFolder folder = new();
        (string file, string description) = (Path.Combine(folder.Path, "file.h5"), Path.Combine(folder.Path, "file.json"));
        File.WriteAllBytes(file, tree.Write());
        File.WriteAllText(description, tree.Description.GetRawText());

        (int status, string output) = Run(RepositoryFolder.File("tests", "interop", "check_hdf5.py"), file, description);

        Assert.True(status == 0, output);
        Assert.Contains($"{tree.Description.GetArrayLength()} objects agree", output, StringComparison.Ordinal);
    }

    private static (int Status, string Output) Run(params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
