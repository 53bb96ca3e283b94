using System.Globalization;
using System.Net;
using System.Text;
using KerasNet.Reporting;

namespace KerasNet.Tuning;

/// <summary>All completed trials as a picture: an axis for each hyperparameter and one for the score, and for each trial a line, coloured by its rank.</summary>
internal sealed class ParallelCoordinates
{
    private const int AxisGap = 150;
    private const int Left = 70, Right = 90, Top = 52, Bottom = 24;
    private const int Height = 380;

    // More labels than this would cover each other.
    private const int MostLabels = 14;
    private const int LongestLabel = 14;

    private readonly SearchSnapshot _search;
    private readonly TrialSnapshot[] _ranked;
    private readonly string[] _names;
    private readonly double _least;
    private readonly double _most;
    private readonly StringBuilder _svg = new();

    /// <summary>Prepares the picture of a search with at least one completed trial.</summary>
    internal ParallelCoordinates(SearchSnapshot search)
    {
        _search = search;
        _ranked = [.. search.Ranked];
        _names = [.. search.Names.Where(name => _ranked.Any(trial => trial.Values.ContainsKey(name)))];
        double[] scores = [.. _ranked.Select(trial => trial.Score!.Value).Where(double.IsFinite).DefaultIfEmpty(0)];
        (_least, _most) = (scores.Min(), scores.Max());
        if (_least == _most)
            (_least, _most) = (_least - 0.5, _most + 0.5);
    }

    /// <summary>The picture.</summary>
    internal string ToSvg()
    {
        int width = Left + (_names.Length * AxisGap) + Right;
        Append($"<svg class=\"curves\" viewBox=\"0 0 {width} {Height}\" style=\"min-width:{width * 3 / 4}px\" role=\"img\">");
        Append($"<title>Hyperparameters and scores of {ReportText.Plural(_ranked.Length, "trial")}</title>\n<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");

        // The best come last, so that they lie above the others.
        for (int rank = _ranked.Length - 1; rank >= 0; rank--)
            Line(rank);
        for (int axis = 0; axis < _names.Length; axis++)
            Axis(X(axis), _names[axis], Labels(_names[axis]));
        AxisTicks ticks = new(_least, _most, 6);
        string best = _search.Objective.Direction == Direction.Min ? "least is best" : "greatest is best";
        string name = _search.Objective.Name == Objective.DefaultName ? "result" : _search.Objective.Name;
        Axis(X(_names.Length), name, ticks.Values.Select(value => (Share(value), ticks.Label(value))), best);
        return _svg.Append("</svg>\n").ToString();
    }

    /// <summary>How good a trial is among others, for its colour: 0 the worst to 100 the best.</summary>
    internal static int Percent(int rank, int count) => count == 1 ? 100 : 100 - (100 * rank / (count - 1));

    private void Line(int rank)
    {
        TrialSnapshot trial = _ranked[rank];
        StringBuilder path = new();
        bool continues = false;
        for (int axis = 0; axis <= _names.Length; axis++)
        {
            // A hyperparameter that the trial did not ask for interrupts its line.
            if (Place(trial, axis) is not { } place)
            {
                continues = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(continues ? 'L' : 'M')}{X(axis)},{Y(place):0.#}{(continues ? "" : "h0")}");
            continues = true;
        }

        string about = $"trial {trial.Id}: {TrialText.Values(trial)} → {ReportText.Number(trial.Score!.Value)}";
        Append($"<g class=\"trial{(rank == 0 ? " best" : "")}\" data-of=\"{trial.Id}\" style=\"--rank:{Percent(rank, _ranked.Length)}%\">");
        Append($"<title>{WebUtility.HtmlEncode(about)}</title>");
        Append($"<path class=\"hit\" d=\"{path}\"/><path d=\"{path}\"/></g>\n");
    }

    private double? Place(TrialSnapshot trial, int axis)
    {
        if (axis == _names.Length)
            return double.IsFinite(trial.Score!.Value) ? Share(trial.Score.Value) : null;
        return trial.Values.TryGetValue(_names[axis], out object? value) ? Math.Clamp(Parameter(_names[axis], trial)?.ValueToProbability(value) ?? 0.5, 0, 1) : null;
    }

    /// <summary>The hyperparameter of a name that counts for a trial; null for a value that no model asked for by itself.</summary>
    private HyperParameter? Parameter(string name, TrialSnapshot trial) =>
        _search.Space.Space.FirstOrDefault(one => one.Name == name && one.IsActive(trial.Values)) ?? _search.Space.Space.FirstOrDefault(one => one.Name == name);

    private IEnumerable<(double Place, string Label)> Labels(string name)
    {
        if (_search.Space.Space.FirstOrDefault(one => one.Name == name) is not { } parameter)
            return [];
        if (parameter.Count is { } count && count <= MostLabels)
            return parameter.Values.Select(value => (parameter.ValueToProbability(value), TrialText.Value(value)));

        // Equal distances of probability are those that the search sees; on logarithmic axes they are powers.
        return Enumerable.Range(0, 6).Select(i => i / 5.0).Select(place => (place, TrialText.Value(parameter.ProbabilityToValue(Math.Min(place, 1 - 1e-9)))));
    }

    private void Axis(int x, string name, IEnumerable<(double Place, string Label)> labels, string? note = null)
    {
        Append($"<text class=\"metric\" x=\"{x}\" y=\"{(note is null ? 34 : 22)}\" text-anchor=\"middle\">");
        Append($"{WebUtility.HtmlEncode(Shorten(name, 2 * LongestLabel))}<title>{WebUtility.HtmlEncode(name)}</title></text>");
        if (note is not null)
            Append($"<text class=\"label\" x=\"{x}\" y=\"38\" text-anchor=\"middle\">{note}</text>");
        Append($"<path class=\"axis\" d=\"M{x},{Top}V{Height - Bottom}\"/>\n");
        foreach ((double place, string label) in labels)
            Append($"<text class=\"label value\" x=\"{x + 8}\" y=\"{Y(place) + 4:0.#}\">{WebUtility.HtmlEncode(Shorten(label, LongestLabel))}</text>");
        _svg.Append('\n');
    }

    private double Share(double score) => (score - _least) / (_most - _least);

    private static int X(int axis) => Left + (axis * AxisGap);

    private static double Y(double place) => Height - Bottom - ((Height - Top - Bottom) * place);

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private void Append(FormattableString formatted) => _svg.Append(formatted.ToString(CultureInfo.InvariantCulture));
}
