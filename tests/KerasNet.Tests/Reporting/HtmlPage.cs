using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KerasNet.Tests.Reporting;

/// <summary>Pages that reports write.</summary>
internal static class HtmlPage
{
    internal static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The page as XML: the few elements that HTML leaves open are closed, and style and script taken out.</summary>
    internal static XElement Parse(string html)
    {
        html = Regex.Replace(html, "<(script|style)>.*?</\\1>", "", RegexOptions.Singleline).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);
        html = Regex.Replace(html, "<(meta [^>]*)>", "<$1/>").Replace("<svg class=\"curves\"", $"<svg class=\"curves\" xmlns=\"{Svg}\"", StringComparison.Ordinal);
        return XElement.Parse(html);
    }

    /// <summary>The rows of the tables of a section.</summary>
    internal static IEnumerable<string[]> Rows(XElement page, string section) => page.Descendants("section").Single(part => part.Element("h2")!.Value == section)
        .Descendants("tbody").Elements("tr").Select(row => row.Elements("td").Select(cell => cell.Value).ToArray());
}
