namespace KerasNet.Examples;

/// <summary>Words and their numbers, as Keras numbers those of IMDb: 0 pads, 1 starts a review, 2 stands for any unknown word, 4 is the most frequent word.</summary>
/// <param name="ranks">The rank of each word by frequency, from 1.</param>
/// <param name="count">Words with this number or above are unknown.</param>
public sealed class Vocabulary(IReadOnlyDictionary<string, int> ranks, int count)
{
    public const int Padding = 0;
    public const int Start = 1;
    public const int Unknown = 2;

    /// <summary>What is added to a rank: Keras' index_from.</summary>
    public const int Offset = 3;

    private readonly Dictionary<int, string> _words = ranks.Where(word => word.Value + Offset < count).ToDictionary(word => word.Value + Offset, word => word.Key);

    /// <summary>The words of a text with their numbers.</summary>
    public (string Word, int Number)[] Read(string text) =>
        [.. Preprocessing.TextToWordSequence(text).Select(word => (word, ranks.TryGetValue(word, out int rank) && rank + Offset < count ? rank + Offset : Unknown))];

    /// <summary>The word with a number.</summary>
    public string Name(int word) => word switch
    {
        Padding => "",
        Start => "▸",
        _ => _words.GetValueOrDefault(word, "·"),
    };
}
