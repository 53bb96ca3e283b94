namespace KerasNet.Data;

/// <summary>Reads and writes single arrays in NumPy's <c>.npy</c> format: <c>numpy.save</c> and <c>numpy.load</c> are the other side.</summary>
/// <remarks>
/// <para>Files of versions 1 to 3, of either byte order, in C's or Fortran's order are read. Elements become the narrowest type of the library that holds them:
/// bool → bool; uint8 → uint8; int8, int16, uint16, int32 → int32; uint32, int64, uint64 → int64; float16, float32 → float32; float64 → float64;
/// U and S → string. A single number (shape <c>()</c>) becomes an array of one. Arrays of Python objects, of records and of complex numbers are refused.</para>
/// <para>Files are not trusted: none makes the reader take more memory than its size justifies, and nothing in a file is ever executed.</para>
/// </remarks>
public static class NpyFile
{
    /// <summary>Reads an array.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such file, damaged, or of a kind that is not supported.</exception>
    /// <example><code>Tensor&lt;float&gt; x = NpyFile.Load("x.npy").ToTensor&lt;float&gt;();</code></example>
    public static DataArray Load(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        try
        {
            return NpyReader.Read(file, file.Length).ToDataArray();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' is not an .npy file that can be read: {error.Message}.", error);
        }
    }

    /// <summary>Writes an array, whole or not at all; a file of that name is replaced.</summary>
    /// <param name="path">The file; its folder is made if need be. Nothing is appended to the name.</param>
    /// <param name="array">The array; arrays and tensors convert by themselves.</param>
    /// <exception cref="ArgumentException">The array holds texts, which are read but not written.</exception>
    /// <example><code>NpyFile.Save("predictions.npy", model.Predict(x));</code></example>
    public static void Save(string path, DataArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        WholeFile.Write(path, stream => Write(stream, array));
    }

    internal static void Write(Stream stream, DataArray array)
    {
        stream.Write(NpyHeader.Write(array.DType, array.Shape));
        stream.Write(array.Bytes);
    }
}
