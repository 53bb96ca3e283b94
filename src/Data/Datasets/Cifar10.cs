using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>CIFAR-10: 60,000 photographs of 32 by 32 pixels in colour, 10 classes, 50,000 to train on and 10,000 to test on (A. Krizhevsky, 2009).</summary>
    public static class Cifar10
    {
        internal static readonly CifarDataset Set = new()
        {
            Files = new()
            {
                Title = "CIFAR-10",
                Folder = "cifar-10",
                MayLieBare = true,
                Files =
                [
                    new("cifar-10-python.tar.gz", 170_498_071, "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce")
                    {
                        Aliases = ["cifar-10-batches-py.tar.gz", "cifar-10-batches-py"],
                    },
                ],
                Mirrors = CifarMirrors,
            },
            Folder = "cifar-10-batches-py",
            TrainBatches = ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"],
            TestBatch = "test_batch",
            Names = "batches.meta",
        };

        /// <summary>Loads CIFAR-10 from this machine, or downloads it once (170 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="path">The archive <c>cifar-10-python.tar.gz</c>, the folder <c>cifar-10-batches-py</c> that it unpacks to, a folder that holds one of these, or a
        /// folder with a folder <c>cifar-10</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Images of shape (50000, 32, 32, 3) and (10000, 32, 32, 3), labels of shape (50000, 1) and (10000, 1).</returns>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Cifar10.Load();</code></example>
        public static LabelledImages Load(string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadAsync(path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<LabelledImages> LoadAsync(
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            Task.Run(() => Set.LoadAsync(DatasetPlaces.FromEnvironment(), path, "labels", "label_names", progress, cancellation), cancellation);
    }

    private static readonly Uri[] CifarMirrors = [new("https://www.cs.toronto.edu/~kriz/")];
}
