using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>
    /// Fashion-MNIST: 70,000 pictures of clothes in the format of MNIST, 28 by 28 grey pixels, 10 classes, and harder
    /// (H. Xiao, K. Rasul, R. Vollgraf, Zalando).
    /// </summary>
    public static class FashionMnist
    {
        private static readonly IdxDataset Set = new()
        {
            Title = "Fashion-MNIST",
            Folder = "fashion-mnist",
            TrainImages = new("train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            TrainLabels = new("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            TestImages = new("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            TestLabels = new("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            Mirrors = 
            [
                new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
                new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ],
            ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        };

        /// <summary>Loads Fashion-MNIST from this machine, or downloads it once (30.9 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="path">A folder that holds the four IDX files (packed or not), or a folder <c>fashion-mnist</c> with them;
        /// null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Images of shape (60000, 28, 28) and (10000, 28, 28), labels of shape (60000) and (10000).</returns>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">A file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.FashionMnist.Load();</code></example>
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
