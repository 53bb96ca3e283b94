namespace KerasNet.Saving.Hdf5;

/// <summary>What the elements of a type are to us.</summary>
internal enum ElementKind
{
    /// <summary>Nothing that we read: compound types, arrays, references, sequences, unusual numbers.</summary>
    Unread,

    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float16,
    BFloat16,
    Float32,
    Float64,

    /// <summary>An enumeration of FALSE = 0 and TRUE = 1 in one byte, as h5py writes truth values.</summary>
    Bool,

    /// <summary>Text of a fixed length in bytes.</summary>
    Text,

    /// <summary>Text of any length, in the global heap.</summary>
    VariableText,

    /// <summary>Bytes without a meaning.</summary>
    Opaque,
}
