using System.Numerics.Tensors;
using System.Text.Json;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Keras' <c>pad_sequences</c> of numbers, texts and vectors.</summary>
internal sealed class PadCases : IGoldenTopic
{
    private static readonly string[] s_arguments = ["maxlen", "dtype", "padding", "truncating", "value"];

    public void Run(GoldenCase golden)
    {
        if (golden["args"].EnumerateObject().Select(argument => argument.Name).FirstOrDefault(name => !s_arguments.Contains(name)) is { } stray)
            throw new NotCoveredException($"PadSequences({stray})");
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Pad(golden));
            return;
        }

        JsonElement expected = golden["outputs"].GetProperty("y");
        switch (Pad(golden))
        {
            case Tensor<string> texts:
                Comparer.EqualLists("shape", texts.Lengths.ToArray(), expected.GetProperty("shape").AsShape().Select(size => (nint)size));
                Comparer.EqualLists("y", texts.ToArray(), expected.GetProperty("data").EnumerateArray().Select(item => item.GetString()!));
                break;
            case TensorData numbers:
                Comparer.Equal("dtype", numbers.DType.KerasName(), expected.Text("dtype"));
                Comparer.Check("y", numbers, GoldenArray.From(expected), golden.Tolerance);
                break;
        }
    }

    private static object Pad(GoldenCase golden)
    {
        JsonElement args = golden["args"];
        int? maxLen = args.Field("maxlen")?.GetInt32();
        string padding = args.Field("padding")?.GetString() ?? "pre", truncating = args.Field("truncating")?.GetString() ?? "pre";
        string type = args.Field("dtype")?.GetString() ?? "int32";
        JsonElement[][] sequences = [.. golden["inputs"].GetProperty("sequences").EnumerateArray().Select(sequence => sequence.EnumerateArray().ToArray())];
        if (type is "object" or "str")
            return Preprocessing.PadSequences(Items(sequences, item => item.GetString()!), maxLen, padding, truncating, args.Field("value")?.GetString());
        if (args.Field("value")?.ValueKind == JsonValueKind.String)
            throw new MismatchException("a text among numbers cannot be written in C#");
        double value = args.Field("value")?.AsNumber() ?? 0;
        DType dtype = DTypes.Parse(type);
        JsonElement[] items = [.. sequences.SelectMany(sequence => sequence)];
        if (items.Any(item => item.ValueKind == JsonValueKind.Array))
            return dtype == DType.Int32
                ? GoldenData.From(Preprocessing.PadSequences(Vectors(sequences, number => number.GetInt32()), maxLen, padding, truncating, (int)value))
                : GoldenData.From(Preprocessing.PadSequences(Vectors(sequences, number => number.GetSingle()), maxLen, padding, truncating, (float)value));
        return dtype == DType.Int32 && items.All(item => item.TryGetInt32(out _))
            ? GoldenData.From(Preprocessing.PadSequences(Items(sequences, item => item.GetInt32()), maxLen, padding, truncating, (int)value))
            : GoldenData.From(Preprocessing.PadSequences(Items(sequences, item => item.AsNumber()), dtype, maxLen, padding, truncating, value));
    }

    private static T[][] Items<T>(JsonElement[][] sequences, Func<JsonElement, T> read) =>
        [.. sequences.Select(sequence => Array.ConvertAll(sequence, item => read(item)))];

    private static T[][][] Vectors<T>(JsonElement[][] sequences, Func<JsonElement, T> read) =>
        Items(sequences, step => step.EnumerateArray().Select(read).ToArray());
}
