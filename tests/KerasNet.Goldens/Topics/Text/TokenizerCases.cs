using System.Text.Json;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Keras 1's <c>Tokenizer</c>, fitted or read from its JSON.</summary>
internal sealed class TokenizerCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Use(golden));
            return;
        }

        Tokenizer tokenizer = Make(golden);
        JsonElement[] texts = Items(golden, "texts");
        int[][] sequences = golden["inputs"].Field("sequences") is { } given ? Numbers(given) : Sequences(tokenizer, texts);
        foreach (JsonProperty output in golden["outputs"].EnumerateObject())
            Check(tokenizer, sequences, output, golden);
        if (golden["inputs"].Field("json")?.GetString() is { } json)
            CheckJson(tokenizer, json);
    }

    private static void Check(Tokenizer tokenizer, int[][] sequences, JsonProperty output, GoldenCase golden)
    {
        JsonElement expected = output.Value;
        switch (output.Name)
        {
            case "sequences":
                Comparer.EqualLists("sequences", sequences.Select(Text), Numbers(expected).Select(Text));
                break;
            case "texts_back":
                Comparer.EqualLists("texts back", tokenizer.SequencesToTexts(sequences), expected.EnumerateArray().Select(text => text.GetString()!));
                break;
            case "word_counts":
                Comparer.EqualLists(
                    "word counts", tokenizer.WordCounts, expected.EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetInt32())));
                break;
            case "word_docs":
                EqualTables("word docs", tokenizer.WordDocs, expected);
                break;
            case "word_index":
                EqualTables("word index", tokenizer.WordIndex, expected);
                break;
            case "index_docs":
                EqualTables("index docs", tokenizer.IndexDocs.ToDictionary(pair => $"{pair.Key}", pair => pair.Value), expected);
                break;
            case "document_count":
                Comparer.Equal("document count", tokenizer.DocumentCount, expected.GetInt32());
                break;
            case "json":
                CheckJson(tokenizer, expected.GetString()!);
                break;
            default:
                string mode = output.Name.StartsWith("matrix_", StringComparison.Ordinal) ? output.Name["matrix_".Length..] : output.Name;
                Comparer.Check(output.Name, GoldenData.From(tokenizer.SequencesToMatrix(sequences, mode)), GoldenArray.From(expected), golden.Tolerance);
                break;
        }
    }

    /// <summary>What is written must be what was read. The order of two tables has no meaning.</summary>
    private static void CheckJson(Tokenizer tokenizer, string expected)
    {
        Comparer.Equal("json", Sorted(tokenizer.ToJson()), Sorted(expected));
        Comparer.Equal("json read and written", Tokenizer.FromJson(tokenizer.ToJson()).ToJson(), tokenizer.ToJson());

        static string Sorted(string json)
        {
            foreach (string table in new[] { "word_docs", "index_docs" })
            {
                using JsonDocument document = JsonDocument.Parse(json);
                string text = document.RootElement.GetProperty("config").Text(table);
                string[] entries = text.Trim('{', '}').Split(", ");
                string sorted = $"{{{string.Join(", ", entries.Order(StringComparer.Ordinal))}}}";
                json = json.Replace(Quoted(text), Quoted(sorted), StringComparison.Ordinal);
            }

            return json;
        }

        static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>What an error case does: fit if there is something, then a matrix in its mode.</summary>
    private static void Use(GoldenCase golden)
    {
        Tokenizer tokenizer = Make(golden);
        int[][] sequences = golden["inputs"].Field("sequences") is { } given ? Numbers(given) : Sequences(tokenizer, Items(golden, "texts"));
        tokenizer.SequencesToMatrix(sequences, golden["inputs"].Field("mode")?.GetString() ?? "binary");
    }

    private static Tokenizer Make(GoldenCase golden)
    {
        if (golden["inputs"].Field("json")?.GetString() is { } json)
            return Tokenizer.FromJson(json);
        Tokenizer tokenizer = (Tokenizer)MethodCall.Of(typeof(Tokenizer).GetConstructors().Single(), golden["args"])!;
        Fit(tokenizer, Items(golden, "fit"));
        Fit(tokenizer, Items(golden, "fit_again"));
        if (golden["inputs"].Field("fit_sequences") is { } sequences)
            tokenizer.FitOnSequences(Numbers(sequences));
        return tokenizer;
    }

    private static void Fit(Tokenizer tokenizer, JsonElement[] texts)
    {
        if (texts.Length == 0)
            return;
        if (texts[0].ValueKind == JsonValueKind.Array)
            tokenizer.FitOnTexts(texts.Select(Words));
        else
            tokenizer.FitOnTexts(texts.Select(text => text.GetString()!));
    }

    private static int[][] Sequences(Tokenizer tokenizer, JsonElement[] texts) =>
    [
        .. texts.SelectMany(text => text.ValueKind == JsonValueKind.Array
            ? tokenizer.TextsToSequences([Words(text)])
            : tokenizer.TextsToSequences([text.GetString()!])),
    ];

    private static JsonElement[] Items(GoldenCase golden, string name) => golden["inputs"].Field(name) is { } list ? [.. list.EnumerateArray()] : [];

    private static string[] Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];

    private static int[][] Numbers(JsonElement lists) => [.. lists.EnumerateArray().Select(list => list.EnumerateArray().Select(item => item.GetInt32()).ToArray())];

    private static string Text(int[] sequence) => $"[{string.Join(' ', sequence)}]";

    private static void EqualTables(string what, IReadOnlyDictionary<string, int> got, JsonElement expected) =>
        Comparer.EqualLists(
            what,
            got.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            expected.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetInt32())).OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
