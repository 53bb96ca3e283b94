using KerasNet.Data;

namespace KerasNet;

/// <summary>How much of <see cref="Datasets.CaliforniaHousing"/> is taken.</summary>
public enum HousingVersion
{
    /// <summary>All 20,640 districts.</summary>
    Large,

    /// <summary>The first 600 districts: a small set in place of <see cref="Datasets.BostonHousing"/>.</summary>
    Small,
}

public static partial class Datasets
{
    /// <summary>Median house values of 20,640 districts of California, from the census of 1990 (R. K. Pace, R. Barry, Sparse Spatial Autoregressions, 1997).</summary>
    public static class CaliforniaHousing
    {
        private const int SmallCount = 600;

        internal static readonly PublishedFiles Set = new()
        {
            Title = "California housing",
            Folder = "california-housing",
            MayLieBare = true,
            Files = [new("california_housing.npz", 743_530, "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f")],
            Mirrors = KerasStorage.Mirrors,
        };

        // What the published file holds, in this order; Keras' own documentation names other features.
        internal static readonly IReadOnlyList<string> Features =
            ["longitude", "latitude", "housing_median_age", "total_rooms", "total_bedrooms", "population", "households", "median_income"];

        /// <summary>Loads the districts from this machine, or downloads them once (0.7 MB); see <see cref="Datasets"/> for the places.</summary>
        /// <param name="version">All districts, or the first 600.</param>
        /// <param name="testSplit">The part that is for testing, at least 0 and less than 1: the last of the shuffled order.</param>
        /// <param name="seed">The seed of the order, 0 or more; the order is that of Keras.</param>
        /// <param name="path">The file, the folder that holds it, or a folder with a folder <c>california-housing</c> that does; null to look in the
        /// usual places.</param>
        /// <param name="progress">Told how a download comes along; null shows bars on standard error if that is a terminal.</param>
        /// <param name="cancellation">Ends the download, leaving nothing half-written.</param>
        /// <returns>Eight features: longitude, latitude, median age of the houses, rooms, bedrooms, inhabitants and households of the district, and median income in
        /// ten thousand dollars; prices are median house values in dollars.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="testSplit"/> or <paramref name="seed"/> is out of its range.</exception>
        /// <exception cref="DatasetUnavailableException">There is no copy, and none could be downloaded.</exception>
        /// <exception cref="InvalidDataException">The file found is damaged or is something else.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.CaliforniaHousing.Load();</code></example>
        public static HousePrices Load(
            HousingVersion version = HousingVersion.Large, double testSplit = 0.2, int seed = 113,
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
            LoadAsync(version, testSplit, seed, path, progress, cancellation).GetAwaiter().GetResult();

        /// <summary><inheritdoc cref="Load" path="/summary"/> Nothing of it happens on the caller's thread.</summary>
        /// <inheritdoc cref="Load"/>
        public static Task<HousePrices> LoadAsync(
            HousingVersion version = HousingVersion.Large, double testSplit = 0.2, int seed = 113,
            string? path = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        {
            KerasStorage.CheckSplit(testSplit, nameof(testSplit));
            uint start = KerasStorage.Seed(seed);
            int most = version == HousingVersion.Small ? SmallCount : int.MaxValue;
            return Task.Run(
                () => Set.LoadAsync(
                    DatasetPlaces.FromEnvironment(), path, progress, cancellation, (files, source) => Housing.Read(files[0], source, Features, most, testSplit, start)),
                cancellation);
        }
    }
}
