using System.Diagnostics;
using KerasNet.Kills;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Kills;

/// <summary>A few kills of each training; <c>tests/KerasNet.Kills</c> makes thousands.</summary>
[Collection(AloneCollection.Name)]
public sealed class KillTests
{
    public static TheoryData<string> Runs => [.. TrainedRuns.All.Keys];

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_killed_run_ends_as_one_that_was_left_alone(string name)
    {
        const int kills = 3;
        KillSummary summary = Killer.Run(name, kills, seed: 1);

        Assert.Empty(summary.Failures);
        Assert.Equal(kills, summary.Kills);
    }

    [Fact]
    public void A_disk_that_is_full_leaves_the_backup_before_from_which_the_run_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "Needs a shell that limits the size of files.");
        string folder = Directory.CreateTempSubdirectory("kerasnet-full-").FullName;
        try
        {
            // The first backup is written whole, and the process ended; then there is room for half a backup; then there is enough.
            string backup = Path.Combine(folder, TrainedRuns.Backup, "latest.weights.h5");
            Assert.NotEqual(0, Train("ulimit -t 60", () => File.Exists(backup)));
            byte[] before = File.ReadAllBytes(backup);
            Assert.NotEqual(0, Train($"trap '' XFSZ; ulimit -f {before.Length / 2048}", () => false));

            Assert.Equal(before, File.ReadAllBytes(backup));
            Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(backup)!), file => file.EndsWith(".tmp", StringComparison.Ordinal));
            Assert.Equal(0, Train("true", () => false));
            Assert.True(File.Exists(Path.Combine(folder, TrainedRuns.Result)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        int Train(string limit, Func<bool> end)
        {
            string command = $"{limit}; exec dotnet '{typeof(Killer).Assembly.Location}' train arrays '{folder}' 1 2";
            using Process process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,

                // The runtime makes a large file in memory for its code otherwise, which the limit would forbid too.
                Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
            })!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (!process.WaitForExit(1))
                if (end())
                    process.Kill();
            return process.ExitCode;
        }
    }
}
