using System.Globalization;
using KerasNet.Reporting;

namespace KerasNet.Tuning;

/// <summary>What is said of trials in terminals and pages.</summary>
internal static class TrialText
{
    /// <summary>A value as short as it can be told.</summary>
    internal static string Value(object? value) => value switch
    {
        null => "",
        double number => ReportText.Number(number),
        _ => HyperValue.Text(value),
    };

    /// <summary>All values of a trial in a row.</summary>
    internal static string Values(TrialSnapshot trial) => string.Join(", ", trial.Values.Select(pair => $"{pair.Key} {Value(pair.Value)}"));

    /// <summary>Where a trial stands, with the epoch of one that is trained.</summary>
    internal static string Status(TrialSnapshot trial)
    {
        if (trial.Status != TrialStatus.Running || trial.IsWaiting)
            return trial.IsWaiting ? "waiting" : trial.Status.ToString().ToLowerInvariant();
        if (trial.Epochs.Count == 0)
            return "running";
        TrialEpoch last = trial.Epochs[^1];
        string run = last.Execution == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"run {last.Execution + 1}, ");
        string planned = trial.EpochsPlanned == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{trial.EpochsPlanned}");
        return string.Create(CultureInfo.InvariantCulture, $"{run}epoch {last.Epoch + 1}{planned}");
    }

    /// <summary>A score; of a trial that is trained, what it came to in its last epoch.</summary>
    internal static string Score(TrialSnapshot trial, Objective objective) =>
        trial.Score is { } score ? ReportText.Number(score)
        : trial.Status == TrialStatus.Running && trial.Epochs.Count > 0 && objective.HasValue(trial.Epochs[^1].Logs)
            ? $"({ReportText.Number(objective.ValueOf(trial.Epochs[^1].Logs))})"
        : "";

    /// <summary>How long a trial took or has taken.</summary>
    internal static string Time(TrialSnapshot trial, DateTimeOffset now) => trial.Duration(now) is { } time ? ReportText.Duration(time) : "";

    /// <summary>How the best model did on samples that no trial saw.</summary>
    internal static string Of(TestResult test) =>
        $"Trial {test.TrialId} on the test samples: {string.Join(", ", test.Results.Select(pair => $"{pair.Key} {ReportText.Number(pair.Value)}"))}";

    /// <summary>The objective with its direction.</summary>
    internal static string Of(Objective objective)
    {
        string name = objective.Name == Objective.DefaultName
            ? "result"
            : string.Join(" + ", objective.Parts.Count == 0
                ? [objective.Name]
                : objective.Parts.Select(part => (part.Direction == Direction.Min ? "" : "−") + part.Name));
        return $"{(objective.Direction == Direction.Min ? "least" : "greatest")} {name}";
    }
}
