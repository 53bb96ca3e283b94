using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KerasNet.Callbacks;
using Spectre.Console;

namespace KerasNet.Goldens.Topics;

/// <summary>
/// What the progress bar shows and when. The bars themselves are drawn differently: headings, counters and the numbers of the logs are compared,
/// not signs, blanks and times.
/// </summary>
internal sealed partial class ShownProgress
{
    private readonly StringWriter _shown = new(CultureInfo.InvariantCulture);
    private readonly Clock _clock = new();
    private readonly ProgressBar _bar;
    private readonly TrainingProgress _progress;
    private readonly List<string> _headings = [], _expectedHeadings = [];
    private int _batches;

    private ShownProgress(GoldenCase golden, int verbose, int epochs, int? steps)
    {
        _bar = new ProgressBar(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new Terminal(_shown) }), _clock);
        _progress = new TrainingProgress(new ScriptedTraining(golden), epochs, steps, verbose);
        _bar.Attach(_progress);
    }

    internal static void Check(GoldenCase golden)
    {
        if (golden.Has("events"))
            CheckHooks(golden);
        else
            CheckUpdates(golden);
    }

    /// <summary>The bar as the callback of a run.</summary>
    private static void CheckHooks(GoldenCase golden)
    {
        JsonElement parameters = golden["params"];
        int verbose = parameters.GetProperty("verbose") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 1;
        ShownProgress shown = new(golden, verbose, parameters.GetProperty("epochs").GetInt32(), parameters.Field("steps")?.GetInt32());
        int i = 0;
        foreach (JsonElement step in golden["events"].EnumerateArray())
            shown.Compare(step, $"event {i++} ({step.Text("hook")})", () => shown.Call(step));
        if (verbose == 1)
            Comparer.EqualLists("headings", shown._headings, shown._expectedHeadings);
    }

    /// <summary>Keras' bar by itself: as ours in an only epoch.</summary>
    private static void CheckUpdates(GoldenCase golden)
    {
        JsonElement args = golden["args"];
        int? target = args.Field("target")?.GetInt32() is > 0 and { } known ? known : null;
        ShownProgress shown = new(golden, args.Field("verbose")?.GetInt32() ?? 1, epochs: 1, target);
        shown._bar.OnTrainBegin();
        shown._bar.OnEpochBegin(0);
        int i = 0;
        foreach (JsonElement update in golden["updates"].EnumerateArray())
            shown.Compare(update, $"update {i++}", () => shown.Update(update, target));
    }

    private void Update(JsonElement update, int? target)
    {
        int current = update.GetProperty("current").GetInt32();
        Logs logs = new((update.Field("values")?.EnumerateArray() ?? default).Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].AsNumber())));
        if (current > 0)
            _bar.OnTrainBatchEnd(current - 1, logs);
        if (current >= target || update.Field("finalize")?.GetBoolean() == true)
            _bar.OnEpochEnd(0, logs);
    }

    private void Call(JsonElement step)
    {
        int index = step.Field("index")?.GetInt32() ?? 0;
        Logs logs = new((step.Field("logs")?.EnumerateObject() ?? default).Select(entry => KeyValuePair.Create(entry.Name, entry.Value.AsNumber())));
        switch (step.Text("hook"))
        {
            case "on_train_begin": _bar.OnTrainBegin(); break;
            case "on_epoch_begin": _bar.OnEpochBegin(index); break;
            case "on_train_batch_end": _bar.OnTrainBatchEnd(index, logs); _batches = index + 1; break;
            case "on_test_begin": _bar.OnTestBegin(); break;
            case "on_test_batch_end": _bar.OnTestBatchEnd(index, logs); break;
            case "on_test_end": _bar.OnTestEnd(logs); break;
            case "on_epoch_end": _progress.Steps ??= _batches; _bar.OnEpochEnd(index, logs); break;
            case "on_train_end": _bar.OnTrainEnd(logs); break;
            case "on_predict_begin": _bar.OnPredictBegin(); break;
            case "on_predict_batch_end": _bar.OnPredictBatchEnd(index); break;
            case "on_predict_end": _bar.OnPredictEnd(); break;
            case var hook: throw new MismatchException($"the hook '{hook}' is not known");
        }
    }

    private void Compare(JsonElement step, string what, Action act)
    {
        _clock.Seconds = step.GetProperty("time").GetDouble();
        _shown.GetStringBuilder().Clear();
        act();
        string got = Escapes().Replace(_shown.ToString(), ""), expected = Escapes().Replace(step.Text("printed"), "");
        _headings.AddRange(Heading().Matches(got).Select(match => match.Value));
        _expectedHeadings.AddRange(Heading().Matches(expected).Select(match => match.Value));
        if (Heading().IsMatch(expected))
            return;

        // How often a live bar is drawn is its own affair, but what Keras shows at some moment has to be seen then.
        if (expected.Length > 0 || _progress.Verbose != 1)
            Comparer.Equal($"{what} shows something", got.Length > 0, expected.Length > 0);
        if (expected.Length == 0)
            return;
        Comparer.Equal($"{what} ends the line", got.EndsWith('\n'), expected.EndsWith('\n'));
        (string mine, string theirs) = (LastLine(got), LastLine(expected));
        if (_progress.Verbose == 1)
            Comparer.Equal($"counter of {what}", Counter().Match(mine).Value.Replace("?", "Unknown", StringComparison.Ordinal), Counter().Match(theirs).Value);
        foreach (Match entry in Entry().Matches(theirs))
        {
            string name = entry.Groups[1].Value;
            Match shown = Regex.Match(mine, $@"(^|\s){Regex.Escape(name)}:? (\S+)");
            if (!shown.Success)
                throw new MismatchException($"{what} does not show {entry.Value}: {mine}");
            Comparer.Check($"{name} of {what}", Number(shown.Groups[2].Value), Number(entry.Groups[2].Value), Tolerance.Exact);
        }
    }

    private static string LastLine(string text) => text.TrimEnd('\n').Split('\r', '\n')[^1];

    private static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"\u001b\[[0-9;]*[A-Za-z]|[\b]")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"Epoch \d+/\d+")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\d+/(\d+|\?|Unknown)")]
    private static partial Regex Counter();

    [GeneratedRegex(@"(\w+): (\S+)")]
    private static partial Regex Entry();

    private sealed class Clock : TimeProvider
    {
        internal double Seconds { get; set; }

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => (long)Math.Round(Seconds * TimestampFrequency);
    }

    private sealed class Terminal(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => 400;

        public int Height => 50;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
