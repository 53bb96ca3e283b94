using System.Text;
using KerasNet.Data;

namespace KerasNet;

/// <summary>Texts from folders, or from a zip archive, as batches of strings and labels: Keras' <c>text_dataset_from_directory</c>.</summary>
/// <inheritdoc cref="FolderDataset" path="/remarks"/>
/// <example>
/// A folder <c>reviews</c> with the sub-folders <c>neg</c> and <c>pos</c>:
/// <code>
/// (TextDataset train, TextDataset held) = TextDataset.SplitFromDirectory("reviews", validationSplit: 0.2, seed: 7, labelMode: LabelMode.Binary);
/// string[] texts = [.. train.SelectMany(batch => batch.Inputs[0].Texts.ToArray())];
/// </code>
/// </example>
public sealed class TextDataset : FolderDataset
{
    private const int DefaultBatchSize = 32;
    private const int ContinuationMask = 0b1100_0000;
    private const int Continuation = 0b1000_0000;

    private readonly int? _maxLength;

    private TextDataset(FolderPart part, FolderOptions options, int? maxLength)
        : base(part, options) => _maxLength = maxLength;

    /// <summary>Texts from a folder with a sub-folder per class: files called <c>.txt</c>, in UTF-8.</summary>
    /// <param name="directory">A folder, a zip archive, or a folder inside of one (<c>reviews.zip/train</c>).</param>
    /// <param name="labelMode">How labels are given.</param>
    /// <param name="labels">The class number of each file below the folder, in the order of folder and name; the names of the sub-folders if not given.</param>
    /// <param name="classNames">Which sub-folders are classes, and in what order; all, sorted by the bytes of their names, if not given.</param>
    /// <param name="batchSize">Texts per batch; null gives them one by one, for <c>Shuffle</c> and <c>Batch</c> later on.</param>
    /// <param name="maxLength">How many bytes of a file are taken at most; a character that would be cut in two is left out. All if not given.</param>
    /// <param name="shuffle">Whether texts come in random order, another at each walk.</param>
    /// <param name="seed">Seeds the order, as in Keras; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="validationSplit">The share of the files, 0 to 1, that is held back for validation: the last of their shuffled order.</param>
    /// <param name="subset">Which part to take; goes with <paramref name="validationSplit"/>. For both see <see cref="SplitFromDirectory"/>.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="workers">How many threads read; one per processor if not given.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or archive.</exception>
    /// <exception cref="ArgumentException">Arguments do not fit each other or what is in the folder.</exception>
    public static TextDataset FromDirectory(
        string directory,
        LabelMode labelMode = LabelMode.Int,
        IReadOnlyList<int>? labels = null,
        IReadOnlyList<string>? classNames = null,
        int? batchSize = DefaultBatchSize,
        int? maxLength = null,
        bool shuffle = true,
        int? seed = null,
        double? validationSplit = null,
        Subset? subset = null,
        bool followLinks = false,
        int? workers = null)
    {
        FolderOptions options = Options(labelMode, batchSize, maxLength, workers);
        FolderSearch search = new(directory, FileKind.Texts, labelMode, labels, classNames, shuffle, seed, followLinks);
        return new(search.Part(validationSplit, subset), options, maxLength);
    }

    /// <summary>Both parts of a folder: Keras' <c>subset="both"</c>. The training part is shuffled anew at each walk, the validation part keeps its order.</summary>
    /// <param name="directory">A folder, a zip archive, or a folder inside of one.</param>
    /// <param name="validationSplit">The share of the files, 0 to 1, that is held back for validation: the last of their shuffled order.</param>
    /// <param name="seed">Seeds the order, as in Keras; needed to shuffle.</param>
    /// <param name="labelMode">How labels are given.</param>
    /// <param name="labels">The class number of each file; the names of the sub-folders if not given.</param>
    /// <param name="classNames">Which sub-folders are classes, and in what order.</param>
    /// <param name="batchSize">Texts per batch; null gives them one by one.</param>
    /// <param name="maxLength">How many bytes of a file are taken at most.</param>
    /// <param name="shuffle">Whether files are shuffled before they are split; if not, the validation part is the last classes.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="workers">How many threads read; one per processor if not given.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or archive.</exception>
    /// <exception cref="ArgumentException">Arguments do not fit each other or what is in the folder.</exception>
    public static (TextDataset Training, TextDataset Validation) SplitFromDirectory(
        string directory,
        double validationSplit,
        int? seed = null,
        LabelMode labelMode = LabelMode.Int,
        IReadOnlyList<int>? labels = null,
        IReadOnlyList<string>? classNames = null,
        int? batchSize = DefaultBatchSize,
        int? maxLength = null,
        bool shuffle = true,
        bool followLinks = false,
        int? workers = null)
    {
        FolderOptions options = Options(labelMode, batchSize, maxLength, workers);
        FolderSearch search = new(directory, FileKind.Texts, labelMode, labels, classNames, shuffle, seed, followLinks);
        (FolderPart training, FolderPart validation) = search.Parts(validationSplit);
        return (new(training, options, maxLength), new(validation, options, maxLength));
    }

    private protected override DataArray Load(IFileReader reader, string path, int file)
    {
        try
        {
            byte[] bytes = reader.Read(path);
            int length = Math.Min(bytes.Length, _maxLength ?? bytes.Length);
            while (length > 0 && length < bytes.Length && (bytes[length] & ContinuationMask) == Continuation)
                length--;
            return new[] { Encoding.UTF8.GetString(bytes, 0, length) };
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{Files[file]}' cannot be read as a text: {e.Message}", e);
        }
    }

    private static FolderOptions Options(LabelMode labelMode, int? batchSize, int? maxLength, int? workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength ?? 0, nameof(maxLength));
        FolderOptions options = new(labelMode, batchSize, workers ?? Environment.ProcessorCount);
        options.Check();
        return options;
    }
}
