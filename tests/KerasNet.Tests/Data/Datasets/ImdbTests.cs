using KerasNet.Data;

namespace KerasNet.Tests.Data.Datasets;

/// <summary>The real reviews, where this machine has them; known figures of the published data are the oracle.</summary>
public sealed class ImdbTests
{
    // "this film was just brilliant casting location scenery", the first review in Keras' order.
    private static readonly int[] s_wellKnown = [1, 14, 22, 16, 43, 530, 973, 1622, 1385, 65];

    private static string Folder => SharedSet.FolderWith("imdb", "imdb_sequences.npz");

    [Fact]
    public void The_reviews_are_those_that_were_published()
    {
        var ((xTrain, yTrain), (xTest, yTest)) = KerasNet.Datasets.Imdb.Load(path: Folder);

        Assert.Equal(25_000, xTrain.Length);
        Assert.Equal(25_000, xTest.Length);
        Assert.Equal(12_500, yTrain.Count(label => label == 1));
        Assert.Equal(12_500, yTest.Count(label => label == 1));
        Assert.All(yTrain, label => Assert.InRange(label, 0, 1));
        Assert.Equal(238.71364, xTrain.Average(text => text.Length), 5);
        Assert.Equal((11, 2494), (xTrain.Min(text => text.Length), xTrain.Max(text => text.Length)));
        Assert.Equal(230.8042, xTest.Average(text => text.Length), 5);
        Assert.Equal((7, 2315), (xTest.Min(text => text.Length), xTest.Max(text => text.Length)));
        Assert.All(xTrain, text => Assert.Equal(1, text[0]));
    }

    [Fact]
    public void The_well_known_first_review_is_there_and_reads_as_it_was_written()
    {
        LabelledSequences reviews = KerasNet.Datasets.Imdb.Load(numWords: 10_000, path: Folder);
        int at = Array.FindIndex(reviews.Train.Sequences, text => text.AsSpan().StartsWith(s_wellKnown));

        Assert.InRange(at, 0, 24_999);
        Assert.Equal(218, reviews.Train.Sequences[at].Length);
        Assert.Equal(1, reviews.Train.Labels[at]);
        Assert.StartsWith(
            "[START] this film was just brilliant casting location scenery story direction everyone's really suited the part they played",
            KerasNet.Datasets.Imdb.GetWordIndex(Folder).Decode(reviews.Train.Sequences[at]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_argument_has_its_effect()
    {
        int[][] all = KerasNet.Datasets.Imdb.Load(path: Folder).Train.Sequences;
        int[][] common = KerasNet.Datasets.Imdb.Load(numWords: 1000, path: Folder).Train.Sequences;
        int[][] rare = KerasNet.Datasets.Imdb.Load(skipTop: 50, path: Folder).Train.Sequences;
        int[][] shorter = KerasNet.Datasets.Imdb.Load(maxLen: 100, path: Folder).Train.Sequences;
        int[][] without = KerasNet.Datasets.Imdb.Load(numWords: 1000, startChar: null, oovChar: null, indexFrom: 0, path: Folder).Train.Sequences;
        int[][] other = KerasNet.Datasets.Imdb.Load(seed: 1, path: Folder).Train.Sequences;

        Assert.Equal(999, common.Max(text => text.Max()));
        Assert.Equal(all[0].Select(word => word < 1000 ? word : 2), common[0]);
        Assert.Equal(all[0].Select(word => word >= 50 ? word : 2), rare[0]);
        Assert.Equal(all.Where(text => text.Length < 100).Select(text => text.Length), shorter.Select(text => text.Length));
        Assert.Equal(all[0].Skip(1).Where(word => word is > 3 and < 1003).Select(word => word - 3), without[0]);
        Assert.NotEqual(all[0], other[0]);
        Assert.Equal(all.Sum(text => text.Length), other.Sum(text => text.Length));
    }

    [Fact]
    public void The_order_is_that_of_NumPys_generator()
    {
        string path = Path.Combine(Folder, "imdb", "imdb_sequences.npz");
        int[] lengths;
        using (NpzArchive archive = new(path))
            lengths = archive.Read("x_train_lengths", array => array.ToInts());
        int[] order = new MersenneTwister(113).Order(lengths.Length);

        int[][] texts = KerasNet.Datasets.Imdb.Load(path: path).Train.Sequences;

        // numpy.random.RandomState(113).shuffle(numpy.arange(25000))
        Assert.Equal([7798, 13226, 18078], order[..3]);
        Assert.Equal(order.Select(i => lengths[i] + 1), texts.Select(text => text.Length));
    }

    [Fact]
    public void The_word_index_is_the_one_that_was_published()
    {
        WordIndex words = KerasNet.Datasets.Imdb.GetWordIndex(Folder);

        Assert.Equal(88_584, words.Count);
        Assert.Equal((1, 2, 3, 4), (words["the"], words["and"], words["a"], words["of"]));
        Assert.Equal(Enumerable.Range(1, 88_584), words.Values.Order());
        Assert.Null(KerasNet.Datasets.Imdb.Index.Files[0].Fault(Path.Combine(Folder, "imdb", "imdb_word_index.json")));
    }

    [Fact]
    public void Texts_are_those_of_the_sequences()
    {
        string folder = SharedSet.FolderWith("imdb", ReviewFiles.TrainTable);

        var ((texts, labels), (testTexts, testLabels)) = KerasNet.Datasets.Imdb.LoadTexts(folder);

        Assert.Equal((25_000, 25_000), (texts.Length, testTexts.Length));
        Assert.Equal((12_500, 12_500), (labels.Sum(), testLabels.Sum()));
        Assert.Equal([0, 1, 0, 1], labels[..4]);
        Assert.Equal((52, 13_704), (texts.Min(Characters), texts.Max(Characters)));
        Assert.Equal(1325.1, texts.Average(Characters), 0.05);
        Assert.Contains(texts, text => text.StartsWith("this film was just brilliant,casting,location scenery", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(24_904, texts.Distinct().Count());

        // Python counts characters beyond the 16 bits as one.
        static int Characters(string text) => text.EnumerateRunes().Count();
    }
}
