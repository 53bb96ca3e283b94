using System.Collections.Concurrent;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet;

/// <summary>Batches of pictures that an <see cref="ImageDataGenerator"/> has changed and standardized, for <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c>.</summary>
/// <remarks>
/// A walk is an epoch: <see cref="Count"/> batches, the last of which may be short, in another order and with other transformations than the walk before.
/// <see cref="Next"/> goes round without an end, as Keras' iterator does. Batches are made on several threads, some ahead;
/// what is random depends on the seed, the number of the walk and the picture alone.
/// </remarks>
public class ImageFlow : Dataset<DataBatch>
{
    /// <summary>The place of an epoch's order among its random streams, which pictures cannot have.</summary>
    private const uint OrderStream = uint.MaxValue;

    private readonly ImageDataGenerator _generator;
    private readonly FlowData _data;
    private readonly FlowOptions _options;
    private readonly PictureSaver? _saver;
    private readonly MemoryPool _pool = new();
    private readonly ConcurrentBag<Picture> _pictures = [];
    private readonly Lock _nextLock = new();
    private long _epoch;
    private int[] _order = [];
    private int _next;

    internal ImageFlow(ImageDataGenerator generator, FlowData data, FlowOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, "batchSize");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, "workers");
        (_generator, _data, _options) = (generator, data, options);
        _saver = options.SaveToDir is { } folder ? new PictureSaver(folder, options.SavePrefix, generator.DataFormat) : null;
    }

    /// <summary>How many pictures an epoch has.</summary>
    public int Samples => _data.Pictures.Count;

    /// <summary>Pictures per batch.</summary>
    public int BatchSize => _options.BatchSize;

    /// <summary>The dimensions of each picture.</summary>
    public Shape ImageShape => _data.Pictures.Layout.Shape;

    /// <summary>How many batches an epoch has: Keras' <c>len</c>.</summary>
    public override long? Count => Dataset.Batches(Samples, BatchSize, dropRemainder: false);

    /// <summary>The next batch; after the last one of an epoch the first one of another. May be called from several threads.</summary>
    public DataBatch Next()
    {
        int[] rows;
        long epoch;
        lock (_nextLock)
        {
            if (_next >= _order.Length)
            {
                _epoch = NextWalk();
                (_order, _next) = (Order(_epoch), 0);
            }

            rows = _order.AsSpan(_next, Math.Min(BatchSize, _order.Length - _next)).ToArray();
            epoch = _epoch;
            _next += rows.Length;
        }

        return Recycling.Keep(Make(rows, epoch));
    }

    /// <summary>Makes <see cref="Next"/> begin another epoch.</summary>
    public void Reset()
    {
        lock (_nextLock)
            (_next, _order) = (0, []);
    }

    internal override void KeepState(RunState state)
    {
        base.KeepState(state);
        _options.Seed.KeepState(state.Part("random"));
        state.Same("pictures", $"{Samples} in batches of {BatchSize}", "the pictures");
    }

    internal override IEnumerator<DataBatch> Walk(long number) =>
        _options.Workers > 1
            ? new BackgroundWalk<int[], DataBatch>(Rows(number), (rows, _) => Make(rows, number), _options.Workers, ahead: 2 * _options.Workers)
            : Here(number);

    private IEnumerator<DataBatch> Here(long epoch)
    {
        foreach (int[] rows in Order(epoch).Chunk(BatchSize))
            yield return Make(rows, epoch);
    }

    private IEnumerator<int[]> Rows(long epoch) => Order(epoch).Chunk(BatchSize).GetEnumerator();

    private int[] Order(long epoch)
    {
        int[] order = [.. Enumerable.Range(0, Samples)];
        if (_options.Shuffle)
            Random(epoch, OrderStream).Shuffle(order);
        return order;
    }

    private RandomStream Random(long epoch, uint place) => new(_options.Seed.Value, ((ulong)epoch << 32) | place);

    private DataBatch Make(int[] rows, long epoch)
    {
        PictureLayout layout = _data.Pictures.Layout;
        TensorData inputs = _pool.Rent([rows.Length, .. layout.Shape], DType.Float32);
        if (!_pictures.TryTake(out Picture? picture))
            picture = new Picture();
        for (int i = 0; i < rows.Length; i++)
        {
            _data.Pictures.Read(rows[i], picture);
            _generator.Apply(picture, _generator.Draw(layout, Random(epoch, (uint)rows[i])));
            _generator.Standardize(picture);
            picture.Values.CopyTo(inputs.AsSpan<float>()[(i * layout.Length)..]);
            _saver?.Save(picture, rows[i], epoch);
        }

        _pictures.Add(picture);
        DataArray x = DataArray.Of(inputs);
        DataArrays? targets = _data.TargetsAreInputs ? DataArray.Of(inputs.AsSpan<float>().ToArray(), inputs.Shape) : _data.Targets?.Select(array => array.Rows(rows));
        return new DataBatch(x, targets, _data.Weights?.Select(array => array.Rows(rows)), _pool);
    }
}
