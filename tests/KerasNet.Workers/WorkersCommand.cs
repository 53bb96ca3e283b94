using KerasNet.Tuning;

namespace KerasNet.Workers;

/// <summary>One process of a search that has several: <c>KerasNet.Workers STUDY NAME [wait]</c>, with the server's connection string in KERASNET_TEST_POSTGRES.</summary>
/// <remarks>It is a program of its own so that tests can kill it. It tells each trial in whose middle it is; told to wait, it stays there until a line comes in.</remarks>
internal static class WorkersCommand
{
    /// <summary>What is printed in the middle of a trial.</summary>
    internal const string InTrial = "in a trial";

    /// <summary>The variable with the connection string, which may hold a password and so is no argument.</summary>
    internal const string ServerVariable = "KERASNET_TEST_POSTGRES";

    private static int Main(string[] args)
    {
        if (args is not [var study, var name, .. var rest] || Environment.GetEnvironmentVariable(ServerVariable) is not { } server)
        {
            Console.Error.WriteLine($"Usage: KerasNet.Workers STUDY NAME [wait], with {ServerVariable} in the environment");
            return 2;
        }

        using RandomSearch tuner = SharedSearch.Open(new TunerOptions { TunerId = name, Storage = new PostgreSqlStorage(server, study, heartbeatTimeout: SharedSearch.Timeout) });
        bool waits = rest is ["wait"];
        SharedSearch.Run(tuner, () =>
        {
            Console.WriteLine(InTrial);
            if (waits)
                Console.ReadLine();
            waits = false;
        });
        return 0;
    }
}
