namespace KerasNet;

/// <summary>How <see cref="ImageDataset"/> and <see cref="TextDataset"/> give labels: Keras' <c>label_mode</c>.</summary>
public enum LabelMode
{
    /// <summary>Class numbers, int32 of shape (n): for <c>sparse_categorical_crossentropy</c>.</summary>
    Int,

    /// <summary>One column per class, 1 in that of the file, float32 of shape (n, classes): for <c>categorical_crossentropy</c>.</summary>
    Categorical,

    /// <summary>0 or 1, float32 of shape (n, 1), for two classes: for <c>binary_crossentropy</c>.</summary>
    Binary,

    /// <summary>No labels.</summary>
    None,
}

/// <summary>Which part of a folder is taken: Keras' <c>subset</c>.</summary>
public enum Subset
{
    /// <summary>All but the last <c>validationSplit</c> of the files.</summary>
    Training,

    /// <summary>The last <c>validationSplit</c> of the files.</summary>
    Validation,
}

/// <summary>What happens when a file cannot be decoded.</summary>
public enum OnError
{
    /// <summary>The walk ends with an <see cref="ImageFormatException"/> that names the file.</summary>
    Fail,

    /// <summary>The file is left out and listed in <see cref="ImageDataset.SkippedFiles"/>.</summary>
    Skip,
}

/// <summary>A file that was left out.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why it cannot be decoded.</param>
public sealed record SkippedFile(string Path, string Reason);
