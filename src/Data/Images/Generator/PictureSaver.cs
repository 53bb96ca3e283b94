namespace KerasNet.Data;

/// <summary>Writes the pictures of batches as PNG files, scaled to bytes: <c>prefix_index_epoch.png</c>.</summary>
internal sealed class PictureSaver
{
    private readonly string _folder;
    private readonly string _prefix;
    private readonly string _dataFormat;

    internal PictureSaver(string folder, string prefix, string dataFormat)
    {
        Directory.CreateDirectory(folder);
        (_folder, _prefix, _dataFormat) = (folder, prefix, dataFormat);
    }

    internal void Save(Picture picture, int index, long epoch) =>
        Image.FromArray(DataArray.Of(picture.Values.ToArray(), picture.Layout.Shape), _dataFormat).Save(Path.Combine(_folder, $"{_prefix}_{index}_{epoch}.png"));
}
