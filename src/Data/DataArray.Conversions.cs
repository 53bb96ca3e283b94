using System.Numerics.Tensors;

namespace KerasNet.Data;

public abstract partial class DataArray
{
    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(float[] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(float[,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(float[,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(float[,,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(float[,,,,] array) => Wrap(array);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArray(Tensor<float> tensor) => Wrap(tensor);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(double[] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(double[,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(double[,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(double[,,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(double[,,,,] array) => Wrap(array);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArray(Tensor<double> tensor) => Wrap(tensor);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(int[] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(int[,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(int[,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(int[,,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(int[,,,,] array) => Wrap(array);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArray(Tensor<int> tensor) => Wrap(tensor);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(long[] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(long[,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(long[,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(long[,,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(long[,,,,] array) => Wrap(array);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArray(Tensor<long> tensor) => Wrap(tensor);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(byte[] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(byte[,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(byte[,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(byte[,,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(byte[,,,,] array) => Wrap(array);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArray(Tensor<byte> tensor) => Wrap(tensor);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(bool[] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(bool[,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(bool[,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(bool[,,,] array) => Wrap(array);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArray(bool[,,,,] array) => Wrap(array);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArray(Tensor<bool> tensor) => Wrap(tensor);

    /// <summary>Texts in an array.</summary>
    public static implicit operator DataArray(string[] array) => new OfTexts(array, ShapeOf(array));

    /// <summary>Texts in an array.</summary>
    public static implicit operator DataArray(string[,] array) => new OfTexts(array, ShapeOf(array));
}
