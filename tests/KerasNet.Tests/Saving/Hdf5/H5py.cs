using System.ComponentModel;
using System.Diagnostics;

namespace KerasNet.Tests.Saving.Hdf5;

/// <summary>Debian's Python with h5py, where this machine has it.</summary>
internal static class H5py
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Skips a test that needs h5py and h5dump.</summary>
    internal static void SkipWithout() =>
        Assert.SkipUnless(Run("-c", "import h5py, shutil; assert shutil.which('h5dump')") is (0, _), $"no {Python} with h5py (python3-h5py), or no h5dump (hdf5-tools)");

    /// <summary>Runs a script of Python.</summary>
    internal static (int Status, string Output) Run(params string[] arguments)
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
