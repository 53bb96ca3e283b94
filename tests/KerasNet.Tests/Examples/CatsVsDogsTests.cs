using System.IO.Compression;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Examples;

public sealed class CatsVsDogsTests
{
    /// <summary>Where the n-th cat or dog lies, in each layout that the photographs are handed round in.</summary>
    private static readonly Dictionary<string, Func<string, int, string>> s_layouts = new()
    {
        ["parts"] = (kind, n) => $"{(n < 4 ? "train" : n < 6 ? "validation" : "test")}/{kind}s/{kind}.{n}.png",
        ["Microsoft's"] = (kind, n) => $"PetImages/{char.ToUpperInvariant(kind[0])}{kind[1..]}/{n}.png",
        ["Kaggle's"] = (kind, n) => $"train/{kind}.{n}.png",
    };

    [Theory]
    [InlineData("parts", "none", false)]
    [InlineData("Microsoft's", "layers", false)]
    [InlineData("Kaggle's", "generator", false)]
    [InlineData("parts", "generator", true)]
    [InlineData("Kaggle's", "layers", true)]
    public void Every_layout_and_augmentation_trains(string layout, string augmentation, bool zipped)
    {
        using TemporaryFolder folder = new();
        string data = Draw(Path.Combine(folder.Path, "data"), s_layouts[layout]), pictures = Path.Combine(folder.Path, "pictures");
        if (zipped)
        {
            ZipFile.CreateFromDirectory(data, data + ".zip");
            data += ".zip";
        }

        ExampleProcess run = ExampleProcess.RunBuilt(
            "CatsVsDogs.dll", "--data", data, "--augmentation", augmentation, "--epochs", "1", "--batch-size", "4", "--pictures", pictures);

        Assert.Equal(("", 0), (run.Errors, run.Status));
        Assert.Equal($"cats-vs-dogs-{augmentation}", run.Result.GetProperty("case").GetString());
        Assert.Contains("19,034,177", run.Output, StringComparison.Ordinal);
        Image samples = Image.Load(Path.Combine(pictures, $"cats-vs-dogs-{augmentation}-samples.png"));
        Assert.True(samples.Width > 4 * 150 && samples.Height > 6 * 150, samples.ToString());
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(pictures, $"cats-vs-dogs-{augmentation}-curves.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_cats_and_dogs_is_an_error_that_tells_the_layouts()
    {
        using TemporaryFolder folder = new();
        ExampleProcess run = ExampleProcess.RunBuilt("CatsVsDogs.dll", "--data", folder.Path);

        Assert.Equal(1, run.Status);
        Assert.Contains(folder.Path, run.Errors, StringComparison.Ordinal);
        Assert.Contains("PetImages/Cat", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_an_error_that_tells_where_to_get_the_photographs()
    {
        ExampleProcess run = ExampleProcess.RunBuilt("CatsVsDogs.dll", "--data", "nowhere.zip");

        Assert.Equal(1, run.Status);
        Assert.Contains("nowhere.zip", run.Errors, StringComparison.Ordinal);
        Assert.Contains("kaggle.com", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Eight cats and eight dogs: light and dark pictures.</summary>
    private static string Draw(string folder, Func<string, int, string> place)
    {
        for (int n = 0; n < 8; n++)
            foreach ((string kind, byte level) in new[] { ("cat", (byte)220), ("dog", (byte)30) })
                new Image(8, 6, 3, [.. Enumerable.Repeat((byte)(level + n), 8 * 6 * 3)]).Save(Path.Combine(folder, place(kind, n)));
        return folder;
    }
}
