using KerasNet.Data;

namespace KerasNet;

/// <summary>Which labels of <see cref="Datasets.Cifar100"/> are taken.</summary>
public enum CifarLabelMode
{
    /// <summary>The 100 classes.</summary>
    Fine,

    /// <summary>The 20 groups of classes.</summary>
    Coarse,
}

public static partial class Datasets
{
    /// <summary>
    /// CIFAR-100: 60,000 photographs of 32 by 32 pixels in colour, 100 classes in 20 groups, 50,000 to train on and 10,000 to test on (A. Krizhevsky, 2009).
    /// </summary>
    public static class Cifar100
    {
        internal static readonly CifarDataset Set = new()
        {
            Files = new()
            {
                Title = "CIFAR-100",
                Folder = "cifar-100",
                MayLieBare = true,
                Files =
                [
                    new("cifar-100-python.tar.gz", 169_001_437, "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7") { Aliases = ["cifar-100-python"] },
                ],
                Mirrors = CifarMirrors,
            },
            Folder = "cifar-100-python",
            TrainBatches = ["train"],
            TestBatch = "test",
            Names = "meta",
        };

        /// <summary>Loads CIFAR-100 from this machine, or downloads it once (169 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="labelMode">Labels of the 100 classes or of the 20 groups.</param>
        /// <param name="path">The archive <c>cifar-100-python.tar.gz</c>, the folder <c>cifar-100-python</c> that it unpacks to, a folder that holds one of these, or a
        /// folder with a folder <c>cifar-100</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Images of shape (50000, 32, 32, 3) and (10000, 32, 32, 3), labels of shape (50000, 1) and (10000, 1).</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelMode"/> is neither.</exception>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Cifar100.Load(CifarLabelMode.Coarse);</code></example>
        public static LabelledImages Load(
            CifarLabelMode labelMode = CifarLabelMode.Fine, string? path = null,
            IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadAsync(labelMode, path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<LabelledImages> LoadAsync(
            CifarLabelMode labelMode = CifarLabelMode.Fine, string? path = null,
            IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        {
            string mode = labelMode switch
            {
                CifarLabelMode.Fine => "fine",
                CifarLabelMode.Coarse => "coarse",
                _ => throw new ArgumentOutOfRangeException(nameof(labelMode), labelMode, "Labels are fine or coarse."),
            };
            return Task.Run(
                () => Set.LoadAsync(DatasetPlaces.FromEnvironment(), path, $"{mode}_labels", $"{mode}_label_names", progress, cancellation), cancellation);
        }
    }
}
