using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>Photographs of cats and dogs (Kaggle 2013; Asirra: Elson, Douceur, Howell, Saul 2007). Their terms forbid handing them on, so they are found, never downloaded.</summary>
    public static class CatsVsDogs
    {
        private const string Title = "cats and dogs";
        private const string Folder = "cats-vs-dogs";

        // What a folder may hold, the first found counts: an archive, or folders that Kaggle's and Microsoft's archives unpack to.
        private static readonly string[] s_contents = ["cats_vs_dogs_180.zip", "dogs-vs-cats.zip", "train.zip", "train", "PetImages"];

        private const string Advice =
            "Get them from Kaggle (https://www.kaggle.com/c/dogs-vs-cats/data) or from Microsoft (https://www.microsoft.com/download/details.aspx?id=54765) and name the folder or the zip archive. " +
            "It may hold train/cats, train/dogs, validation/…, test/…; or PetImages/Cat, PetImages/Dog; or train/cat.0.jpg, train/dog.0.jpg, ….";

        /// <summary>Where the photographs are on this machine, for <see cref="ImageDataset.FromDirectory"/>.</summary>
        /// <param name="path">The folder or zip archive to take; the usual places (see <see cref="Datasets"/>) if not given.</param>
        /// <returns>A folder, or a zip archive.</returns>
        /// <exception cref="DatasetUnavailableException">They are in none of the places. The message says where to get them and how folders may be laid out.</exception>
        public static string Find(string? path = null) => Find(path, DatasetPlaces.FromEnvironment());

        internal static string Find(string? path, DatasetPlaces places)
        {
            if (path is not null)
                return File.Exists(path) ? path
                    : Directory.Exists(path) ? In(path) ?? path
                    : throw new DatasetUnavailableException(Title, [$"{path}: no such folder or archive"], Advice);
            string[] folders = [
                places.Cache(Folder),
                .. places.Data is { } data ? [Path.Combine(data, Folder), data] : Array.Empty<string>(),
                .. places.SharedFolders().Select(shared => Path.Combine(shared, Folder)),
            ];
            return folders.Select(In).FirstOrDefault(found => found is not null)
                ?? throw new DatasetUnavailableException(Title, [.. folders.Select(folder => $"{folder}: {(Directory.Exists(folder) ? "none" : "no such folder")}")], Advice);
        }

        /// <summary>The archive in a folder, or the folder itself if it holds one of the folders.</summary>
        private static string? In(string folder)
        {
            string? found = s_contents.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists);
            return found is null || File.Exists(found) ? found : folder;
        }
    }
}
