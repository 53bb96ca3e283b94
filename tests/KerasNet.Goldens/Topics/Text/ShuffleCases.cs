using KerasNet.Data;

namespace KerasNet.Goldens.Topics.Text;

/// <summary>NumPy's <c>RandomState(seed).shuffle</c> of 0 to n − 1, by which Keras orders files.</summary>
internal sealed class ShuffleCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        int[] order = [.. Enumerable.Range(0, golden["args"].GetProperty("n").GetInt32())];
        new MersenneTwister(golden["args"].GetProperty("seed").GetUInt32()).Shuffle(order.AsSpan());
        Comparer.EqualLists("order", order, golden["outputs"].GetProperty("order").EnumerateArray().Select(item => item.GetInt32()));
    }
}
