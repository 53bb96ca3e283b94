using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Tests.Saving.Archive;

public sealed class OperationTests
{
    // A row of 0 to 5; NumPy's results.
    [Theory]
    [InlineData("null", "null", "null", "0 1 2 3 4 5")]
    [InlineData("1", "-1", "null", "1 2 3 4")]
    [InlineData("null", "null", "2", "0 2 4")]
    [InlineData("null", "null", "-1", "5 4 3 2 1 0")]
    [InlineData("4", "1", "-2", "4 2")]
    [InlineData("-2", "null", "-3", "4 1")]
    [InlineData("-100", "100", "4", "0 4")]
    [InlineData("3", "3", "null", "")]
    public void A_slice_takes_what_Python_takes(string start, string stop, string step, string expected)
    {
        Assert.Equal(expected, Run($"[{Slice("null", "null", "null")}, {Slice(start, stop, step)}]"));
    }

    [Theory]
    [InlineData("[{\"class_name\": \"__ellipsis__\", \"config\": {}}, -1]", "5")]
    [InlineData("[{\"class_name\": \"__ellipsis__\", \"config\": {}}, null, 2]", "2")]
    [InlineData("[0, 3]", "3")]
    public void Numbers_an_ellipsis_and_new_axes_are_understood(string key, string expected) => Assert.Equal(expected, Run(key));

    [Theory]
    [InlineData("[0, 6]", "entry 6 of an axis of 6")]
    [InlineData("[0, 1, 2]", "3 axes")]
    [InlineData("[0, \"x\"]", "GetItem with the key")]
    public void A_key_that_does_not_fit_is_refused(string key, string said)
    {
        Exception e = Assert.ThrowsAny<Exception>(() => Run(key));

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.True(e is ConfigException or UnsupportedConfigException);
    }

    [Theory]
    [InlineData("Mod", "-7.0", "3.0", 2)]
    [InlineData("Mod", "7.0", "-3.0", -2)]
    [InlineData("FloorDivide", "-7.0", "2.0", -4)]
    [InlineData("Power", "2.0", "3.0", 8)]
    [InlineData("Maximum", "2.0", "3.0", 3)]
    public void Two_numbers_are_computed_with_as_in_Python(string name, string a, string b, double expected)
    {
        using JsonDocument call = JsonDocument.Parse($$$"""{"args": [{{{a}}}, {{{b}}}], "kwargs": {}}""");

        TensorData result = Computed(name, call.RootElement);

        Assert.Equal(expected, result.GetDouble(0), 6);
    }

    private static string Run(string key)
    {
        using JsonDocument call = JsonDocument.Parse(
            $$$"""{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [1, 6], "dtype": "float32", "keras_history": ["x", 0, 0]}}, {{{key}}}], "kwargs": {}}""");
        TensorData result = Computed("GetItem", call.RootElement, TensorData.From<float>([0, 1, 2, 3, 4, 5], [1, 6]));
        return string.Join(' ', Enumerable.Range(0, (int)result.Length).Select(i => result.GetDouble(i)));
    }

    private static string Slice(string start, string stop, string step) =>
        $$$"""{"class_name": "__slice__", "config": {"start": {{{start}}}, "stop": {{{stop}}}, "step": {{{step}}}}}""";

    private static TensorData Computed(string name, JsonElement call, params TensorData[] inputs) =>
        new EagerCall((symbols, _, _) => Operations.Compute(new OperationCall(name, default, call, symbols))).Run(training: false, inputs)[0];
}
