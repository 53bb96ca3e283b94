using System.Globalization;
using KerasNet.Data;

namespace KerasNet.Tuning;

/// <summary>Divides the samples of a search: a test set that no trial sees, and the folds of cross-validation.</summary>
internal static class Splits
{
    /// <summary>Says what cannot be divided, before anything is trained.</summary>
    /// <exception cref="SearchException">The data does not go with the options.</exception>
    internal static void Check(TunerOptions options, TrialFit fit)
    {
        if (options.TestSplit > 0)
        {
            Require(fit.TestData is null, "Both TestSplit and TestData are given: the test set is either a part of the samples or data of its own. Leave one out.");
            RequireArrays(fit, "TestSplit");
        }

        if (options.Folds is null)
            return;
        RequireArrays(fit, "Folds");
        Require(
            fit.ValidationSplit == 0 && fit.ValidationData is null && fit.ValidationBatches is null,
            "Folds and validation data are given: with folds, each part of the samples is validated on in turn. Leave out validationSplit and the validation data.");
    }

    /// <summary>Takes the test set out of what trials get.</summary>
    /// <returns>What trials are trained on, and what the best model is measured on, if there is any.</returns>
    internal static (TrialFit Trials, TrialFit? Test) HoldOut(TunerOptions options, TrialFit fit, long seed)
    {
        TrialFit trials = fit with { TestData = null, TestSampleWeight = null };
        if (fit.TestData is { } given)
            return (trials, new TrialFit { X = given.X, Y = given.Y, SampleWeight = fit.TestSampleWeight, ValidationBatchSize = fit.ValidationBatchSize });
        if (options.TestSplit == 0)
            return (trials, null);
        int[] order = Order(options, fit, new Draws(seed));

        // Evenly spaced in an order that goes through the classes: each gives its part.
        ILookup<bool, int> rows = Enumerable.Range(0, order.Length)
            .ToLookup(i => Math.Floor((i + 1) * options.TestSplit) > Math.Floor(i * options.TestSplit), i => order[i]);
        Require(rows.Contains(true) && rows.Contains(false), $"TestSplit {Text(options.TestSplit)} of {order.Length} samples leaves {rows[false].Count()} to search with and {rows[true].Count()} to test on: both must have at least one.");
        return (Take(trials, rows[false]), Take(trials, rows[true]));
    }

    /// <summary>The training of one fold: the samples of the others to train on, its own to validate on.</summary>
    internal static TrialFit Fold(TunerOptions options, TrialFit fit, int fold, long seed)
    {
        Check(options, fit);
        int folds = options.Folds!.Value;
        int[] order = Order(options, fit, new Draws(seed), atLeast: folds);
        ILookup<bool, int> rows = Enumerable.Range(0, order.Length).ToLookup(i => i % folds == fold, i => order[i]);
        TrialFit held = Take(fit, rows[true]);
        return Take(fit, rows[false]) with { ValidationData = (held.X!, held.Y!), ValidationSampleWeight = held.SampleWeight };
    }

    /// <summary>All rows in random order, class by class where there are classes, so that parts at even distances have their share of each.</summary>
    private static int[] Order(TunerOptions options, TrialFit fit, Draws draws, int atLeast = 1)
    {
        int[] rows = [.. Enumerable.Range(0, fit.X!.Samples)];
        for (int i = rows.Length - 1; i > 0; i--)
        {
            int j = (int)(draws.Next() * (i + 1));
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }

        Require(rows.Length >= atLeast, $"{atLeast} folds need at least as many samples. Received: {rows.Length}.");
        if (options.Stratify == false)
            return rows;
        if (Classes.Of(fit.Y) is not { } classes)
        {
            Require(options.Stratify is null, "Stratify is asked for, but the targets are no classes: one array of whole numbers, of zeros and ones, or of rows with a single 1.");
            return rows;
        }

        Require(classes.Length == rows.Length, $"x and y must hold the same number of samples. Received: {rows.Length} and {classes.Length}.");
        IGrouping<long, int>[] groups = [.. rows.GroupBy(row => classes[row]).OrderBy(group => group.Key)];
        if (groups.FirstOrDefault(group => group.Count() < atLeast) is { } small)
            throw new SearchException(
                $"Each of the {atLeast} folds needs samples of every class, but of class {small.Key} there are only {small.Count()}. Use fewer folds or more samples, or set Stratify = false if the targets are no classes.");
        return [.. groups.SelectMany(group => group)];
    }

    private static TrialFit Take(TrialFit fit, IEnumerable<int> rows)
    {
        int[] sorted = [.. rows.Order()];
        return fit with { X = fit.X!.Rows(sorted), Y = fit.Y?.Rows(sorted), SampleWeight = fit.SampleWeight?.Rows(sorted) };
    }

    private static void RequireArrays(TrialFit fit, string option) => Require(
        fit is { X: not null, Y: not null, Batches: null },
        $"{option} divides arrays, but {(fit.Batches is null ? fit.X is null ? "no data is given" : "no targets are given" : "batches are given")}. Pass x and y as arrays, or leave {option} out.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new SearchException(message);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
