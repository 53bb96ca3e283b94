using System.Numerics.Tensors;
using System.Text;
using KerasNet.Data;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Data.Arrays;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal static string FromNumPy(string name) => RepositoryFolder.File("tests", "TestData", "numpy", name);

    [Theory]
    [InlineData("b1", DType.Bool)]
    [InlineData("u1", DType.UInt8)]
    [InlineData("i1", DType.Int32)]
    [InlineData("i2", DType.Int32)]
    [InlineData("u2", DType.Int32)]
    [InlineData("i4", DType.Int32)]
    [InlineData("u4", DType.Int64)]
    [InlineData("i8", DType.Int64)]
    [InlineData("u8", DType.Int64)]
    [InlineData("f2", DType.Float32)]
    [InlineData("f4", DType.Float32)]
    [InlineData("f8", DType.Float64)]
    [InlineData("big-i2", DType.Int32)]
    [InlineData("big-u4", DType.Int64)]
    [InlineData("big-i8", DType.Int64)]
    [InlineData("big-f2", DType.Float32)]
    [InlineData("big-f4", DType.Float32)]
    [InlineData("big-f8", DType.Float64)]
    [InlineData("fortran", DType.Int32)]
    [InlineData("fortran-big", DType.Float64)]
    [InlineData("version2", DType.Float32)]
    [InlineData("version3", DType.Float32)]
    public void Arrays_that_NumPy_wrote_are_read(string name, DType type)
    {
        DataArray array = NpyFile.Load(FromNumPy($"{name}.npy"));

        Assert.Equal(type, array.DType);
        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(value => type == DType.Bool ? value % 2 : (double)value), Doubles(array));
    }

    [Fact]
    public void Small_cases_are_read()
    {
        Assert.Equal([2.5], NpyFile.Load(FromNumPy("scalar.npy")).AsSpan<double>());
        Assert.Equal([0, 3], NpyFile.Load(FromNumPy("empty.npy")).Shape);
        Assert.Equal([-1, 0, 1], NpyFile.Load(FromNumPy("negative.npy")).AsSpan<int>());
    }

    [Fact]
    public void Texts_are_read()
    {
        DataArray texts = NpyFile.Load(FromNumPy("texts.npy"));

        Assert.Equal([2, 3], texts.Shape);
        Assert.Equal(["naïve", "", "日本", "😀", "a", "b c"], texts.Texts);
        Assert.Equal(["naïve", "日本"], NpyFile.Load(FromNumPy("texts-big.npy")).Texts);
        Assert.Equal(["ab", "", "xyz"], NpyFile.Load(FromNumPy("bytes.npy")).Texts);
    }

    public static TheoryData<string> Types => ["f4", "f8", "i4", "i8", "u1", "b1"];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_written_is_the_file_that_NumPy_writes(string name)
    {
        string path = _folder["new", "folder", $"{name}.npy"];

        NpyFile.Save(path, NpyFile.Load(FromNumPy($"{name}.npy")));

        Assert.Equal(File.ReadAllBytes(FromNumPy($"{name}.npy")), File.ReadAllBytes(path));
        Assert.Equal([$"new/folder/{name}.npy"], _folder.Files());
    }

    [Fact]
    public void Tensors_go_there_and_back()
    {
        NpyFile.Save(_folder["x.npy"], Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]));

        Tensor<float> read = NpyFile.Load(_folder["x.npy"]).ToTensor<float>();

        Assert.Equal([2, 3], read.Lengths);
        Assert.Equal([1f, 2, 3, 4, 5, 6], read.ToArray());
    }

    [Fact]
    public void Texts_are_not_written() =>
        Assert.Contains("string", Assert.Throws<ArgumentException>(() => NpyFile.Save(_folder["x.npy"], new[] { "a" })).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_arrays_are_refused_by_name()
    {
        Assert.Contains("'<c16' are not supported", Refused(File.ReadAllBytes(FromNumPy("complex.npy"))), StringComparison.Ordinal);
        Assert.Contains("records of several fields", Refused(File.ReadAllBytes(FromNumPy("records.npy"))), StringComparison.Ordinal);
        Assert.Contains("does not begin as a .npy file", Refused(Encoding.ASCII.GetBytes("PK not an array")), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Headers => new()
    {
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "promises 8 bytes of data and ends after 4" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (), } os", "goes on after its end" },
        { "{'descr': '<f4', 'fortran_order': False}", "lacks one of" },
        { "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "'descr' once too often" },
        { "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "expected True or False" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "expected a dimension" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}", "expected a dimension" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000)}", "more elements than" },
        { "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,)}", "cannot hold" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 1)}", "holds more" },
        { "{'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,)}", "'<U0' are not supported" },
        { "{'descr': '<f3', 'fortran_order': False, 'shape': (1,)}", "'<f3' are not supported" },
        { "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "pickle" },
        { "print('hello')", "expected '{'" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1," + "", "expected a dimension" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Headers_that_lie_are_refused(string header, string words) =>
        Assert.Contains(words, Refused([0x93, .. "NUMPY\u0001\0"u8, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), 1, 2, 3, 4]), StringComparison.Ordinal);

    [Fact]
    public void Headers_that_are_cut_or_huge_are_refused()
    {
        byte[] good = File.ReadAllBytes(FromNumPy("f4.npy"));

        Assert.Contains("ends within its header", Refused(good[..100]), StringComparison.Ordinal);
        Assert.Contains("version is 9.0", Refused([.. good[..6], 9, .. good[7..]]), StringComparison.Ordinal);
        Assert.Contains("4,294,967,295 bytes long", Refused([.. good[..6], 2, 0, 255, 255, 255, 255]), StringComparison.Ordinal);
    }

    private static IEnumerable<double> Doubles(DataArray array) => array.DType switch
    {
        DType.Bool => array.AsSpan<bool>().ToArray().Select(value => value ? 1.0 : 0.0),
        DType.UInt8 => array.AsSpan<byte>().ToArray().Select(value => (double)value),
        DType.Int32 => array.AsSpan<int>().ToArray().Select(value => (double)value),
        DType.Int64 => array.AsSpan<long>().ToArray().Select(value => (double)value),
        DType.Float32 => array.AsSpan<float>().ToArray().Select(value => (double)value),
        _ => array.AsSpan<double>().ToArray(),
    };

    private string Refused(byte[] file)
    {
        string path = _folder.Write("broken.npy", file);
        string message = Assert.Throws<InvalidDataException>(() => NpyFile.Load(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }
}
