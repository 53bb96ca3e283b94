namespace KerasNet.Data;

/// <summary>One array of a batch that is being filled with samples.</summary>
internal abstract class BatchColumn
{
    /// <summary>A column for samples like these.</summary>
    /// <param name="like">Samples of the shape and dtype to come.</param>
    /// <param name="size">The most samples of a batch.</param>
    /// <param name="pool">Gives memory for numbers.</param>
    internal static BatchColumn For(DataArray like, int size, MemoryPool pool) =>
        like.DType == DType.String ? new Texts(like.Shape.With(0, size)) : new Numbers(like, size, pool);

    /// <summary>Copies samples.</summary>
    /// <param name="from">Where they are.</param>
    /// <param name="start">The first sample to copy.</param>
    /// <param name="count">How many.</param>
    /// <param name="at">Where in the batch the first goes.</param>
    internal abstract void Add(DataArray from, int start, int count, int at);

    /// <summary>Whether samples have the shape and dtype of the column.</summary>
    internal abstract bool Fits(DataArray samples);

    /// <summary>The first samples as data. The column is not used any more.</summary>
    internal abstract DataArray Take(int count);

    private sealed class Numbers(DataArray like, int size, MemoryPool pool) : BatchColumn
    {
        private readonly TensorData _block = pool.Rent(like.Shape.With(0, size), like.DType);

        private int RowBytes => _block.AsBytes().Length / size;

        internal override void Add(DataArray from, int start, int count, int at) =>
            from.Bytes.Slice(start * RowBytes, count * RowBytes).CopyTo(_block.AsBytes()[(at * RowBytes)..]);

        internal override bool Fits(DataArray samples) => samples.DType == _block.DType && samples.Shape.With(0, size) == _block.Shape;

        internal override DataArray Take(int count)
        {
            if (count == size)
                return DataArray.Of(_block);
            TensorData rest = pool.Rent(_block.Shape.With(0, count), _block.DType);
            _block.AsBytes()[..rest.AsBytes().Length].CopyTo(rest.AsBytes());
            pool.Return(_block);
            return DataArray.Of(rest);
        }
    }

    private sealed class Texts(Shape shape) : BatchColumn
    {
        private readonly string[] _texts = new string[shape.ElementCount];
        private readonly int _perRow = checked((int)shape[1..].ElementCount);

        internal override void Add(DataArray from, int start, int count, int at) =>
            from.Texts.Slice(start * _perRow, count * _perRow).CopyTo(_texts.AsSpan(at * _perRow));

        internal override bool Fits(DataArray samples) => samples.DType == DType.String && samples.Shape.With(0, shape[0]) == shape;

        internal override DataArray Take(int count) => DataArray.Of(count == shape[0] ? _texts : _texts[..(count * _perRow)], shape.With(0, count));
    }
}
