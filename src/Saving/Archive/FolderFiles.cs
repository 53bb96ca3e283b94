using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>The files of an archive that somebody unpacked.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderFiles(string folder) : IModelFiles
{
    public string Name => folder;

    public bool Has(string member) => File.Exists(Place(member));

    public byte[] Read(string member, long most)
    {
        FileInfo file = new(Find(member));
        return file.Length <= most
            ? File.ReadAllBytes(file.FullName)
            : throw new ModelFileException($"it has {file.Length:N0} bytes, more than the {most:N0} that are read", Name, member);
    }

    public Hdf5File OpenHdf5(string member) =>
        new FileInfo(Find(member)).Length > 0 ? Hdf5File.Open(Place(member)) : throw new ModelFileException("it is empty", Name, member);

    public void Dispose()
    {
    }

    private string Place(string member) => Path.Combine(folder, member.Replace('/', Path.DirectorySeparatorChar));

    private string Find(string member) => Has(member) ? Place(member) : throw new ModelFileException($"the file {member} is missing in the folder", Name);
}
