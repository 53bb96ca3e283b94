using System.Buffers.Binary;
using System.Text;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Saving.Weights;

/// <summary>Weights in files of arrays with names.</summary>
public sealed class NamedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("m.safetensors")]
    [InlineData("m.npz")]
    [InlineData("m.weights.json")]
    public void A_trained_model_goes_on_where_another_stopped(string name)
    {
        Sequential first = Toy.Classifier(), second = Toy.Classifier();
        first.Fit(Toy.Rows(6, 4), Toy.Labels(6), epochs: 2, verbose: 0);
        first.SaveWeights(_folder[name]);

        second.LoadWeights(_folder[name]);

        foreach (Model model in new[] { first, second })
            model.Fit(Toy.Rows(6, 4), Toy.Labels(6), shuffle: false, verbose: 0);
        Assert.Equal(Toy.Flat(first), Toy.Flat(second));
        Assert.Equal(first.Optimizer.Variables.Select(Bytes), second.Optimizer.Variables.Select(Bytes));
    }

    [Fact]
    public void Arrays_in_the_order_of_the_weights_are_taken()
    {
        Sequential model = Small();
        NpzFile.Save(_folder["m.npz"], Arrays(["arr_0", "arr_1", "arr_2", "arr_3"]));

        model.LoadWeights(_folder["m.npz"]);

        Assert.Equal([.. Numbers(20), .. Numbers(5), .. Numbers(15), .. Numbers(3)], Toy.Flat(model));
        NpzFile.Save(_folder["few.npz"], Arrays(["arr_0", "arr_1"]));
        Assert.Contains("2 arrays without names, the model has 4 weights", Assert.Throws<WeightsException>(() => model.LoadWeights(_folder["few.npz"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_named_by_the_paths_of_weights_are_taken()
    {
        Sequential model = Small();
        NpzFile.Save(_folder["m.npz"], Arrays(["head/bias", "body/kernel", "body/bias", "head/kernel"], order: [3, 0, 1, 2]));

        model.LoadWeights(_folder["m.npz"]);

        Assert.Equal([.. Numbers(20), .. Numbers(5), .. Numbers(15), .. Numbers(3)], Toy.Flat(model));
        NpzFile.Save(_folder["less.npz"], Arrays(["body/kernel", "body/bias", "head/kernel"]));
        Assert.Equal(["layer head: 1 weight in the file, 2 in the model (kernel, bias) [layers/dense_1]"], Assert.Throws<WeightsException>(() => model.LoadWeights(_folder["less.npz"])).Problems);
    }

    [Fact]
    public void Texts_in_place_of_numbers_are_refused()
    {
        Sequential model = [new Input([1]), new Dense(1, useBias: false, name: "only")];
        System.IO.File.Copy(TestFile("texts.npy"), _folder["arr_0.npy"]);
        using (System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.Open(_folder["m.npz"], System.IO.Compression.ZipArchiveMode.Create))
            System.IO.Compression.ZipFileExtensions.CreateEntryFromFile(zip, _folder["arr_0.npy"], "arr_0.npy");

        Assert.Contains("layer only, kernel: texts in place of numbers", Assert.Throws<WeightsException>(() => model.LoadWeights(_folder["m.npz"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_precision_is_converted()
    {
        Sequential model = [new Input([2]), new Dense(2)];
        byte[] numbers = [.. Half(1.5), .. Half(-2), .. Half(0.25), .. Half(4), 0xC0, 0x3F, 0x80, 0xBF];
        _folder.Write("m.safetensors", Safetensors("""{"layers/dense/vars/0":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]},"layers/dense/vars/1":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]}}""", numbers));

        model.LoadWeights(_folder["m.safetensors"]);

        Assert.Equal([1.5f, -2f, 0.25f, 4f, 1.5f, -1f], Toy.Flat(model));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "it has 'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "takes 4 bytes, which its shape (2) of F32 does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 4, "outside of the 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "two arrays share the bytes from 0 on")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "no array has the bytes from 0 on")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "take 4 bytes, but 8 are there")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'shape' of 'a' holds -1")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "has no list 'data_offsets'")]
    [InlineData("""{"a":7}""", 4, "'a' has no dtype")]
    [InlineData("""{"a":{"dtype":[[[[1]]]]}}""", 0, "its header is not right")]
    [InlineData("[1]", 0, "does not begin with '{'")]
    public void A_header_that_is_not_right_is_refused(string header, int bytes, string problem)
    {
        byte[] file = Safetensors(header, new byte[bytes]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SafetensorsFile(new MemoryStream(file), "m.safetensors"));

        Assert.StartsWith("'m.safetensors' is not a safetensors file that can be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused_before_memory_is_taken()
    {
        byte[] file = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(file, 1L << 40);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => new SafetensorsFile(new MemoryStream(file), "m"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 18);
    }

    [Theory]
    [InlineData("""{"weight_map":{"/layers/dense/vars":"../other.h5"}}""", "the name of a file beside it is expected")]
    [InlineData("""{"weight_map":{"/layers/dense/vars":["/etc/passwd"]}}""", "the name of a file beside it is expected")]
    [InlineData("""{"weight_map":[]}""", "the member 'weight_map'")]
    [InlineData("{", "is no index of weights")]
    public void An_index_that_is_not_right_is_refused(string index, string problem)
    {
        _folder.Write("m.weights.json", Encoding.UTF8.GetBytes(index));

        Assert.Contains(problem, Assert.Throws<InvalidDataException>(() => Small().LoadWeights(_folder["m.weights.json"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        Small().SaveWeights(_folder["m.weights.json"], maxShardSize: 1e-7);
        File.Delete(_folder["m_00001.weights.h5"]);

        Assert.Contains("m_00001.weights.h5", Assert.Throws<FileNotFoundException>(() => Small().LoadWeights(_folder["m.weights.json"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_larger_than_a_shard_is_named_and_nothing_is_written()
    {
        Assert.Contains("layer body, kernel, takes 80 bytes", Assert.Throws<ArgumentException>(() => Small().SaveWeights(_folder["m.weights.json"], maxShardSize: 5e-8)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
        Assert.Contains(".weights.json", Assert.Throws<ArgumentException>(() => Small().SaveWeights(_folder["m.weights.h5"], maxShardSize: 1)).Message, StringComparison.Ordinal);
    }

    private static Sequential Small() => [new Input([4]), new Dense(5, name: "body"), new Dense(3, name: "head")];

    private static string TestFile(string name) => RepositoryFolder.File("tests", "TestData", "numpy", name);

    private static KeyValuePair<string, DataArray>[] Arrays(string[] names, int[]? order = null)
    {
        DataArray[] arrays = [DataArray.Of(Numbers(20), [4, 5]), DataArray.Of(Numbers(5), [5]), DataArray.Of(Numbers(15), [5, 3]), DataArray.Of(Numbers(3), [3])];
        return [.. names.Select((name, i) => KeyValuePair.Create(name, arrays[order?[i] ?? i]))];
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => count + (i / 8f))];

    private static byte[] Half(double value) => BitConverter.GetBytes((Half)value);

    private static byte[] Bytes(Variable variable) => variable.Value.AsBytes().ToArray();

    private static byte[] Safetensors(string header, byte[] numbers)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. numbers];
    }
}
