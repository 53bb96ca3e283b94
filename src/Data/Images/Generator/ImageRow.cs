namespace KerasNet;

/// <summary>A row of the table that <see cref="ImageDataGenerator.FlowFromDataFrame"/> reads: a file with its label, classes by name or numbers.</summary>
/// <example><code>generator.FlowFromDataFrame(dogs.Select(dog => new ImageRow(dog.Photo, dog.Breed)), directory: "photos")</code></example>
public sealed class ImageRow
{
    /// <summary>A file without a label.</summary>
    /// <param name="fileName">The file, relative to the folder given to the flow, or a whole path.</param>
    public ImageRow(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        FileName = fileName;
    }

    /// <summary>A file that belongs to a class.</summary>
    /// <param name="fileName">The file, relative to the folder given to the flow, or a whole path.</param>
    /// <param name="label">The name of the class.</param>
    public ImageRow(string fileName, string label)
        : this(fileName, [label]) => HasSeveral = false;

    /// <summary>A file that belongs to several classes.</summary>
    /// <param name="fileName">The file, relative to the folder given to the flow, or a whole path.</param>
    /// <param name="labels">The names of the classes.</param>
    public ImageRow(string fileName, IReadOnlyList<string> labels)
        : this(fileName)
    {
        Labels = [.. labels];
        HasSeveral = true;
    }

    /// <summary>A file with a number.</summary>
    /// <param name="fileName">The file, relative to the folder given to the flow, or a whole path.</param>
    /// <param name="value">The target.</param>
    public ImageRow(string fileName, double value)
        : this(fileName, [value]) => HasSeveral = false;

    /// <summary>A file with several numbers.</summary>
    /// <param name="fileName">The file, relative to the folder given to the flow, or a whole path.</param>
    /// <param name="values">The targets.</param>
    public ImageRow(string fileName, IReadOnlyList<double> values)
        : this(fileName)
    {
        Values = [.. values];
        HasSeveral = true;
    }

    /// <summary>The file.</summary>
    public string FileName { get; }

    /// <summary>The names of its classes; empty if there are none.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <summary>Its numbers; empty if there are none.</summary>
    public IReadOnlyList<double> Values { get; } = [];

    /// <summary>The weight of the sample; given in all rows or in none.</summary>
    public double? Weight { get; init; }

    /// <summary>Whether labels or numbers were given as a list.</summary>
    internal bool HasSeveral { get; }
}
