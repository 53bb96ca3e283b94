using System.Reflection;
using System.Text.Json;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>Functions of one text: Keras' <c>text_to_word_sequence</c>, <c>one_hot</c> and <c>hashing_trick</c>.</summary>
/// <param name="name">The method of <see cref="Preprocessing"/>.</param>
internal sealed class WordCases(string name) : IGoldenTopic
{
    /// <summary>The method; of two that differ in the hash function, the one that takes its name.</summary>
    private readonly MethodInfo _method = typeof(Preprocessing).GetMethods()
        .First(method => method.Name == name && method.GetParameters().All(parameter => parameter.Name != "hashFunction" || parameter.ParameterType == typeof(string)));

    public void Run(GoldenCase golden)
    {
        if (golden.IsError)
        {
            Refusal.Of(golden, () => Call(golden));
            return;
        }

        switch (Call(golden))
        {
            case string[] words:
                Comparer.EqualLists("words", words, golden["outputs"].GetProperty("words").EnumerateArray().Select(word => word.GetString()!));
                break;
            case int[] indices:
                Comparer.EqualLists("indices", indices, golden["outputs"].GetProperty("indices").EnumerateArray().Select(index => index.GetInt32()));
                break;
        }
    }

    private object? Call(GoldenCase golden) => MethodCall.Of(_method, golden["args"], ("text", golden["inputs"].Text("text")));
}
