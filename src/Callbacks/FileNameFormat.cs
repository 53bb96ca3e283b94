using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KerasNet.Callbacks;

/// <summary>A file's name with places for numbers, as Python's <c>format</c> fills them: <c>{epoch:02d}-{val_loss:.2f}.keras</c>.</summary>
/// <remarks>A place is a name, and after a colon the sign (+ or a space), a 0 for zeros in front, the width, the decimals and the kind: d, f, e, g, % or none.</remarks>
internal sealed partial class FileNameFormat
{
    private readonly string _format;

    /// <summary>Checks a name.</summary>
    /// <exception cref="ArgumentException">A brace has no partner, or a place asks for what is not known.</exception>
    internal FileNameFormat(string format)
    {
        _format = format;
        Fill(_ => 0);
    }

    /// <summary>The name with an asterisk for each number: what the files of a run have in common.</summary>
    internal string Pattern => Fill(static (_, _) => "*");

    /// <summary>The name with numbers in their places.</summary>
    /// <param name="number">The number of a name.</param>
    internal string Fill(Func<string, double> number) => Fill((name, spec) => Formatted(number(name), spec));

    private string Fill(Func<string, string, string> place)
    {
        StringBuilder text = new();
        for (int i = 0; i < _format.Length; i++)
        {
            char c = _format[i];
            if (c is '{' or '}' && i + 1 < _format.Length && _format[i + 1] == c)
                text.Append(_format[i++]);
            else if (c == '{' && _format.IndexOf('}', i) is >= 0 and int end)
            {
                string[] parts = _format[(i + 1)..end].Split(':', 2);
                text.Append(place(parts[0], parts.Length > 1 ? parts[1] : ""));
                i = end;
            }
            else if (c is '{' or '}')
                throw Refused($"the brace at place {i + 1} has no partner; a brace itself is written twice");
            else
                text.Append(c);
        }

        return text.ToString();
    }

    private string Formatted(double value, string spec)
    {
        if (Spec().Match(spec) is not { Success: true } match || (match.Groups["kind"].Value == "d" && match.Groups["decimals"].Length > 0))
            throw Refused($"'{spec}' is no format of a number; examples are 02d, .4f and .2e");
        string magnitude = Magnitude(Math.Abs(value), match.Groups["kind"].Value, match.Groups["decimals"] is { Length: > 0 } decimals ? Number(decimals.Value) : null);
        string sign = double.IsNegative(value) && !double.IsNaN(value) ? "-" : match.Groups["sign"].Value;
        int width = match.Groups["width"] is { Length: > 0 } given ? Number(given.Value) : 0;
        return match.Groups["zero"].Length > 0 ? sign + magnitude.PadLeft(width - sign.Length, '0') : (sign + magnitude).PadLeft(width);
    }

    private string Magnitude(double value, string kind, int? decimals)
    {
        if (!double.IsFinite(value))
            return PythonText.Of(value);
        switch (kind)
        {
            case "" when decimals is null && value == Math.Truncate(value) && value < long.MaxValue:
            case "d" when value == Math.Truncate(value) && value < long.MaxValue:
                return ((long)value).ToString(CultureInfo.InvariantCulture);
            case "d":
                throw Refused($"'d' is for whole numbers such as epoch and batch; the number is {PythonText.Of(value)}");
            case "f":
                return value.ToString($"F{decimals ?? 6}", CultureInfo.InvariantCulture);
            case "%":
                return (value * 100).ToString($"F{decimals ?? 6}", CultureInfo.InvariantCulture) + "%";
            case "e":
                return value.ToString($"0.{new string('0', decimals ?? 6)}e+00", CultureInfo.InvariantCulture);
            case "":
                return decimals is null ? PythonText.Of(value) : General(value, decimals.Value, pointAlways: true);
            default:
                return General(value, decimals ?? 6, pointAlways: false);
        }
    }

    /// <summary>So many significant digits, without zeros at the end; with an exponent where the number is very small or has more digits.</summary>
    private static string General(double value, int digits, bool pointAlways)
    {
        digits = Math.Max(1, digits);
        string scientific = value.ToString($"0.{new string('0', digits - 1)}e+00", CultureInfo.InvariantCulture);
        int exponent = value == 0 ? 0 : int.Parse(scientific[(scientific.IndexOf('e', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        if (exponent < -4 || exponent >= digits)
            return value.ToString($"0.{new string('#', digits - 1)}e+00", CultureInfo.InvariantCulture);
        string text = value.ToString($"0.{new string('#', digits - 1 - exponent)}", CultureInfo.InvariantCulture);
        return pointAlways && !text.Contains('.', StringComparison.Ordinal) ? text + ".0" : text;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private ArgumentException Refused(string problem) => new($"The file name \"{_format}\" cannot be filled in: {problem}.");

    // Two digits of width and decimals are more than a name needs, and keep names short.
    [GeneratedRegex(@"^(?<sign>[+ ]?)(?<zero>0?)(?<width>[1-9][0-9]?)?(\.(?<decimals>[0-9]{1,2}))?(?<kind>[dfeg%]?)$")]
    private static partial Regex Spec();
}
