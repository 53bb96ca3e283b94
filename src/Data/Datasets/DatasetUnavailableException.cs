namespace KerasNet;

/// <summary>A data set is in none of the places where it was looked for, and could not be downloaded.</summary>
public sealed class DatasetUnavailableException : Exception
{
    internal DatasetUnavailableException(string dataset, IReadOnlyList<string> searched, string advice)
        : base($"The data set {dataset} was not found. Looked in:{string.Concat(searched.Select(place => $"\n  - {place}"))}\n{advice}")
    {
        Dataset = dataset;
        Searched = searched;
    }

    /// <summary>The name of the data set, such as "MNIST".</summary>
    public string Dataset { get; }

    /// <summary>Each place that was tried, in order, with the reason why it did not serve.</summary>
    public IReadOnlyList<string> Searched { get; }
}
