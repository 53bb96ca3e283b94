using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>The HDF5 file of a model's weights, as Keras 3 writes it by itself and into a <c>.keras</c> archive.</summary>
internal static class WeightsFile
{
    /// <summary>Writes the weights of a model, and the state of its optimizer where it has been compiled. Equal weights give equal bytes.</summary>
    /// <param name="stream">Takes the file.</param>
    /// <param name="model">The model.</param>
    /// <param name="root">What else the file shall hold; nothing if not given.</param>
    internal static void Write(Stream stream, Model model, NewGroup? root = null)
    {
        root ??= new();
        foreach (SavedObject saved in StateTree.Of(model))
        {
            NewGroup group = saved.GroupIn(root);
            for (int i = 0; i < saved.Variables.Count; i++)
                group.Add($"{i}", HalfPrecision.Stored(saved.Owner, saved.ValueOf(i)));

            // The weights of tokens are not variables, and lie under a name of their own.
            if (saved.Owner is PreprocessingLayer { SavedIdfWeights: { } idf })
                group.Dataset(ModelAssets.IdfWeights, NewArray.Of<float>(ElementKind.Float32, [idf.Count], idf.ToArray()));
        }

        Hdf5Writer.Write(stream, root);
    }

    /// <summary>Reads the weights of a model, and the state of its optimizer where it has been compiled.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="model">The model, which must have been built. It stays as it was where the file does not fit.</param>
    /// <param name="skipMismatch">Whether objects that do not fit are left as they are, with a warning.</param>
    /// <param name="notes">Receives what the file has and the model does not take.</param>
    /// <exception cref="WeightsException">The file does not fit the model.</exception>
    /// <exception cref="Hdf5Exception">The file is damaged.</exception>
    internal static void Read(Hdf5File file, string fileName, Model model, bool skipMismatch, ConfigNotes? notes = null) =>
        WeightsReader.Read(new Hdf5Weights(file, fileName), model, skipMismatch, notes: notes);
}
