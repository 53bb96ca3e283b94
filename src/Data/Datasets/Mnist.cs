using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>
    /// MNIST: 70,000 handwritten digits, 28 by 28 grey pixels, 60,000 to train on and 10,000 to test on
    /// (Y. LeCun, C. Cortes, C. J. C. Burges).
    /// </summary>
    public static class Mnist
    {
        private static readonly IdxDataset Set = new()
        {
            Title = "MNIST",
            Folder = "mnist",
            MayLieBare = true,
            TrainImages = new("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            TrainLabels = new("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            TestImages = new("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            TestLabels = new("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            Mirrors = [new("https://storage.googleapis.com/cvdf-datasets/mnist/"), new("https://ossci-datasets.s3.amazonaws.com/mnist/")],
            ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        };

        /// <summary>Loads MNIST from this machine, or downloads it once (11.6 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="path">A folder that holds the four IDX files (packed or not), or a folder <c>mnist</c> with them;
        /// null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Images of shape (60000, 28, 28) and (10000, 28, 28), labels of shape (60000) and (10000).</returns>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">A file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Mnist.Load();</code></example>
        public static LabelledImages Load(
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            Set.LoadAsync(DatasetPlaces.FromEnvironment(), path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<LabelledImages> LoadAsync(
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            Task.Run(() => Set.LoadAsync(DatasetPlaces.FromEnvironment(), path, progress, cancellation), cancellation);
    }
}
