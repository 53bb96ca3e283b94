using System.Globalization;
using System.Text.Json;
using KerasNet.Data;

namespace KerasNet;

public sealed partial class Tokenizer
{
    private const string ClassName = "Tokenizer";

    /// <summary>The tokenizer with its counts as JSON, to the letter as Keras' <c>to_json</c> writes it. An <see cref="Analyzer"/> is not written.</summary>
    public string ToJson() => PythonJson.Object(
    [
        ("class_name", PythonJson.Text(ClassName)),
        ("config", PythonJson.Object(
        [
            ("num_words", PythonJson.Number(NumWords)),
            ("filters", PythonJson.Text(Filters)),
            ("lower", PythonJson.Truth(Lower)),
            ("split", PythonJson.Text(Split)),
            ("char_level", PythonJson.Truth(CharLevel)),
            ("oov_token", PythonJson.Text(OovToken)),
            ("document_count", PythonJson.Number(DocumentCount)),

            // Tables are JSON text inside of the JSON text.
            ("word_counts", PythonJson.Text(PythonJson.Object(WordCounts))),
            ("word_docs", PythonJson.Text(PythonJson.Object(WordDocs))),
            ("index_docs", PythonJson.Text(PythonJson.Object(_indexDocs.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(Key(pair.Key), pair.Value))))),
            ("index_word", PythonJson.Text(PythonJson.Object(_indexWord.OrderBy(pair => pair.Key).Select(pair => (Key(pair.Key), PythonJson.Text(pair.Value)))))),
            ("word_index", PythonJson.Text(PythonJson.Object(_wordIndex.OrderBy(pair => pair.Value)))),
        ])),
    ]);

    /// <summary>The tokenizer that <see cref="ToJson"/> or Keras wrote: <c>tokenizer_from_json</c>.</summary>
    /// <exception cref="FormatException">The text is no such JSON; the message says what is missing or wrong.</exception>
    public static Tokenizer FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement config = Member(document.RootElement, "config");
            int? numWords = Member(config, "num_words") is { ValueKind: not JsonValueKind.Null } number ? number.GetInt32() : null;
            Tokenizer tokenizer = new(
                numWords, Text(config, "filters")!, Member(config, "lower").GetBoolean(), Text(config, "split")!, Member(config, "char_level").GetBoolean(),
                Text(config, "oov_token"));
            tokenizer.Fill(config);
            return tokenizer;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException($"This is not the JSON of a tokenizer: {e.Message}", e);
        }
    }

    private static string Key(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value)
            ? value
            : throw new FormatException($"This is not the JSON of a tokenizer: '{name}' is missing.");

    private static string? Text(JsonElement config, string name) => Member(config, name).GetString();

    /// <summary>The entries of a table that is JSON text.</summary>
    private static IEnumerable<(string Key, JsonElement Value)> Table(JsonElement config, string name)
    {
        using JsonDocument table = JsonDocument.Parse(Text(config, name) ?? "");
        foreach (JsonProperty entry in table.RootElement.EnumerateObject())
            yield return (entry.Name, entry.Value);
    }

    private void Fill(JsonElement config)
    {
        DocumentCount = Member(config, "document_count").GetInt32();
        Dictionary<string, int> docs = Table(config, "word_docs").ToDictionary(entry => entry.Key, entry => entry.Value.GetInt32());
        foreach ((string word, JsonElement count) in Table(config, "word_counts"))
            _tally.Set(word, count.GetInt32(), docs.GetValueOrDefault(word));
        foreach ((string index, JsonElement count) in Table(config, "index_docs"))
            _indexDocs[Index(index)] = count.GetInt32();
        WordIndex = Table(config, "word_index").ToDictionary(entry => entry.Key, entry => entry.Value.GetInt32());
        _indexWord = Table(config, "index_word").ToDictionary(entry => Index(entry.Key), entry => entry.Value.GetString() ?? "");

        static int Index(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index)
            ? index
            : throw new FormatException($"This is not the JSON of a tokenizer: '{text}' is not the number of a word.");
    }
}
