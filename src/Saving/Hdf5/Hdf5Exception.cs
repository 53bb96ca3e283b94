namespace KerasNet.Saving;

/// <summary>An HDF5 file cannot be read: it is damaged, cut off, uses a part of the format that is not read, or promises more than it holds.</summary>
/// <remarks>It is the one exception by which a file is refused. Its message names the file, the object, the byte, what was expected and what was found.</remarks>
public sealed class Hdf5Exception : IOException
{
    private readonly string _problem;

    internal Hdf5Exception(string problem, string file, string? objectPath = null, long? address = null, Exception? innerException = null)
        : base(Compose(problem, file, objectPath, address), innerException)
    {
        _problem = problem;
        File = file;
        ObjectPath = objectPath;
        Address = address;
    }

    /// <summary>The file or the member of an archive.</summary>
    public string File { get; }

    /// <summary>The group or dataset that was read, for example <c>/layers/dense/vars/0</c>; null if the file was refused as a whole.</summary>
    public string? ObjectPath { get; }

    /// <summary>The byte of the file at which it went wrong; null if there is no such place.</summary>
    public long? Address { get; }

    /// <summary>What is wrong, without where.</summary>
    internal string Problem => _problem;

    /// <summary>The same, said of an object.</summary>
    internal Hdf5Exception In(string objectPath) => new(_problem, File, objectPath, Address, InnerException);

    private static string Compose(string problem, string file, string? objectPath, long? address) =>
        $"'{file}' cannot be read as HDF5: {(objectPath is null ? "" : $"{objectPath}: ")}{problem}{(address is null ? "" : $" (at byte {address:N0})")}.";
}
