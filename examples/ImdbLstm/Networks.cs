using KerasNet.Layers;

namespace KerasNet.Examples.ImdbLstm;

/// <summary>The models, by what the user calls them.</summary>
internal static class Networks
{
    private const int Width = 128;

    public static IReadOnlyDictionary<string, Func<Layer>> ByName { get; } = new Dictionary<string, Func<Layer>>
    {
        ["lstm"] = () => new LSTM(Width),
        ["bilstm"] = () => new Bidirectional(new LSTM(Width / 2)),
        ["gru"] = () => new GRU(Width),
    };

    /// <summary>A model that takes the numbers of a review's words and gives the probability that it is favourable.</summary>
    public static Sequential BuildAndCompile(string name)
    {
        Sequential model =
        [
            new Input([Reviews.Length], dtype: DType.Int32),
            new Embedding(Reviews.WordCount, Width),
            ByName[name](),
            new Dense(1, "sigmoid"),
        ];
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        return model;
    }
}
