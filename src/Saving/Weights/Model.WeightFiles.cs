using KerasNet.Saving;

namespace KerasNet;

public partial class Model
{
    /// <summary>Writes all weights into a file, and the state of the optimizer where the model has been compiled; not what the model is.</summary>
    /// <param name="path">The file; its folder is made if need be. The end of its name says the format.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <param name="maxShardSize">The most gigabytes (2³⁰ bytes) of one file, for <c>.weights.json</c>.</param>
    /// <exception cref="ArgumentException">The end of the name is none of those; the message lists them.</exception>
    /// <exception cref="IOException">The file is there and must not be replaced, or cannot be written; an old one then stays what it was.</exception>
    /// <remarks>
    /// <para>Formats: <c>.weights.h5</c> as Keras writes it; <c>.weights.json</c>, the same in several files of at most <paramref name="maxShardSize"/> (5 if not
    /// given) beside the index of that name; <c>.safetensors</c> and <c>.npz</c>, where arrays are named by their paths in Keras' file, for example
    /// <c>layers/dense/vars/0</c>.</para>
    /// <para>What random layers and metrics keep is not saved. Several files are moved to their places one after the other, when all have been written.
    /// Keras: <c>model.save_weights</c>.</para>
    /// </remarks>
    public void SaveWeights(string path, bool overwrite = true, double? maxShardSize = null) => WeightsFormat.Save(this, path, overwrite, maxShardSize);

    /// <summary>Reads all weights from a file, and the state of the optimizer where both the file has it and the model has been compiled.</summary>
    /// <param name="path">
    /// The file, in a format of <see cref="SaveWeights"/>, a <c>.keras</c> archive, or an <c>.h5</c> file of Keras 1, 2 or 3, of weights alone or of a model.
    /// </param>
    /// <param name="skipMismatch">Whether layers whose number of weights or shapes differ are left as they are, with a warning, rather than refused.</param>
    /// <param name="objectsToSkip">Names of layers that are left as they are, with all that they are made of; <c>optimizer</c> for the optimizer.</param>
    /// <param name="byName">Whether layers are found by their names, and those that the file does not have stay as they are; for old <c>.h5</c> files.</param>
    /// <exception cref="WeightsException">The file does not fit the model, which stays as it was; the message says where.</exception>
    /// <exception cref="Hdf5Exception">An HDF5 file is damaged.</exception>
    /// <exception cref="ModelFileException">An archive is damaged.</exception>
    /// <exception cref="InvalidDataException">A file of another format is damaged.</exception>
    /// <exception cref="InvalidOperationException">The model has not been built.</exception>
    /// <remarks>
    /// Layers are found by their classes and order, or in <c>.h5</c> files of Keras 1 and 2 by their order, not by their names unless asked for. A <c>.npz</c> or
    /// <c>.safetensors</c> file may also name its arrays by the paths of weights (<c>dense/kernel</c>), or be what <c>numpy.savez(file, *model.get_weights())</c>
    /// writes. Other precisions are converted. An optimizer whose state does not fit is left as it is, with a warning.
    /// Keras: <c>model.load_weights</c>.
    /// </remarks>
    public void LoadWeights(string path, bool skipMismatch = false, IReadOnlyList<string>? objectsToSkip = null, bool byName = false) =>
        WeightsFormat.Load(this, path, skipMismatch, objectsToSkip, byName);
}
