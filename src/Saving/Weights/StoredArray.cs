namespace KerasNet.Saving;

/// <summary>An array of numbers in a file of weights, not yet read.</summary>
internal abstract class StoredArray
{
    /// <summary>The dimensions; null where there is nothing, not even one number.</summary>
    internal abstract IReadOnlyList<long>? Shape { get; }

    /// <summary>What is wrong with it before its shape is looked at; null if it holds numbers that are all there.</summary>
    internal abstract string? Problem { get; }

    /// <summary>Reads it into a tensor of its shape, converted to the tensor's dtype.</summary>
    internal abstract void CopyTo(TensorData target);
}

/// <summary>A file of weights that is read: arrays under the paths of <see cref="StateTree"/>.</summary>
internal interface IStoredWeights
{
    /// <summary>The file or the member of an archive, for messages.</summary>
    string FileName { get; }

    /// <summary>The arrays of an object by their names, which are numbers from 0; null where the file has no such object.</summary>
    /// <param name="saved">The object.</param>
    IReadOnlyDictionary<string, StoredArray>? Of(SavedObject saved);

    /// <summary>The paths of objects that have arrays, as far as they are needed for messages.</summary>
    IEnumerable<string> Paths { get; }
}
