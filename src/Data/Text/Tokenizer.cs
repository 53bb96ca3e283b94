using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet;

/// <summary>
/// Turns texts into numbers by the words that it has seen: 1 for the most frequent, 2 for the next, and so on; of equally frequent words the one that came first is
/// before the other. 0 stands for no word. Keras' <c>Tokenizer</c>, with its numbers and its files.
/// </summary>
/// <remarks>
/// <code>
/// Tokenizer tokenizer = new(numWords: 10_000, oovToken: "[UNK]");
/// tokenizer.FitOnTexts(texts);
/// Tensor&lt;int&gt; x = Preprocessing.PadSequences(tokenizer.TextsToSequences(texts), maxLen: 200);
/// </code>
/// Once fitted, it may be used by many threads at once. In Keras 3 the <c>TextVectorization</c> layer takes its place; this is the class that older programs and
/// files use.
/// </remarks>
public sealed partial class Tokenizer
{
    /// <summary>What becomes a separator unless said otherwise: punctuation but for the apostrophe, tab, line feed.</summary>
    public const string DefaultFilters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    private readonly WordSplitter _splitter;
    private readonly WordTally _tally = new();
    private readonly Dictionary<int, int> _indexDocs = [];
    private Dictionary<string, int> _wordIndex = [];
    private Dictionary<int, string> _indexWord = [];
    private WordNumbers _numbers = new(new Dictionary<string, int>());

    /// <summary>A tokenizer that knows no word.</summary>
    /// <param name="numWords">
    /// Only numbers below this one are given: the <c>numWords − 1</c> most frequent words, one less with an <paramref name="oovToken"/>. All if null or 0.
    /// What is counted, and <see cref="WordIndex"/>, is not affected.
    /// </param>
    /// <param name="filters">Characters that are replaced by the separator.</param>
    /// <param name="lower">Whether upper and lower case are the same.</param>
    /// <param name="split">The separator of words.</param>
    /// <param name="charLevel">Whether characters are the words; <paramref name="filters"/> and <paramref name="split"/> then do nothing.</param>
    /// <param name="oovToken">Stands for all words that are unknown or beyond <paramref name="numWords"/>, as number 1; these are left out if not given.</param>
    /// <param name="analyzer">
    /// Cuts a text into words in place of <paramref name="filters"/>, <paramref name="lower"/> and <paramref name="split"/>. It is not saved.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="numWords"/> is negative, or <paramref name="split"/> empty.</exception>
    public Tokenizer(
        int? numWords = null, string filters = DefaultFilters, bool lower = true, string split = " ", bool charLevel = false, string? oovToken = null,
        Func<string, IEnumerable<string>>? analyzer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numWords ?? 0, nameof(numWords));
        _splitter = new(filters, lower, split);
        (NumWords, Filters, Lower, Split, CharLevel, OovToken, Analyzer) = (numWords, filters, lower, split, charLevel, oovToken, analyzer);
    }

    /// <summary>Only numbers below this one are given; all if null or 0.</summary>
    public int? NumWords { get; }

    /// <summary>Characters that are replaced by the separator.</summary>
    public string Filters { get; }

    /// <summary>Whether upper and lower case are the same.</summary>
    public bool Lower { get; }

    /// <summary>The separator of words.</summary>
    public string Split { get; }

    /// <summary>Whether characters are the words.</summary>
    public bool CharLevel { get; }

    /// <summary>Stands for all words that have no number of their own; null if they are left out.</summary>
    public string? OovToken { get; }

    /// <summary>Cuts a text into words; null for the usual way.</summary>
    public Func<string, IEnumerable<string>>? Analyzer { get; }

    /// <summary>How many texts or sequences it was fitted on.</summary>
    public int DocumentCount { get; private set; }

    /// <summary>How often each word was seen, in the order of first sight.</summary>
    public IReadOnlyDictionary<string, int> WordCounts => Counted(entry => entry.Count);

    /// <summary>In how many texts each word was seen, in the order of first sight.</summary>
    public IReadOnlyDictionary<string, int> WordDocs => Counted(entry => entry.Texts);

    /// <summary>The number of each word. Setting it replaces the numbers, for a vocabulary from elsewhere; counts stay what they are.</summary>
    /// <exception cref="ArgumentException">On setting: a number is negative.</exception>
    public IReadOnlyDictionary<string, int> WordIndex
    {
        get => _wordIndex;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach ((string word, int index) in value)
                if (index < 0)
                    throw new ArgumentOutOfRangeException(nameof(value), index, $"The numbers of words must be 0 or more. Received {index} for '{word}'.");
            Number(value);
        }
    }

    /// <summary>The word of each number.</summary>
    public IReadOnlyDictionary<int, string> IndexWord => _indexWord;

    /// <summary>In how many texts or sequences each number was seen.</summary>
    public IReadOnlyDictionary<int, int> IndexDocs => _indexDocs;

    /// <summary>Counts the words of texts and numbers them anew. A second call adds to the counts of the first.</summary>
    public void FitOnTexts(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        char[] scratch = [];
        foreach (string text in texts)
        {
            StartText(text);
            if (!IsSplit)
                Count(Tokens(text));
            else
                foreach (ReadOnlySpan<char> word in _splitter.Words(text, ref scratch))
                    _tally.Add(word);
        }

        NumberByFrequency();
    }

    /// <summary>Counts the words of texts that are cut into words already, and numbers them anew.</summary>
    public void FitOnTexts(IEnumerable<IReadOnlyList<string>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (IReadOnlyList<string> words in texts)
        {
            StartText(words);
            Count(Lowered(words));
        }

        NumberByFrequency();
    }

    /// <summary>Counts in how many sequences each number occurs, which the mode <c>tfidf</c> needs; for data that are numbers from the start.</summary>
    public void FitOnSequences(IEnumerable<IReadOnlyList<int>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        foreach (IReadOnlyList<int> sequence in sequences)
        {
            DocumentCount++;
            foreach (int index in sequence.Distinct())
                _indexDocs[index] = _indexDocs.GetValueOrDefault(index) + 1;
        }
    }

    /// <summary>The numbers of the words of each text. Words without a number become that of <see cref="OovToken"/>, or are left out.</summary>
    /// <exception cref="InvalidOperationException">There is an <see cref="OovToken"/> which has no number, as nothing was fitted.</exception>
    public int[][] TextsToSequences(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        SequenceBuilder numbers = new(this, _numbers);
        char[] scratch = [];
        List<int[]> sequences = [];
        foreach (string text in texts)
        {
            if (!IsSplit)
                numbers.Add(Tokens(text));
            else
                foreach (ReadOnlySpan<char> word in _splitter.Words(text, ref scratch))
                    numbers.Add(word);
            sequences.Add(numbers.Take());
        }

        return [.. sequences];
    }

    /// <summary>The numbers of the words of texts that are cut into words already.</summary>
    /// <exception cref="InvalidOperationException">There is an <see cref="OovToken"/> which has no number, as nothing was fitted.</exception>
    public int[][] TextsToSequences(IEnumerable<IReadOnlyList<string>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        SequenceBuilder numbers = new(this, _numbers);
        List<int[]> sequences = [];
        foreach (IReadOnlyList<string> words in texts)
        {
            numbers.Add(Lowered(words));
            sequences.Add(numbers.Take());
        }

        return [.. sequences];
    }

    /// <summary>The words of each sequence with spaces between them. Unknown numbers become the <see cref="OovToken"/>, or are left out.</summary>
    public string[] SequencesToTexts(IEnumerable<IReadOnlyList<int>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        string? unknown = OovToken is { } token && _wordIndex.ContainsKey(token) ? token : null;
        return [.. sequences.Select(sequence => string.Join(' ', sequence.Select(index => WordOf(index) ?? unknown).Where(word => word is not null)))];
    }

    /// <summary>
    /// A row of numbers for each text with a column for each word: <see cref="TextsToSequences(IEnumerable{string})"/>, then <see cref="SequencesToMatrix"/>.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <param name="mode"><c>binary</c>, <c>count</c>, <c>freq</c> or <c>tfidf</c>.</param>
    public Tensor<double> TextsToMatrix(IEnumerable<string> texts, string mode = "binary") => SequencesToMatrix(TextsToSequences(texts), mode);

    /// <summary>Whether texts are cut by <see cref="Filters"/> and <see cref="Split"/>.</summary>
    private bool IsSplit => !CharLevel && Analyzer is null;

    /// <summary>The words of a text that is not just split.</summary>
    private IEnumerable<string> Tokens(string text) => CharLevel ? Characters(Lower ? LowerCase.Of(text) : text) : Analyzer!(text);

    private static IEnumerable<string> Characters(string text)
    {
        for (int size, i = 0; i < text.Length; i += size)
        {
            size = WordSplitter.SizeAt(text, i);
            yield return text.Substring(i, size);
        }
    }

    private IEnumerable<string> Lowered(IEnumerable<string> words) => Lower ? words.Select(LowerCase.Of) : words;

    private void StartText(object? text)
    {
        ArgumentNullException.ThrowIfNull(text);
        DocumentCount++;
        _tally.StartText();
    }

    private void Count(IEnumerable<string> words)
    {
        foreach (string word in words)
            _tally.Add(word);
    }

    private void NumberByFrequency()
    {
        Dictionary<string, int> numbers = [];
        int last = 0;
        if (OovToken is { } token)
            numbers[token] = ++last;
        foreach ((string word, _, int texts) in _tally.ByFrequency())
        {
            // If the token is a word as well, its own number takes the place of 1.
            numbers[word] = ++last;
            _indexDocs[last] = texts;
        }

        Number(numbers);
    }

    private void Number(IReadOnlyDictionary<string, int> numbers)
    {
        _wordIndex = new(numbers);
        _numbers = new(_wordIndex);
        _indexWord = new(numbers.Count);
        foreach ((string word, int index) in numbers)
            _indexWord[index] = word;
    }

    private string? WordOf(int index) => NumWords is > 0 && index >= NumWords ? null : _indexWord.GetValueOrDefault(index);

    private OrderedDictionary<string, int> Counted(Func<(string Word, int Count, int Texts), int> count) =>
        new(_tally.Entries.Select(entry => KeyValuePair.Create(entry.Word, count(entry))));
}
