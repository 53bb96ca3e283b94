namespace KerasNet.Tests.Api;

public sealed class PublicApiTests
{
    private const string ApproveVariable = "KERASNET_APPROVE";

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        string approvedPath = RepositoryFolder.File("tests", "KerasNet.Tests", "Api", "PublicApi.approved.txt");
        string receivedPath = RepositoryFolder.File("artifacts", "PublicApi.received.txt");
        string received = ApiListing.Of(
            typeof(Ops).Assembly, typeof(KerasNet.Engine.Cpu.CpuBackend).Assembly, typeof(Model).Assembly, typeof(KerasNet.Tuning.Tuner).Assembly,
            typeof(KerasNet.Tuning.PostgreSqlStorage).Assembly);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
            File.WriteAllText(approvedPath, received);
        string approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";
        if (received == approved)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
        File.WriteAllText(receivedPath, received);
        HashSet<string> before = [.. approved.Split('\n')], after = [.. received.Split('\n')];
        Assert.Fail($"""
            The public API differs from {approvedPath}:
            {string.Join('\n', [.. before.Except(after).Take(20).Select(line => $"- {line}"), .. after.Except(before).Take(20).Select(line => $"+ {line}")])}
            The whole is in {receivedPath}. If the change is meant, run this test with {ApproveVariable}=1, and commit the file it writes.
            """);
    }
}
