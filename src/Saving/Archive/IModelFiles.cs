using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>The files of a saved model: the members of an archive or the files of a folder.</summary>
internal interface IModelFiles : IDisposable
{
    /// <summary>What errors call the whole of them.</summary>
    string Name { get; }

    /// <summary>Whether there is such a member.</summary>
    bool Has(string member);

    /// <summary>All bytes of a member.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="ModelFileException">It is missing, damaged or too large.</exception>
    byte[] Read(string member, long most);

    /// <summary>A member that is an HDF5 file, whose numbers are read as they are asked for.</summary>
    /// <exception cref="ModelFileException">It is missing, empty or damaged.</exception>
    /// <exception cref="Hdf5Exception">It is no HDF5 file that can be read.</exception>
    Hdf5File OpenHdf5(string member);
}
