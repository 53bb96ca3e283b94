namespace KerasNet.Saving;

/// <summary>The weights of a file do not fit a model. The message names each place: the layer, the weight, what the file has, what the model wants.</summary>
public sealed class WeightsException : IOException
{
    private const int MostShown = 10;

    internal WeightsException(string file, string model, IReadOnlyList<string> problems, IReadOnlyList<string> paths)
        : base(
            $"The weights of '{file}' do not fit model '{model}': {Listed(problems)}. " +
            (paths.Count == 0 ? "" : $"The file has weights at: {string.Join(", ", paths)}. ") +
            "Make the model as it was when they were saved, or load with skipMismatch: true to leave as it is what does not fit.")
    {
        File = file;
        Problems = problems;
    }

    /// <summary>The file or the member of an archive.</summary>
    public string File { get; }

    /// <summary>What does not fit, one line each: <c>layer dense, kernel: the file has (5, 4), the model wants (4, 5) [layers/dense/vars/0]</c>.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Problems in words: the first ones, and how many more there are.</summary>
    internal static string Listed(IReadOnlyList<string> problems) =>
        string.Join("; ", problems.Take(MostShown)) + (problems.Count > MostShown ? $"; and {problems.Count - MostShown} more" : "");
}
