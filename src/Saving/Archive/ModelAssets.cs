using System.Text;
using KerasNet.Data;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>The vocabularies beside a configuration: a file for each layer that learnt one, a token per line, at the layer's path.</summary>
/// <param name="files">The files of the model.</param>
/// <param name="weights">Its weights, among which those of tokens are.</param>
internal sealed class ModelAssets(IModelFiles files, Hdf5File weights)
{
    private const string FileName = "vocabulary.txt";

    /// <summary>Where Keras' layers keep the weights of their tokens.</summary>
    internal const string IdfWeights = "idf_weights";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files that a model has to be saved with, in the order of their names.</summary>
    /// <exception cref="ConfigException">A token cannot stand on a line.</exception>
    internal static IEnumerable<(string Member, byte[] Content)> Of(IEnumerable<SavedObject> objects) =>
        objects
            .Select(saved => (saved.Path, Layer: saved.Owner as PreprocessingLayer))
            .Where(saved => saved.Layer?.SavedVocabulary is not null)
            .Select(saved => (Member(saved.Path), Encoding.UTF8.GetBytes(string.Join('\n', Lines(saved.Layer!)))))
            .OrderBy(member => member.Item1, StringComparer.Ordinal);

    /// <summary>Gives a layer its vocabulary, if there is one for it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="ModelFileException">The file is damaged.</exception>
    internal void Load(PreprocessingLayer layer, string path)
    {
        string member = Member(path);
        if (!files.Has(member))
            return;
        byte[] bytes = files.Read(member, Array.MaxLength);
        try
        {
            layer.LoadVocabulary(s_strict.GetString(bytes).Split('\n'), Weights(layer is TextVectorization ? $"{path}/_lookup_layer" : path));
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFileException($"it is not UTF-8: byte {e.Index:N0} is no part of a character", files.Name, member, e);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new ModelFileException(e.Message, files.Name, member, e);
        }
    }

    private static string Member(string path) => $"assets/{path}/{FileName}";

    private static IReadOnlyList<string> Lines(PreprocessingLayer layer)
    {
        IReadOnlyList<string> tokens = layer.SavedVocabulary!;
        return tokens.FirstOrDefault(token => token.Contains('\n', StringComparison.Ordinal)) is { } token
            ? throw new ConfigException($"{layer} cannot be saved: its vocabulary is saved with a token per line, and one has a line break in it: '{token.ReplaceLineEndings("\\n")}'.")
            : tokens;
    }

    private double[]? Weights(string path) => weights.Root.Find($"{path}/vars/{IdfWeights}") is Hdf5Dataset dataset ? dataset.ReadNumbers() : null;
}
