using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>Median house values of 506 tracts of Boston, 1978 (D. Harrison, D. L. Rubinfeld, Hedonic Prices and the Demand for Clean Air).</summary>
    /// <remarks>The set has an ethical problem: its authors made a feature, B, of the share of black inhabitants, and took segregation to influence prices.
    /// Use <see cref="CaliforniaHousing"/> unless that is your subject.</remarks>
    public static class BostonHousing
    {
        internal static readonly PublishedFiles Set = new()
        {
            Title = "Boston housing",
            Folder = "boston-housing",
            MayLieBare = true,
            Files = [new("boston_housing.npz", 57_026, "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5")],
            Mirrors = KerasStorage.Mirrors,
        };

        internal static readonly IReadOnlyList<string> Features =
            ["CRIM", "ZN", "INDUS", "CHAS", "NOX", "RM", "AGE", "DIS", "RAD", "TAX", "PTRATIO", "B", "LSTAT"];

        /// <summary>Loads the tracts from this machine, or downloads them once (57 kB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="testSplit">The part that is for testing, at least 0 and less than 1: the last of the shuffled order.</param>
        /// <param name="seed">The seed of the order, 0 or more; the order is that of Keras.</param>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>boston-housing</c> that does; null to look in the usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Thirteen features, and prices in thousands of dollars. Keras gives float64, which models compute on as float32: what is here.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="testSplit"/> or <paramref name="seed"/> is out of its range.</exception>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.BostonHousing.Load();</code></example>
        public static HousePrices Load(
            double testSplit = 0.2, int seed = 113, string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadAsync(testSplit, seed, path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<HousePrices> LoadAsync(
            double testSplit = 0.2, int seed = 113, string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        {
            KerasStorage.CheckSplit(testSplit, nameof(testSplit));
            uint start = KerasStorage.Seed(seed);
            return Task.Run(
                () => Set.LoadAsync(
                    DatasetPlaces.FromEnvironment(), path, progress, cancellation,
                    (files, source) => Housing.Read(files[0], source, Features, int.MaxValue, testSplit, start)),
                cancellation);
        }
    }
}
