namespace KerasNet.Tool;

/// <summary>Errors of the commands: one line on standard error and the exit code 2, instead of a stack of calls.</summary>
internal static class ToolErrors
{
    internal const int Fine = 0, Different = 1, Failed = 2;

    /// <summary>Runs a command and tells what went wrong with its files and arguments.</summary>
    internal static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException
            or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Not by the console of tables, which would break the line.
            Console.Error.WriteLine($"keras: {e.Message}");
            return Failed;
        }
    }
}
