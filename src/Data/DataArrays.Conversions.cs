using System.Numerics.Tensors;

namespace KerasNet.Data;

public sealed partial class DataArrays
{
    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(float[] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(float[,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(float[,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(float[,,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(float[,,,,] array) => new([array]);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArrays(Tensor<float> tensor) => new([tensor]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(double[] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(double[,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(double[,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(double[,,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(double[,,,,] array) => new([array]);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArrays(Tensor<double> tensor) => new([tensor]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(int[] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(int[,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(int[,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(int[,,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(int[,,,,] array) => new([array]);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArrays(Tensor<int> tensor) => new([tensor]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(long[] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(long[,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(long[,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(long[,,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(long[,,,,] array) => new([array]);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArrays(Tensor<long> tensor) => new([tensor]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(byte[] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(byte[,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(byte[,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(byte[,,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(byte[,,,,] array) => new([array]);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArrays(Tensor<byte> tensor) => new([tensor]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(bool[] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(bool[,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(bool[,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(bool[,,,] array) => new([array]);

    /// <summary>Data in an array.</summary>
    public static implicit operator DataArrays(bool[,,,,] array) => new([array]);

    /// <summary>Data in a tensor.</summary>
    public static implicit operator DataArrays(Tensor<bool> tensor) => new([tensor]);

    /// <summary>Texts in an array.</summary>
    public static implicit operator DataArrays(string[] array) => new([array]);

    /// <summary>Texts in an array.</summary>
    public static implicit operator DataArrays(string[,] array) => new([array]);
}
