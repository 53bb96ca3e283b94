using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace KerasNet;

/// <summary>The words of a data set with their ranks by frequency, 1 the most frequent: <c>index["the"]</c>.</summary>
public sealed class WordIndex : IReadOnlyDictionary<string, int>
{
    private readonly Dictionary<string, int> _ranks;
    private readonly Lazy<Dictionary<int, string>> _words;

    private WordIndex(Dictionary<string, int> ranks)
    {
        _ranks = ranks;
        _words = new(() =>
        {
            Dictionary<int, string> words = new(ranks.Count);
            foreach ((string word, int rank) in ranks)
                words.TryAdd(rank, word);
            return words;
        });
    }

    /// <summary>The number of words.</summary>
    public int Count => _ranks.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _ranks.Keys;

    /// <inheritdoc/>
    public IEnumerable<int> Values => _ranks.Values;

    /// <summary>The rank of a word.</summary>
    /// <exception cref="KeyNotFoundException">The word is not in the index.</exception>
    public int this[string key] => _ranks[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _ranks.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out int value) => _ranks.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => _ranks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The words of a sequence, with a blank between them: [START] and [OOV] stand where Keras writes them, nothing for padding.</summary>
    /// <param name="sequence">Numbers as <c>Load</c> gives them.</param>
    /// <param name="startChar">As given to <c>Load</c>.</param>
    /// <param name="oovChar">As given to <c>Load</c>.</param>
    /// <param name="indexFrom">As given to <c>Load</c>.</param>
    /// <returns>Readable text; a number that is no word of the index is shown as [OOV] too.</returns>
    /// <example><code>Console.WriteLine(Datasets.Imdb.GetWordIndex().Decode(xTrain[0]));</code></example>
    public string Decode(ReadOnlySpan<int> sequence, int? startChar = 1, int? oovChar = 2, int indexFrom = 3)
    {
        List<string> words = new(sequence.Length);
        foreach (int number in sequence)
        {
            if (number == startChar)
                words.Add("[START]");
            else if (number == oovChar)
                words.Add("[OOV]");
            else if (_words.Value.TryGetValue(number - indexFrom, out string? word))
                words.Add(word);
            else if (number != 0)
                words.Add("[OOV]");
        }

        return string.Join(' ', words);
    }

    /// <summary>Reads Keras' file: a JSON object of words and their ranks.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or is something else.</exception>
    internal static WordIndex Read(string path)
    {
        const string What = "a word index in JSON";
        try
        {
            Dictionary<string, int> ranks = [];
            Utf8JsonReader reader = new(File.ReadAllBytes(path));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new InvalidDataException($"'{path}' is not {What}: it does not begin with an object.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string word = reader.GetString()!;
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int rank) || rank < 1)
                    throw new InvalidDataException($"'{path}' is not {What}: the rank of '{word}' is no whole number from 1.");
                if (!ranks.TryAdd(word, rank))
                    throw new InvalidDataException($"'{path}' is not {What}: it holds '{word}' twice.");
            }

            reader.Read();
            return new(ranks);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{path}' is not {What}: {error.Message}", error);
        }
    }
}
