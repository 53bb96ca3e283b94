using System.Net;
using System.Text;
using KerasNet.Data;

namespace KerasNet.Reporting;

/// <summary>A page of HTML with its style and script inside: it asks for no other file.</summary>
/// <param name="title">The heading, as text.</param>
/// <param name="subtitle">The line below it, as text.</param>
public sealed class ReportPage(string title, string subtitle)
{
    private const string Style = """
        <style>
        :root { color-scheme: light dark; --back: #ffffff; --card: #f6f8fa; --ink: #24292f; --soft: #57606a; --line: #d8dee4; --right: 26 127 55; --wrong: 207 34 46; }
        @media (prefers-color-scheme: dark) {
        :root { --back: #0d1117; --card: #161b22; --ink: #e6edf3; --soft: #9198a1; --line: #30363d; --right: 46 160 67; --wrong: 248 81 73; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1200px; padding: 24px 20px 64px; background: var(--back); color: var(--ink); }
        body { font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; }
        h1 { font-size: 26px; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 36px 0 12px; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
        .subtitle { color: var(--soft); margin: 4px 0 0; }
        .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(440px, 100%), 1fr)); gap: 16px; }
        figure { margin: 0; position: relative; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; cursor: zoom-in; }
        figure.wide { grid-column: 1 / -1; cursor: zoom-out; }
        figure svg { display: block; width: 100%; height: auto; }
        .tip { position: absolute; top: 0; left: 0; padding: 4px 8px; border-radius: 6px; background: var(--ink); color: var(--back); }
        .tip { font-size: 12px; pointer-events: none; white-space: nowrap; }
        .curves .cursor { stroke: var(--soft); stroke-dasharray: 2 3; }
        .scroll { overflow: auto; max-width: 100%; }
        .diagram-box { max-height: 960px; border: 1px solid var(--line); border-radius: 8px; margin-bottom: 16px; }
        .diagram-box svg { display: block; margin: 0 auto; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr)); gap: 24px; align-items: start; }
        table { border-collapse: collapse; margin-bottom: 16px; font-variant-numeric: tabular-nums; }
        th, td { padding: 5px 12px; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
        td { overflow-wrap: break-word; white-space: pre-wrap; }
        thead th { color: var(--soft); font-weight: 600; border-bottom-width: 2px; }
        .number { text-align: right; white-space: nowrap; }
        tbody tr:hover { background: var(--card); }
        caption { caption-side: bottom; text-align: left; color: var(--soft); padding-top: 6px; }
        .confusion th, .confusion td { padding: 4px 8px; border: 1px solid var(--line); text-align: right; }
        .confusion .right { background: rgb(var(--right) / calc(0.08 + 0.5 * var(--heat))); }
        .confusion .wrong { background: rgb(var(--wrong) / calc(0.08 + 0.7 * var(--heat))); }
        .confusion .none, .confusion .rate { color: var(--soft); }
        summary { cursor: pointer; color: var(--soft); margin-bottom: 12px; }
        footer { margin-top: 40px; color: var(--soft); font-size: 13px; }
        [data-of] { cursor: default; }
        tr.shines { background: var(--card); }
        svg .shines { opacity: 1; stroke-width: 3.5; }
        @media print { figure { break-inside: avoid; } .diagram-box { max-height: none; } }
        </style>
        """;

    // The numbers under the pointer, and a curve as wide as the page at a click. Without scripts the page is whole, too.
    private const string Script = """
        <script>
        const shine = (event, on) => {
          const own = event.target.closest('[data-of]');
          if (own) for (const one of document.querySelectorAll(`[data-of="${CSS.escape(own.dataset.of)}"]`)) one.classList.toggle('shines', on);
        };
        document.addEventListener('pointerover', event => shine(event, true));
        document.addEventListener('pointerout', event => shine(event, false));
        for (const figure of document.querySelectorAll('figure'))
          figure.addEventListener('click', () => figure.classList.toggle('wide'));
        for (const figure of document.querySelectorAll('figure:has(svg[data-epochs])')) {
          const svg = figure.querySelector('svg'), d = svg.dataset, count = Number(d.epochs);
          const left = Number(d.left), right = Number(d.right);
          const series = [['training', d.train], ['validation', d.val]].filter(s => s[1]).map(s => [s[0], s[1].split(' ')]);
          const cursor = document.createElementNS(svg.namespaceURI, 'line');
          cursor.setAttribute('class', 'cursor');
          cursor.setAttribute('y1', d.top);
          cursor.setAttribute('y2', d.bottom);
          const tip = document.createElement('div');
          tip.className = 'tip';
          const hide = () => { cursor.remove(); tip.remove(); };
          figure.addEventListener('pointerleave', hide);
          figure.addEventListener('click', hide);
          figure.addEventListener('pointermove', event => {
            const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
            const at = (event.clientX - box.left) * scale;
            const epoch = count > 1 ? Math.min(count, Math.max(1, Math.round(1 + (at - left) / (right - left) * (count - 1)))) : 1;
            const x = count > 1 ? left + (right - left) * (epoch - 1) / (count - 1) : left;
            cursor.setAttribute('x1', x);
            cursor.setAttribute('x2', x);
            svg.append(cursor);
            tip.textContent = ['epoch ' + epoch, ...series.filter(s => s[1][epoch - 1]).map(s => s[0] + ' ' + s[1][epoch - 1])].join(' · ');
            figure.append(tip);
            const place = Math.min(Math.max(x / scale - tip.offsetWidth / 2, 4), box.width - tip.offsetWidth - 4);
            tip.style.transform = `translate(${place}px, ${Number(d.top) / scale - 14}px)`;
          });
        }
        </script>
        """;

    private readonly StringBuilder _body = new();

    /// <summary>Adds a part of the page with a heading.</summary>
    /// <param name="heading">The heading, as text.</param>
    /// <param name="parts">What stands below it, as HTML. Elements whose attribute <c>data-of</c> is the same shine together under the pointer.</param>
    public void Section(string heading, params IReadOnlyList<string> parts)
    {
        _body.Append("<section>\n<h2>").Append(Encode(heading)).Append("</h2>\n");
        foreach (string part in parts)
            _body.Append(part).Append('\n');
        _body.Append("</section>\n");
    }

    /// <summary>The whole page.</summary>
    public string ToHtml() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        {Style}
        </head>
        <body>
        <header>
        <h1>{Encode(title)}</h1>
        <p class="subtitle">{Encode(subtitle)}</p>
        </header>
        {_body}<footer>Written by KerasNet.</footer>
        {Script}
        </body>
        </html>

        """;

    /// <summary>Writes the page to a file, which appears, or is replaced, only when it is complete.</summary>
    /// <param name="path">The file, usually ending in <c>.html</c>; its folder is made if need be.</param>
    public void Save(string path) => WholeFile.Write(path, Encoding.UTF8.GetBytes(ToHtml()));

    /// <summary>A table as HTML; columns of numbers are aligned to the right.</summary>
    /// <param name="headings">The headings of the columns, as text.</param>
    /// <param name="rows">The cells of each row, as text.</param>
    /// <param name="of">What each row is about, to shine with other elements of the same <c>data-of</c>.</param>
    public static string Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string>? of = null)
    {
        IReadOnlyList<string>[] all = [.. rows];
        bool[] numeric = [.. headings.Select((_, column) => column > 0 && all.Length > 0 && all.All(row => IsNumber(row[column])))];
        StringBuilder html = new("<div class=\"scroll\"><table>\n<thead><tr>");
        for (int column = 0; column < headings.Count; column++)
            html.Append(numeric[column] ? "<th class=\"number\">" : "<th>").Append(Encode(headings[column])).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < all.Length; i++)
        {
            IReadOnlyList<string> row = all[i];
            html.Append(of is null ? "<tr>" : $"<tr data-of=\"{Encode(of[i])}\">");
            for (int column = 0; column < headings.Count; column++)
                html.Append(numeric[column] ? "<td class=\"number\">" : "<td>").Append(Encode(row[column])).Append("</td>");
            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    private static bool IsNumber(string text) => text is "" or "NaN" || (text.AsSpan().TrimStart('-') is { Length: > 0 } digits && char.IsAsciiDigit(digits[0]));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
