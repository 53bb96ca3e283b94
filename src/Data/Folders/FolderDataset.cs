using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;

namespace KerasNet;

/// <summary>Files from folders, or from a zip archive, as batches of data and labels.</summary>
/// <remarks>
/// Files are read when they are asked for, on several threads, some files ahead; order and data do not depend on how many.
/// Walks of the training part, and of a whole folder, are shuffled anew each time; those of a validation part never are, so that predictions can be
/// compared with <see cref="Labels"/>.
/// </remarks>
public abstract class FolderDataset : Dataset<DataBatch>
{
    private readonly FolderPart _part;
    private readonly FolderOptions _options;

    private protected FolderDataset(FolderPart part, FolderOptions options)
    {
        (_part, _options) = (part, options);
        Files = [.. part.Files.Paths.Select(part.Tree.PathOf)];
    }

    /// <summary>The names of the classes, in the order of the labels; empty without labels.</summary>
    public IReadOnlyList<string> ClassNames => _part.Files.ClassNames;

    /// <summary>The files in their order before shuffling, which a seed makes that of Keras.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The class of each of <see cref="Files"/>; empty without labels.</summary>
    public IReadOnlyList<int> Labels => _part.Files.Labels;

    /// <summary>The number of batches, or of files if they are not batched.</summary>
    public override long? Count => CountOf(Files.Count);

    internal override bool HasSingles => _options.BatchSize is null;

    /// <summary>The folder as the user called it.</summary>
    private protected string Directory => _part.Tree.Name;

    /// <summary>Memory of batches that have been used.</summary>
    private protected MemoryPool Pool { get; } = new();

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        _part.ShuffleSeed?.KeepState(state.Part("random"));
        state.Same("files", $"{Files.Count} with the fingerprint {Fingerprint.Of(_part.Files.Paths)}", "the files (whose order is the same with a seed only)");
    }

    internal override IEnumerator<DataBatch> Walk(long number)
    {
        BatchBuilder builder = new(_options.BatchSize ?? 1, Pool);
        using IFileReader reader = _part.Tree.Read();
        using BackgroundWalk<int, DataBatch?> samples = new(
            Order(number), (file, _) => Sample(reader, file), _options.Workers, ahead: 4 * _options.Workers);
        for (long place = 0; samples.MoveNext(); place++)
        {
            if (samples.Current is not { } sample)
                continue;
            if (HasSingles)
            {
                yield return sample;
                continue;
            }

            builder.Add(sample, 0, place);
            Recycling.Recycle(sample);
            if (builder.Take(whole: true) is { } batch)
                yield return batch;
        }

        EndWalk();
        if (builder.Take(whole: false) is { } rest)
            yield return rest;
    }

    /// <summary>What a file holds, as data of one sample; null if it is left out. Called by many threads at once.</summary>
    private protected abstract DataArray? Load(IFileReader reader, string path, int file);

    /// <summary>Called when all files have been read.</summary>
    private protected virtual void EndWalk()
    {
    }

    /// <summary>How many batches some files make.</summary>
    private protected long CountOf(long files) => _options.BatchSize is { } size ? Dataset.Batches(files, size, dropRemainder: false) : files;

    private DataBatch? Sample(IFileReader reader, int file) => Load(reader, _part.Files.Paths[file], file) is { } data
        ? new DataBatch(data, Label(file) is { } label ? (DataArrays)DataArray.Of(label) : null, null, Pool)
        : null;

    private IEnumerator<int> Order(long number)
    {
        int[] order = [.. Enumerable.Range(0, Files.Count)];
        if (_part.ShuffleSeed is { } seed)
            new RandomStream(seed.Value, (ulong)number).Shuffle(order);
        return ((IEnumerable<int>)order).GetEnumerator();
    }

    private TensorData? Label(int file)
    {
        int label = _options.LabelMode == LabelMode.None ? 0 : Labels[file];
        TensorData target;
        switch (_options.LabelMode)
        {
            case LabelMode.Int:
                target = Pool.Rent([1], DType.Int32);
                target.AsSpan<int>()[0] = label;
                return target;
            case LabelMode.Binary:
                target = Pool.Rent([1, 1], DType.Float32);
                target.AsSpan<float>()[0] = label;
                return target;
            case LabelMode.Categorical:
                target = Pool.Rent([1, ClassNames.Count], DType.Float32);
                target.AsSpan<float>().Clear();
                target.AsSpan<float>()[label] = 1;
                return target;
            default:
                return null;
        }
    }
}
