using System.Numerics.Tensors;

namespace KerasNet.Data;

/// <summary>One picture in float32 with a second buffer to resample into; used again for picture after picture.</summary>
internal sealed class Picture
{
    private float[] _values = [];
    private float[] _spare = [];

    /// <summary>How the numbers lie.</summary>
    internal PictureLayout Layout { get; private set; }

    /// <summary>The numbers.</summary>
    internal Span<float> Values => _values.AsSpan(0, Layout.Length);

    /// <summary>Makes room for a picture of this size, whose numbers are then to be written.</summary>
    internal Span<float> Reset(PictureLayout layout)
    {
        Layout = layout;
        int length = layout.Length;
        if (_values.Length < length)
            (_values, _spare) = (new float[length], new float[length]);
        return Values;
    }

    /// <summary>Shows what the picture shows where the map points to.</summary>
    internal void Resample(in AffineMap map, int order, FillMode mode, float cval)
    {
        int plane = Layout.Length / Layout.Planes;
        for (int start = 0; start < Layout.Length; start += plane)
            AffineSampler.Sample(
                _values.AsSpan(start, plane), _spare.AsSpan(start, plane), Layout.Height, Layout.Width, Layout.Together, map, order, mode, cval);
        (_values, _spare) = (_spare, _values);
    }

    /// <summary>Multiplies the picture, taken as one row, by a symmetric matrix.</summary>
    /// <exception cref="ArgumentException">The matrix is for pictures of another size.</exception>
    internal void Multiply(float[] matrix)
    {
        int length = Layout.Length;
        if (matrix.Length != (long)length * length)
            throw new ArgumentException($"The whitening matrix is for pictures of {Math.Sqrt(matrix.Length)} numbers. Received: {Layout.Shape}.");
        for (int i = 0; i < length; i++)
            _spare[i] = TensorPrimitives.Dot(matrix.AsSpan(i * length, length), Values);
        (_values, _spare) = (_spare, _values);
    }

    /// <summary>A copy for the user.</summary>
    internal Tensor<float> ToTensor() => Tensor.Create(Values.ToArray(), [.. Layout.Shape.Select(dimension => (nint)dimension)]);
}
