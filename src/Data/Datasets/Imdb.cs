using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>
    /// IMDb: 50,000 film reviews, 25,000 to train on and 25,000 to test on, half of them in favour of the film
    /// (A. L. Maas, R. E. Daly, P. T. Pham, D. Huang, A. Y. Ng, C. Potts, Learning Word Vectors for Sentiment Analysis, ACL 2011).
    /// </summary>
    public static class Imdb
    {
        private const int Classes = 2;
        private const string Folder = "imdb";

        internal static readonly PublishedFiles Sequences = new()
        {
            Title = "IMDb",
            Folder = Folder,
            MayLieBare = true,
            Files =
            [
                new("imdb.npz", 17_464_789, "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f") { Aliases = ["imdb_sequences.npz"] },
            ],
            Mirrors = KerasStorage.Mirrors,
        };

        internal static readonly PublishedFiles Index = new()
        {
            Title = "IMDb's word index",
            Folder = Folder,
            MayLieBare = true,
            Files = [new("imdb_word_index.json", 1_641_221, "027313fe9a320280f3bf0fac5baf58c4a683cf39a7ed9c3d3d3912bde4284cf6")],
            Mirrors = KerasStorage.Mirrors,
        };

        internal static readonly PublishedFiles Reviews = new()
        {
            Title = "IMDb's texts",
            Folder = Folder,
            MayLieBare = true,
            Files = [new("aclImdb_v1.tar.gz", 84_125_825, "7c2ac02c03563afcf9b574c7e56c153a") { Aliases = [ReviewFiles.TrainTable] }],
            Mirrors = [new("https://ai.stanford.edu/~amaas/data/sentiment/")],
        };

        /// <summary>Loads the reviews as word numbers from this machine, or downloads them once (17.5 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <remarks>
        /// <para>A word's number is its rank by frequency (see <see cref="GetWordIndex"/>) plus <paramref name="indexFrom"/>; 0 is left for padding. Each part is
        /// shuffled before anything is left out, as Keras does it, so that the same arguments give the same sequences in the same order as
        /// <c>keras.datasets.imdb.load_data</c>.</para>
        /// <para>Read are Keras' own <c>imdb.npz</c>, or a flat copy <c>imdb_sequences.npz</c> (arrays <c>x_train_values</c>, <c>x_train_lengths</c>,
        /// <c>y_train</c> and the same for test, rank 0 for a word that is not in the index), whose order need not be that of Keras.</para>
        /// </remarks>
        /// <param name="numWords">Numbers from this on become <paramref name="oovChar"/>.
        /// Null keeps all, but for the very largest number that occurs: so does Keras.</param>
        /// <param name="skipTop">Numbers below this become <paramref name="oovChar"/>: the most frequent words say little.</param>
        /// <param name="maxLen">Reviews of this length or more, counted with the start, are left out.</param>
        /// <param name="seed">The seed of the order, 0 or more.</param>
        /// <param name="startChar">The number put before each review; null for none.</param>
        /// <param name="oovChar">The number of words that are out of vocabulary; null to leave these out.</param>
        /// <param name="indexFrom">What is added to each rank.</param>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>imdb</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Sequences of different lengths, and labels: 1 in favour, 0 against.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
        /// <exception cref="ArgumentException">No review is shorter than <paramref name="maxLen"/>.</exception>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Imdb.Load(numWords: 10_000);</code></example>
        public static LabelledSequences Load(
            int? numWords = null, int skipTop = 0, int? maxLen = null, int seed = 113, int? startChar = 1, int? oovChar = 2, int indexFrom = 3,
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadAsync(numWords, skipTop, maxLen, seed, startChar, oovChar, indexFrom, path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<LabelledSequences> LoadAsync(
            int? numWords = null, int skipTop = 0, int? maxLen = null, int seed = 113, int? startChar = 1, int? oovChar = 2, int indexFrom = 3,
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        {
            SequenceRules rules = new(numWords, skipTop, maxLen, startChar, oovChar, indexFrom);
            rules.Check();
            uint start = KerasStorage.Seed(seed);
            return Task.Run(
                () => Sequences.LoadAsync(DatasetPlaces.FromEnvironment(), path, progress, cancellation, (files, source) => Read(files[0], source, rules, start)),
                cancellation);
        }

        /// <summary>Loads the words with their ranks from this machine, or downloads them once (1.6 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>imdb</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>88,584 words; <see cref="WordIndex.Decode"/> makes text of a sequence.</returns>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        public static WordIndex GetWordIndex(string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            Index.LoadAsync(DatasetPlaces.FromEnvironment(), path, progress, cancellation, (files, _) => WordIndex.Read(files[0])).GetAwaiter().GetResult();

        /// <summary>Loads the reviews as they were written from this machine, or downloads them once (84 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <remarks>Read are the published <c>aclImdb_v1.tar.gz</c>, or <c>aclImdb_train.tsv.gz</c> with <c>aclImdb_test.tsv.gz</c> beside it
        /// (a review a line: label, stars, id, text). Texts are raw: <c>&lt;br /&gt;</c> tags are in.</remarks>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>imdb</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Texts and labels, 1 in favour and 0 against, in the order of the reviews' ids, against before in favour:
        /// neighbours often are of one film, so shuffle.</returns>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((texts, labels), test) = Datasets.Imdb.LoadTexts();</code></example>
        public static LabelledTexts LoadTexts(string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadTextsAsync(path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="LoadTexts" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="LoadTexts"/>
        public static Task<LabelledTexts> LoadTextsAsync(
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            Task.Run(
                () => Reviews.LoadAsync(DatasetPlaces.FromEnvironment(), path, progress, cancellation, (files, source) => ReviewFiles.Read(files[0], source)),
                cancellation);

        internal static LabelledSequences Read(string path, string source, SequenceRules rules, uint seed)
        {
            Task<SequenceFile> later = Task.Run(() => SequenceFile.Read(path, "x_test", "y_test", Classes));
            SequenceFile first = SequenceFile.Read(path, "x_train", "y_train", Classes);
            MersenneTwister random = new(seed);
            SequenceSplit train = rules.Order(first, random);
            SequenceSplit test = rules.Order(later.GetAwaiter().GetResult(), random);
            rules.Limit(train, test);
            return new(train, test) { Source = source };
        }
    }
}
