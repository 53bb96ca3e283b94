using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasNet;

/// <summary>A dense, row-major block of numbers in memory that does not move, aligned to 64 bytes: what engines read and write.</summary>
/// <remarks>The memory belongs to the garbage collector (pinned heap), so nothing needs to be disposed and nothing leaks.</remarks>
public sealed unsafe class TensorData
{
    private const int Alignment = 64;

    private readonly byte[] _memory;

    /// <summary>Allocates zeroed memory for a tensor.</summary>
    /// <param name="shape">The dimensions; all must be known.</param>
    /// <param name="type">The element type.</param>
    public TensorData(Shape shape, DType type)
    {
        Shape = shape;
        DType = type;
        Length = shape.ElementCount;
        _memory = GC.AllocateArray<byte>(checked((int)(Length * type.Size()) + Alignment), pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        Pointer = (start + Alignment - 1) & ~(nint)(Alignment - 1);
    }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DType DType { get; }

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <summary>The size in bytes.</summary>
    public long Bytes => Length * DType.Size();

    /// <summary>The address of the first element. Valid as long as this object is reachable.</summary>
    public nint Pointer { get; }

    /// <summary>The elements, in row-major order.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not the element type.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged =>
        DTypes.Of<T>() == DType
            ? new((void*)Pointer, checked((int)Length))
            : throw new InvalidOperationException($"The tensor holds {DType.KerasName()} elements, not {typeof(T).Name}.");

    /// <summary>The memory as bytes.</summary>
    public Span<byte> AsBytes() => new((void*)Pointer, checked((int)Bytes));

    /// <summary>This tensor as what an executable takes.</summary>
    public TensorView View => new(Pointer, Shape, DType);

    /// <summary>A copy with memory of its own.</summary>
    public TensorData Clone()
    {
        TensorData copy = new(Shape, DType);
        AsBytes().CopyTo(copy.AsBytes());
        return copy;
    }

    /// <summary>Element <paramref name="index"/> (row-major) as a double, whatever the element type.</summary>
    public double GetDouble(long index) => DType switch
    {
        DType.Float32 => ((float*)Pointer)[index],
        DType.Float64 => ((double*)Pointer)[index],
        DType.Int32 => ((int*)Pointer)[index],
        DType.Int64 => ((long*)Pointer)[index],
        _ => ((byte*)Pointer)[index],
    };

    /// <summary>Sets element <paramref name="index"/> (row-major), converted to the element type.</summary>
    public void SetDouble(long index, double value)
    {
        switch (DType)
        {
            case DType.Float32: ((float*)Pointer)[index] = (float)value; break;
            case DType.Float64: ((double*)Pointer)[index] = value; break;
            case DType.Int32: ((int*)Pointer)[index] = (int)value; break;
            case DType.Int64: ((long*)Pointer)[index] = (long)value; break;
            case DType.Bool: ((byte*)Pointer)[index] = value != 0 ? (byte)1 : (byte)0; break;
            default: ((byte*)Pointer)[index] = (byte)value; break;
        }
    }

    /// <summary>A tensor of the given elements.</summary>
    /// <exception cref="ArgumentException">The number of elements does not match the shape.</exception>
    public static TensorData From<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        TensorData data = new(shape, DTypes.Of<T>());
        if (values.Length != data.Length)
            throw new ArgumentException($"The shape {shape} holds {data.Length} elements. Received: {values.Length}.", nameof(values));
        values.CopyTo(data.AsSpan<T>());
        return data;
    }

    /// <summary>A single number of the given type.</summary>
    public static TensorData Scalar(double value, DType type)
    {
        TensorData data = new(Shape.Scalar, type);
        data.SetDouble(0, value);
        return data;
    }
}

/// <summary>A place in memory that holds a dense row-major tensor, for one call of an executable. The caller keeps the memory alive and still.</summary>
/// <param name="Pointer">The address of the first element.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="DType">The element type.</param>
public readonly record struct TensorView(nint Pointer, Shape Shape, DType DType);
