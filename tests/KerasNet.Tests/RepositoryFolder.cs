namespace KerasNet.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "KerasNet.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"There is no KerasNet.sln above {AppContext.BaseDirectory}.");
    }
}
