using KerasNet.Layers;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;
using KerasNet.Saving.Legacy;

namespace KerasNet.Tests.Saving.Legacy;

/// <summary>Weights in the order of numbers of older layers.</summary>
public sealed class LegacyLayoutTests
{
    [Fact]
    public void Gates_of_Keras_1_are_joined_in_todays_order()
    {
        // i, c, f, o: kernel, recurrent kernel and bias of each.
        float[][] arrays = [.. Enumerable.Range(0, 12).Select(i => new[] { (float)i })];
        int[][] shapes = [.. Enumerable.Range(0, 12).Select(i => i % 3 == 2 ? new[] { 1 } : [1, 1])];

        float[][] got = Rearranged(new LSTM(1), arrays, shapes, version: null);

        Assert.Equal([[0, 6, 3, 9], [1, 7, 4, 10], [2, 8, 5, 11]], got);
    }

    [Fact]
    public void NVIDIAs_gates_are_turned_and_their_biases_summed()
    {
        // One gate after the other, each kernel of two inputs and one unit: (2, 4) numbers; recurrent (1, 4); eight biases.
        float[][] got = Rearranged(
            new LSTM(1), [[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3], [1, 2, 3, 4, 10, 20, 30, 40]], [[2, 4], [1, 4], [8]], "2.2.4");

        Assert.Equal([[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3], [11, 22, 33, 44]], got);

        // Two units and one input: the kernel of a gate keeps its numbers, the recurrent one is turned.
        got = Rearranged(
            new GRU(2), [[0, 1, 2, 3, 4, 5], [0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23], [.. Enumerable.Range(0, 12).Select(i => (float)i)]], [[1, 6], [2, 6], [12]], "2.2.4");

        Assert.Equal([0, 1, 2, 3, 4, 5], got[0]);
        Assert.Equal([0, 2, 10, 12, 20, 22, 1, 3, 11, 13, 21, 23], got[1]);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => (float)i)], got[2]);
    }

    [Fact]
    public void A_kernel_of_two_inputs_and_two_units_is_read_in_the_order_of_its_transpose()
    {
        // NumPy: k.T.reshape(k.shape, order="F") of [[0, 1], [2, 3]] is [[0, 2], [1, 3]].
        float[] gate = [0, 1, 2, 3];
        float[] kernel = [.. Enumerable.Range(0, 2).SelectMany(row => Enumerable.Range(0, 4).SelectMany(g => gate[(2 * row)..((2 * row) + 2)].Select(x => x + (10 * g))))];

        float[][] got = Rearranged(new LSTM(2), [kernel, new float[16], new float[16]], [[2, 8], [2, 8], [16]], "2.2.4");

        Assert.Equal([0, 2, 10, 12, 20, 22, 30, 32, 1, 3, 11, 13, 21, 23, 31, 33], got[0]);
    }

    [Fact]
    public void Theanos_kernels_are_turned_round()
    {
        float[][] got = Rearranged(new Conv2D(1, [2, 2]), [[1, 2, 3, 4]], [[2, 2, 1, 1]], "2.0.8", "theano");
        Assert.Equal([4, 3, 2, 1], got[0]);

        // Keras 1 with channels first: filters, inputs, rows, columns.
        got = Rearranged(new Conv2D(2, [1, 2], dataFormat: "channels_first"), [[1, 2, 3, 4]], [[2, 1, 1, 2]], "1.2.2");
        Assert.Equal([1, 3, 2, 4], got[0]);

        // Keras 1 kept a window of one axis as two.
        got = Rearranged(new Conv1D(1, 2), [[1, 2]], [[2, 1, 1, 1]], "1.2.2");
        Assert.Equal([1, 2], got[0]);
    }

    [Fact]
    public void Gates_that_do_not_fit_each_other_are_a_problem_not_a_crash()
    {
        float[][] arrays = [.. Enumerable.Range(0, 12).Select(i => new float[i < 11 ? i + 1 : 1])];
        int[][] shapes = [.. arrays.Select((array, i) => i < 11 ? new[] { 1, array.Length } : [])];

        IReadOnlyList<StoredArray> got = LegacyLayout.Of(new LSTM(1), Stored(arrays, shapes), null, null);

        Assert.Contains("older layers", got[2].Problem, StringComparison.Ordinal);
        Assert.Null(got[2].Shape);
    }

    private static float[][] Rearranged(Layer layer, float[][] arrays, int[][] shapes, string? version, string backend = "tensorflow") =>
        [.. LegacyLayout.Of(layer, Stored(arrays, shapes), version, backend).Select(array =>
        {
            Assert.Null(array.Problem);
            TensorData data = new(Shape.Of(array.Shape!.Select(size => (int)size)), DType.Float32);
            array.CopyTo(data);
            return data.AsSpan<float>().ToArray();
        })];

    private static StoredArray[] Stored(float[][] arrays, int[][] shapes)
    {
        NewGroup root = new();
        for (int i = 0; i < arrays.Length; i++)
            root.Dataset($"{i}", NewArray.Of(TensorData.From<float>(arrays[i], Shape.Of(shapes[i]))));
        MemoryStream stream = new();
        Hdf5Writer.Write(stream, root);
        Hdf5File file = Hdf5File.Read(stream.ToArray(), "old");
        return [.. arrays.Select((_, i) => new Hdf5Array(file.Root, $"{i}"))];
    }
}
