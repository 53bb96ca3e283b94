namespace KerasNet;

/// <summary>How an <see cref="ImageDataGenerator"/> gives the labels of files: Keras' <c>class_mode</c>.</summary>
public enum ClassMode
{
    /// <summary>One column per class, 1 in that of the picture, float32 of shape (n, classes).</summary>
    Categorical,

    /// <summary>0 or 1 for two classes, float32 of shape (n).</summary>
    Binary,

    /// <summary>Class numbers, float32 of shape (n).</summary>
    Sparse,

    /// <summary>The pictures themselves, as for autoencoders.</summary>
    Input,

    /// <summary>No labels.</summary>
    None,

    /// <summary>The numbers of <see cref="ImageRow"/>s in one array; not for folders.</summary>
    Raw,

    /// <summary>The numbers of <see cref="ImageRow"/>s, each for an output of its own; not for folders.</summary>
    MultiOutput,
}
