namespace KerasNet.Examples;

/// <summary>Made-up reviews, for runs without IMDb's: everyday words, with opinions strewn in of which most, not all, agree with the label.</summary>
internal static class SyntheticReviews
{
    private const int Train = 4000;
    private const int Test = 1000;
    private const int FewestWords = 4;
    private const int MostWords = 120;
    private const double OpinionShare = 0.25;
    private const double AgreeingShare = 0.85;

    private static readonly string[] s_everyday =
        ("the and a of to is in it i this that was as for with movie but film on not you he are his have be one all at they by an who so from like there or just "
        + "her about out has if what some can when very more up time no even my would which story only really see their had were me").Split(' ');

    private static readonly string[] s_favourable =
        "great wonderful best love excellent beautiful perfect brilliant superb amazing fun enjoyed moving touching favorite".Split(' ');

    private static readonly string[] s_unfavourable =
        "bad worst awful boring terrible waste poor stupid dull horrible mess annoying ridiculous disappointing lame".Split(' ');

    /// <summary>Makes them; always the same.</summary>
    public static Reviews Make()
    {
        string[] words = [.. s_everyday, .. s_favourable, .. s_unfavourable];
        Dictionary<string, int> ranks = words.Select((word, i) => (word, Rank: i + 1)).ToDictionary(pair => pair.word, pair => pair.Rank);
        Random random = new(1);
        return new(Split(Train, ranks, random), Split(Test, ranks, random), new Vocabulary(ranks, Reviews.WordCount));
    }

    private static SequenceSplit Split(int count, Dictionary<string, int> ranks, Random random)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(2))];
        return new([.. labels.Select(label => Review(label == 1, ranks, random))], labels);
    }

    private static int[] Review(bool favourable, Dictionary<string, int> ranks, Random random)
    {
        int[] words = new int[random.Next(FewestWords, MostWords)];
        words[0] = Vocabulary.Start;
        for (int i = 1; i < words.Length; i++)
        {
            string[] among = random.NextDouble() >= OpinionShare ? s_everyday
                : random.NextDouble() < AgreeingShare == favourable ? s_favourable
                : s_unfavourable;
            words[i] = ranks[among[random.Next(among.Length)]] + Vocabulary.Offset;
        }

        return words;
    }
}
