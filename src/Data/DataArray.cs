using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasNet.Data;

/// <summary>
/// Numbers or texts that a user hands to a model: an array of any rank or a <see cref="Tensor{T}"/>, seen in place and never copied as a whole.
/// The first axis counts samples.
/// </summary>
/// <remarks>
/// Arrays and tensors of float, double, int, long, byte and bool convert by themselves, and so do <c>string[]</c> and <c>string[,]</c>.
/// Doubles are fed to models as float32; texts are for layers that make numbers of them.
/// </remarks>
public abstract partial class DataArray
{
    private DataArray(Shape shape, DType type)
    {
        if (shape.Rank == 0)
            throw new ArgumentException("Data needs at least one axis, which counts the samples. Received a single number.");
        Shape = shape;
        DType = type;
    }

    /// <summary>The dimensions, samples first.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DType DType { get; }

    /// <summary>The number of samples.</summary>
    public int Count => Shape[0];

    /// <summary>The dtype that models get: float32 for doubles.</summary>
    internal DType FedType => DType == DType.Float64 ? DType.Float32 : DType;

    /// <summary>The block of memory that the data lies in alone; null for an array or tensor of the user.</summary>
    internal virtual TensorData? Block => null;

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="NotSupportedException">The data is text.</exception>
    internal abstract ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The texts in row-major order, read in place.</summary>
    /// <exception cref="InvalidOperationException">The data is not text.</exception>
    public virtual ReadOnlySpan<string> Texts => throw new InvalidOperationException($"The data is {DType.KerasName()}, not text.");

    /// <summary>A flat array seen under other dimensions.</summary>
    /// <exception cref="ArgumentException">The number of elements does not match the shape.</exception>
    public static DataArray Of<T>(T[] values, Shape shape)
        where T : unmanaged =>
        shape.ElementCount == values.Length
            ? new OfArray(values, shape, DTypes.Of<T>())
            : throw WrongCount(values.Length, shape);

    /// <summary>A flat array of texts seen under other dimensions.</summary>
    /// <exception cref="ArgumentException">The number of texts does not match the shape.</exception>
    public static DataArray Of(string[] texts, Shape shape) =>
        shape.ElementCount == texts.Length ? new OfTexts(texts, shape) : throw WrongCount(texts.Length, shape);

    /// <summary>Data in memory of the engine.</summary>
    internal static DataArray Of(TensorData block) => new OfBlock(block);

    /// <summary>The elements in row-major order, read in place.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not the element type.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged =>
        DTypes.Of<T>() == DType
            ? MemoryMarshal.Cast<byte, T>(Bytes)
            : throw new InvalidOperationException($"The data is {DType.KerasName()}, not {typeof(T).Name}.");

    /// <summary>A copy as a tensor.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not the element type.</exception>
    public Tensor<T> ToTensor<T>()
        where T : unmanaged =>
        Tensor.Create(AsSpan<T>().ToArray(), [.. Shape.Select(size => (nint)size)]);

    /// <summary>A copy of some samples, for example of those of a fold.</summary>
    /// <param name="rows">Their places in the order wanted, from 0; a sample may come more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is none of the data's.</exception>
    public DataArray Rows(IReadOnlyList<int> rows)
    {
        int length = checked((int)(Shape.ElementCount / Math.Max(1, Count)));
        foreach (int row in rows)
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"The data has {Count} samples, counted from 0.");
        if (DType == DType.String)
            return Of(Copy(Texts, rows, length), Shape.With(0, rows.Count));
        TensorData copy = new(Shape.With(0, rows.Count), DType);
        int size = length * DType.Size();
        for (int i = 0; i < rows.Count; i++)
            Bytes.Slice(rows[i] * size, size).CopyTo(copy.AsBytes()[(i * size)..]);
        return Of(copy);
    }

    /// <summary>One sample, as data with a single sample, seen in place.</summary>
    internal DataArray Row(int row) => new OfRow(this, row);

    /// <summary>The same elements under other dimensions, seen in place.</summary>
    internal DataArray As(Shape shape) => shape == Shape ? this : new OfView(this, shape);

    /// <summary>Writes the elements into a tensor of as many, converted to its dtype.</summary>
    internal void CopyTo(TensorData target)
    {
        if (target.DType == DType)
        {
            Bytes.CopyTo(target.AsBytes());
            return;
        }

        if (DType == DType.Float64 && target.DType == DType.Float32)
        {
            TensorPrimitives.ConvertTruncating(AsSpan<double>(), target.AsSpan<float>());
            return;
        }

        TensorData source = new(Shape, DType);
        Bytes.CopyTo(source.AsBytes());
        for (long i = 0; i < source.Length; i++)
            target.SetDouble(i, source.GetDouble(i));
    }

    private static string[] Copy(ReadOnlySpan<string> texts, IReadOnlyList<int> rows, int length)
    {
        string[] copy = new string[rows.Count * length];
        for (int i = 0; i < rows.Count; i++)
            texts.Slice(rows[i] * length, length).CopyTo(copy.AsSpan(i * length));
        return copy;
    }

    private static ArgumentException WrongCount(int length, Shape shape) =>
        new($"The shape {shape} holds {shape.ElementCount} elements. Received: {length}.", "values");

    private static Shape ShapeOf(Array array) => Shape.Of(Enumerable.Range(0, array.Rank).Select(array.GetLength));

    private static OfArray Wrap(Array array) =>
        new(array, ShapeOf(array), array switch
        {
            float[] or float[,] or float[,,] or float[,,,] or float[,,,,] => DType.Float32,
            double[] or double[,] or double[,,] or double[,,,] or double[,,,,] => DType.Float64,
            int[] or int[,] or int[,,] or int[,,,] or int[,,,,] => DType.Int32,
            long[] or long[,] or long[,,] or long[,,,] or long[,,,,] => DType.Int64,
            bool[] or bool[,] or bool[,,] or bool[,,,] or bool[,,,,] => DType.Bool,
            _ => DType.UInt8,
        });

    private static OfTensor<T> Wrap<T>(Tensor<T> tensor)
        where T : unmanaged
    {
        Tensor<T> dense = tensor.IsDense ? tensor : tensor.ToDenseTensor();
        int[] dimensions = new int[dense.Rank];
        for (int i = 0; i < dimensions.Length; i++)
            dimensions[i] = checked((int)dense.Lengths[i]);
        return new OfTensor<T>(dense, dimensions);
    }

    private sealed class OfArray(Array array, Shape shape, DType type) : DataArray(shape, type)
    {
        internal override ReadOnlySpan<byte> Bytes =>
            MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), checked((int)(Shape.ElementCount * DType.Size())));
    }

    private sealed class OfBlock(TensorData block) : DataArray(block.Shape, block.DType)
    {
        internal override TensorData Block => block;

        internal override ReadOnlySpan<byte> Bytes => block.AsBytes();
    }

    private sealed class OfRow(DataArray whole, int row) : DataArray(whole.Shape.With(0, 1), whole.DType)
    {
        internal override ReadOnlySpan<byte> Bytes
        {
            get
            {
                int size = checked((int)(Shape.ElementCount * DType.Size()));
                return whole.Bytes.Slice(row * size, size);
            }
        }

        public override ReadOnlySpan<string> Texts
        {
            get
            {
                int size = checked((int)Shape.ElementCount);
                return whole.Texts.Slice(row * size, size);
            }
        }
    }

    private sealed class OfView(DataArray whole, Shape shape) : DataArray(shape, whole.DType)
    {
        internal override ReadOnlySpan<byte> Bytes => whole.Bytes;

        public override ReadOnlySpan<string> Texts => whole.Texts;
    }

    private sealed class OfTexts(Array texts, Shape shape) : DataArray(shape, DType.String)
    {
        public override ReadOnlySpan<string> Texts =>
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, string>(ref MemoryMarshal.GetArrayDataReference(texts)), texts.Length);

        // Asking for the size says what is wrong with treating texts as numbers.
        internal override ReadOnlySpan<byte> Bytes => new byte[DType.Size()];
    }

    private sealed class OfTensor<T>(Tensor<T> tensor, Shape shape) : DataArray(shape, DTypes.Of<T>())
        where T : unmanaged
    {
        internal override ReadOnlySpan<byte> Bytes =>
            MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in tensor.AsReadOnlyTensorSpan().GetPinnableReference(), checked((int)tensor.FlattenedLength)));
    }
}
