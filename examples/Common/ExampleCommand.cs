using System.CommandLine;

namespace KerasNet.Examples;

/// <summary>The command line of an example: the options that all examples share, to which each adds its own.</summary>
public class ExampleCommand : RootCommand
{
    private readonly Option<int> _epochs;
    private readonly Option<int?> _batchSize = new("--batch-size") { Description = "Samples per step. [default: the model's own]" };
    private readonly Option<long> _seed = new("--seed") { Description = "The same seed gives the same weights, bit for bit.", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads of the CPU engine; results do not depend on it. [default: all cores]" };
    private readonly Option<string?> _data = new("--data");
    private readonly Option<int?> _limit = new("--limit") { Description = "Use only the first so many samples to train on, and as many to test on." };
    private readonly Option<string?> _curves = new("--curves") { Description = "Where to write the learning curves (SVG). [default: <case>-curves.svg]", HelpName = "path" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but the line for machines." };

    /// <param name="description">What the example does.</param>
    /// <param name="epochs">How often it goes through the data if not told otherwise.</param>
    /// <param name="hasSynthetic">Whether the library can draw data that stand in for the real ones; if not, they may also be a zip archive.</param>
    public ExampleCommand(string description, int epochs, bool hasSynthetic = true)
        : base(description)
    {
        (_data.HelpName, _data.Description) = hasSynthetic
            ? ("folder|synthetic", "A folder with the data, or \"synthetic\". [default: the usual places, else synthetic]")
            : ("folder|zip", "A folder or zip archive with the data. [default: the usual places]");
        _epochs = new Option<int>("--epochs") { Description = "How often training goes through the data.", DefaultValueFactory = _ => epochs };
        foreach (Option option in (Option[])[_epochs, _batchSize, _seed, _threads, _data, _limit, _curves, _quiet])
            Options.Add(option);
        AtLeast(_epochs, 0);
        AtLeast(_batchSize, 1);
        AtLeast(_threads, 1);
        AtLeast(_limit, 1);
    }

    /// <summary>Parses the arguments and tells the story; its result is printed as the last line, for machines.</summary>
    /// <returns>The exit status: 0, 1 if something was wrong, 130 if the user stopped it before it had a result.</returns>
    public int Run(string[] args, Func<ExampleRun, ExampleResult> story)
    {
        SetAction(parsed =>
        {
            using ExampleRun run = new(parsed)
            {
                Epochs = parsed.GetValue(_epochs),
                BatchSize = parsed.GetValue(_batchSize),
                Data = parsed.GetValue(_data),
                Limit = parsed.GetValue(_limit),
                Curves = parsed.GetValue(_curves),
                Quiet = parsed.GetValue(_quiet),
                Seed = parsed.GetValue(_seed),
            };
            Keras.SetRandomSeed(run.Seed);
            if (parsed.GetValue(_threads) is { } threads)
                Keras.Threads = threads;
            try
            {
                Console.Out.WriteLine(story(run));
                return 0;
            }
            catch (OperationCanceledException)
            {
                return Fail("Stopped.", 130);
            }
            catch (Exception fault) when (fault is DatasetUnavailableException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                return Fail(fault.Message, 1);
            }
        });
        return Parse(args).Invoke();
    }

    private static int Fail(string message, int status)
    {
        Console.Error.WriteLine(message);
        return status;
    }

    protected static void AtLeast<T>(Option<T> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() < least)
            result.AddError($"{option.Name} must be {least} or more. Received: {result.GetValueOrDefault<int?>()}.");
    });
}
