using System.Text;
using KerasNet.Data;
using KerasNet.Saving;

namespace KerasNet;

public partial class Model
{
    /// <summary>Saves the model to one file: layers, weights, what it was compiled with and the optimizer's state. Python's Keras 3 loads it.</summary>
    /// <remarks>The file is written under another name first, so that a full disk or a kill leaves what was there. Keras: <c>model.save</c>.</remarks>
    /// <param name="path">The file; its name ends in <c>.keras</c>, or in <c>.h5</c> for the format of Keras 1 and 2, which Keras 3 reads too.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced.</param>
    /// <exception cref="ArgumentException">The name is that of no format, or something in the model cannot be saved, such as a function that nobody registered.</exception>
    /// <exception cref="IOException">The file cannot be written, or is there already and must not be replaced.</exception>
    public void Save(string path, bool overwrite = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelFormat format = ModelFormat.ForNewFile(path);
        if (!overwrite && File.Exists(path))
            throw new IOException($"'{path}' is there already. Pass overwrite: true to replace it.");
        format.Save(this, path);
    }

    /// <summary>Loads a model that <see cref="Save"/> or Python's Keras saved. The file is not trusted: nothing in it is run or unpacked to the disk.</summary>
    /// <remarks>
    /// Arguments of a newer Keras that this version does not know are left out, with a warning. Keras: <c>keras.saving.load_model</c>.
    /// </remarks>
    /// <param name="path">A <c>.keras</c> file, a folder with the members of one, or an <c>.h5</c> file; of Keras 3, 2 or 1.</param>
    /// <param name="compile">Whether the model is compiled as it was, with the optimizer's state, so that training goes on where it ended.</param>
    /// <param name="customObjects">Classes and functions of your own that the file names, beside those registered.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelFileException">The file is refused; the message names the member, the layer, what was expected and what was found.</exception>
    /// <exception cref="Hdf5Exception">The weights in the file are damaged.</exception>
    /// <exception cref="WeightsException">The weights in the file do not fit its configuration.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at this path.</exception>
    public static Model Load(string path, bool compile = true, CustomObjects? customObjects = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using CustomObjects.Scope scope = CustomObjects.Use(customObjects);
        return ModelFormat.OfFile(path).Load(path, compile);
    }

    /// <summary>The model's layers and what it was compiled with as JSON, as Keras writes it; without weights. Keras: <c>model.to_json</c>.</summary>
    /// <exception cref="ArgumentException">Something in the model cannot be saved, such as a function that nobody registered.</exception>
    public string ToJson() => PythonJson.Of(ModelFromConfig.Write(this));

    /// <summary>The model that <see cref="ToJson"/> or Keras' <c>to_json</c> described, with fresh weights. Keras: <c>keras.models.model_from_json</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="customObjects">Classes and functions of your own that the text names, beside those registered.</param>
    /// <exception cref="ArgumentException">It is no JSON, or describes no model.</exception>
    /// <exception cref="NotSupportedException">It names a class or argument that is not known.</exception>
    public static Model FromJson(string json, CustomObjects? customObjects = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        using CustomObjects.Scope scope = CustomObjects.Use(customObjects);
        return ModelFromConfig.Read(ConfigText.ParseObject(Encoding.UTF8.GetBytes(json), "The text"), compile: true, new ConfigNotes { TakesUnknown = true });
    }
}
