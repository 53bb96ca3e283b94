using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KerasNet.Data;

namespace KerasNet;

public static partial class Preprocessing
{
    /// <summary>Cuts a text into words: lower case, filtered characters become separators, then a split at each separator. Keras' <c>text_to_word_sequence</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="filters">Characters that are replaced by the separator.</param>
    /// <param name="lower">Whether the words are put in lower case, as Python does it.</param>
    /// <param name="split">The separator.</param>
    /// <exception cref="ArgumentException"><paramref name="split"/> is empty.</exception>
    /// <remarks><c>Preprocessing.TextToWordSequence("Hello, World!")</c> gives <c>hello</c> and <c>world</c>.</remarks>
    public static string[] TextToWordSequence(string text, string filters = Tokenizer.DefaultFilters, bool lower = true, string split = " ")
    {
        ArgumentNullException.ThrowIfNull(text);
        return new WordSplitter(filters, lower, split).Split(text);
    }

    /// <summary>A number from 1 to <paramref name="n"/> − 1 for each word of a text, by its hash: different words may share one. Keras' <c>one_hot</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="n">One more than the largest number; 2 or more.</param>
    /// <param name="filters">Characters that are replaced by the separator.</param>
    /// <param name="lower">Whether the words are put in lower case.</param>
    /// <param name="split">The separator.</param>
    /// <param name="analyzer">Cuts the text into words in place of the three before.</param>
    /// <exception cref="ArgumentException"><paramref name="n"/> is below 2, or <paramref name="split"/> empty.</exception>
    /// <remarks>
    /// Despite its name it gives numbers, not columns. Keras takes Python's hash, which differs from one start of a program to the next; here it is md5.
    /// </remarks>
    public static int[] OneHot(
        string text, int n, string filters = Tokenizer.DefaultFilters, bool lower = true, string split = " ", Func<string, IEnumerable<string>>? analyzer = null) =>
        HashingTrick(text, n, Md5, filters, lower, split, analyzer);

    /// <summary>A number from 1 to <paramref name="n"/> − 1 for each word of a text, by its hash: different words may share one. Keras' <c>hashing_trick</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="n">One more than the largest number; 2 or more.</param>
    /// <param name="hashFunction"><c>md5</c>: of the word's UTF-8 bytes.</param>
    /// <param name="filters">Characters that are replaced by the separator.</param>
    /// <param name="lower">Whether the words are put in lower case.</param>
    /// <param name="split">The separator.</param>
    /// <param name="analyzer">Cuts the text into words in place of the three before.</param>
    /// <exception cref="ArgumentException">The hash function is unknown, <paramref name="n"/> below 2, or <paramref name="split"/> empty.</exception>
    public static int[] HashingTrick(
        string text, int n, string hashFunction = Md5, string filters = Tokenizer.DefaultFilters, bool lower = true, string split = " ",
        Func<string, IEnumerable<string>>? analyzer = null) =>
        hashFunction == Md5
            ? Hashed(text, n, word => Md5Modulo(word, n - 1), filters, lower, split, analyzer)
            : throw Naming.Unknown("hash function", hashFunction, [Md5]);

    /// <summary>The same with a hash function of your own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="n">One more than the largest number; 2 or more.</param>
    /// <param name="hashFunction">Any number for a word; of a negative one the remainder is taken as in Python, so that it is not negative.</param>
    /// <param name="filters">Characters that are replaced by the separator.</param>
    /// <param name="lower">Whether the words are put in lower case.</param>
    /// <param name="split">The separator.</param>
    /// <param name="analyzer">Cuts the text into words in place of the three before.</param>
    /// <exception cref="ArgumentException"><paramref name="n"/> is below 2, or <paramref name="split"/> empty.</exception>
    public static int[] HashingTrick(
        string text, int n, Func<string, long> hashFunction, string filters = Tokenizer.DefaultFilters, bool lower = true, string split = " ",
        Func<string, IEnumerable<string>>? analyzer = null)
    {
        ArgumentNullException.ThrowIfNull(hashFunction);
        return Hashed(text, n, word => (int)(((hashFunction(word) % (n - 1)) + (n - 1)) % (n - 1)), filters, lower, split, analyzer);
    }

    private const string Md5 = "md5";

    private static int[] Hashed(
        string text, int n, Func<string, int> bucket, string filters, bool lower, string split, Func<string, IEnumerable<string>>? analyzer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        IEnumerable<string> words = analyzer is null ? TextToWordSequence(text, filters, lower, split) : analyzer(text);
        return [.. words.Select(word => 1 + bucket(word))];
    }

    /// <summary>The remainder of the digest as a number of 128 bits, its first byte the highest.</summary>
    private static int Md5Modulo(string word, int divisor) =>
        (int)(BinaryPrimitives.ReadUInt128BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(word))) % (uint)divisor);
}
