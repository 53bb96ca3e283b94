namespace KerasNet.Saving.Hdf5;

/// <summary>The type of the elements of a dataset or an attribute.</summary>
/// <param name="Kind">What they are to us.</param>
/// <param name="Size">The bytes of one.</param>
/// <param name="Name">NumPy's name, for example <c>float32</c>, <c>&gt;i4</c> or <c>|S5</c>.</param>
internal sealed record Hdf5Type(ElementKind Kind, int Size, string Name)
{
    /// <summary>Whether numbers have their first byte last.</summary>
    internal bool BigEndian { get; init; }

    /// <summary>What a fixed text is filled up with.</summary>
    internal TextPadding Padding { get; init; }

    public override string ToString() => Name;

    /// <summary>The same elements, of which something outside of the type says that they are <c>bfloat16</c>.</summary>
    internal Hdf5Type AsBFloat16() => this with { Kind = ElementKind.BFloat16 };
}

/// <summary>What a fixed text is filled up with.</summary>
internal enum TextPadding
{
    /// <summary>It ends at the first zero.</summary>
    Terminated,

    /// <summary>Zeros at its end do not count.</summary>
    Zeros,

    /// <summary>Blanks at its end do not count.</summary>
    Blanks,
}
