using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>Reuters: 11,228 newswires of 1987 on 46 topics, from the collection Reuters-21578 (D. Lewis), as word numbers.</summary>
    public static class Reuters
    {
        private const string Folder = "reuters";

        internal static readonly PublishedFiles Sequences = new()
        {
            Title = "Reuters",
            Folder = Folder,
            MayLieBare = true,
            Files = [new("reuters.npz", 2_110_848, "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916")],
            Mirrors = KerasStorage.Mirrors,
        };

        internal static readonly PublishedFiles Index = new()
        {
            Title = "Reuters' word index",
            Folder = Folder,
            MayLieBare = true,
            Files = [new("reuters_word_index.json", 550_378, "4d44cc38712099c9e383dc6e5f11a921")],
            Mirrors = KerasStorage.Mirrors,
        };

        private static readonly string[] s_labels =
        [
            "cocoa", "grain", "veg-oil", "earn", "acq", "wheat", "copper", "housing", "money-supply", "coffee", "sugar", "trade", "reserves", "ship", "cotton",
            "carcass", "crude", "nat-gas", "cpi", "money-fx", "interest", "gnp", "meal-feed", "alum", "oilseed", "gold", "tin", "strategic-metal", "livestock", "retail",
            "ipi", "iron-steel", "rubber", "heat", "jobs", "lei", "bop", "zinc", "orange", "pet-chem", "dlr", "gas", "silver", "wpi", "hog", "lead",
        ];

        /// <summary>Loads the newswires from this machine, or downloads them once (2.1 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <remarks>Numbers of words, and the order, are as at <see cref="Imdb.Load"/>;
        /// the same arguments give what <c>keras.datasets.reuters.load_data</c> gives.</remarks>
        /// <param name="numWords">Numbers from this on become <paramref name="oovChar"/>.
        /// Null keeps all, but for the very largest number that occurs: so does Keras.</param>
        /// <param name="skipTop">Numbers below this become <paramref name="oovChar"/>.</param>
        /// <param name="maxLen">Newswires of this length or more, counted with the start, are left out.</param>
        /// <param name="testSplit">The part that is for testing, at least 0 and less than 1: the last of the shuffled order.</param>
        /// <param name="seed">The seed of the order, 0 or more.</param>
        /// <param name="startChar">The number put before each newswire; null for none.</param>
        /// <param name="oovChar">The number of words that are out of vocabulary; null to leave these out.</param>
        /// <param name="indexFrom">What is added to each rank.</param>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>reuters</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Sequences of different lengths, and labels 0 to 45, which <see cref="GetLabelNames"/> names.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
        /// <exception cref="ArgumentException">No newswire is shorter than <paramref name="maxLen"/>.</exception>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Reuters.Load(numWords: 10_000);</code></example>
        public static LabelledSequences Load(
            int? numWords = null, int skipTop = 0, int? maxLen = null, double testSplit = 0.2,
            int seed = 113, int? startChar = 1, int? oovChar = 2, int indexFrom = 3,
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadAsync(numWords, skipTop, maxLen, testSplit, seed, startChar, oovChar, indexFrom, path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<LabelledSequences> LoadAsync(
            int? numWords = null, int skipTop = 0, int? maxLen = null, double testSplit = 0.2,
            int seed = 113, int? startChar = 1, int? oovChar = 2, int indexFrom = 3,
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        {
            SequenceRules rules = new(numWords, skipTop, maxLen, startChar, oovChar, indexFrom);
            rules.Check();
            uint start = KerasStorage.Seed(seed);
            KerasStorage.CheckSplit(testSplit, nameof(testSplit));
            return Task.Run(
                () => Sequences.LoadAsync(
                    DatasetPlaces.FromEnvironment(), path, progress, cancellation, (files, source) => Read(files[0], source, rules, testSplit, start)),
                cancellation);
        }

        /// <summary>Loads the words with their ranks from this machine, or downloads them once (0.6 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>reuters</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>The words; <see cref="WordIndex.Decode"/> makes text of a sequence.</returns>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        public static WordIndex GetWordIndex(string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            Index.LoadAsync(DatasetPlaces.FromEnvironment(), path, progress, cancellation, (files, _) => WordIndex.Read(files[0])).GetAwaiter().GetResult();

        /// <summary>The 46 topics in the order of the labels.</summary>
        public static IReadOnlyList<string> GetLabelNames() => s_labels.AsReadOnly();

        internal static LabelledSequences Read(string path, string source, SequenceRules rules, double testSplit, uint seed)
        {
            SequenceSplit all = rules.Order(SequenceFile.Read(path, "x", "y", s_labels.Length), new MersenneTwister(seed));
            rules.Limit(all);
            int train = KerasStorage.TrainCount(all.Labels.Length, testSplit);
            return new(new(all.Sequences[..train], all.Labels[..train]), new(all.Sequences[train..], all.Labels[train..])) { Source = source };
        }
    }
}
