namespace KerasNet.Data;

/// <summary>Where data sets are looked for on this machine.</summary>
/// <param name="Home">KerasNet's own folder, which holds the cache.</param>
/// <param name="Data">The folder that the user named by KERASNET_DATA, or null.</param>
/// <param name="Starts">Folders beside which, and beside whose ancestors, shared/datasets is looked for.</param>
internal sealed record DatasetPlaces(string Home, string? Data, IReadOnlyList<string> Starts)
{
    public const string HomeVariable = "KERASNET_HOME";
    public const string DataVariable = "KERASNET_DATA";

    public static DatasetPlaces FromEnvironment() => new(
        Variable(HomeVariable) ?? DefaultHome(),
        Variable(DataVariable),
        [Directory.GetCurrentDirectory(), AppContext.BaseDirectory]);

    /// <summary>The folder of the cache that holds the set <paramref name="name"/>.</summary>
    public string Cache(string name) => Path.Combine(Home, "datasets", name);

    /// <summary>Every existing shared/datasets above the starting folders, the nearest first.</summary>
    public IEnumerable<string> SharedFolders()
    {
        return Starts.SelectMany(Ancestors).Select(folder => Path.Combine(folder, "shared", "datasets")).Distinct().Where(Directory.Exists);

        static IEnumerable<string> Ancestors(string start)
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
                yield return folder.FullName;
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? Path.GetFullPath(value) : null;

    private static string DefaultHome()
    {
        // A container may run a user without a home.
        string profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return profile.Length > 0 ? Path.Combine(profile, ".kerasnet") : Path.Combine(Path.GetTempPath(), "kerasnet");
    }
}
