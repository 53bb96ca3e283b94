using KerasNet.Goldens;
using KerasNet.Goldens.Topics.Files;

namespace KerasNet.Tests.Saving.Weights;

/// <summary>What we write has the tree of the file that Keras wrote of the same model.</summary>
public sealed class TreeTests
{
    // Its weights are whole numbers that need a kind of computing which is not there.
    private const string NotCovered = "int8_quantized_keras";

    public static TheoryData<string> Files =>
    [
        .. GoldenFolder.Find().Cases("files")
            .Where(golden => golden.Has("tree") && golden.Name != NotCovered && !golden.Name.StartsWith("keras2", StringComparison.Ordinal))
            .Where(golden => golden.Has("model") || golden.Text("file")!.EndsWith(".keras", StringComparison.Ordinal))
            .Select(golden => golden.Name),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Weights_are_written_where_Keras_writes_them(string name)
    {
        GoldenCase golden = KerasWeights.Case(name);
        Model model = KerasWeights.Model(golden);

        KerasWeights.Load(golden, model);

        TreeComparison.Check(model, golden["tree"]);
    }

    [Fact]
    public void Shards_are_cut_where_Keras_cuts_them()
    {
        GoldenCase golden = KerasWeights.Case("mlp_sharded_weights_json");
        Model model = KerasWeights.Model(golden);

        KerasWeights.Load(golden, model);

        TreeComparison.CheckShards(model, golden, mostBytes: 150);
    }
}
