using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Data.Pipeline;

/// <summary>Texts on their way through datasets.</summary>
public sealed class TextBatchTests
{
    private static readonly string[] s_texts = ["zero", "one", "two", "three", "four"];

    private static Dataset<DataBatch> Samples() => Dataset.FromArrays(s_texts, Toy.Labels(5, 100));

    [Fact]
    public void Samples_of_texts_become_batches()
    {
        DataBatch[] all = [.. Samples().Batch(2)];
        Assert.Equal([["zero", "one"], ["two", "three"], ["four"]], all.Select(batch => batch.Inputs[0].Texts.ToArray()));
        Assert.Equal([4], all[2].Targets![0].AsSpan<int>().ToArray());
        Assert.Matches(@"^inputs string\(1,?\), targets int32\(1,?\)$", all[2].ToString());
    }

    [Fact]
    public void Rows_of_several_texts_stay_together()
    {
        Dataset<DataBatch> pairs = Dataset.FromArrays(new[,] { { "a", "b" }, { "c", "d" }, { "e", "f" } });
        DataBatch[] all = [.. pairs.Batch(2)];
        Assert.Equal(["(2, 2)", "(1, 2)"], all.Select(batch => batch.Inputs[0].Shape.ToString()));
        Assert.Equal([["a", "b", "c", "d"], ["e", "f"]], all.Select(batch => batch.Inputs[0].Texts.ToArray()));
        Assert.Equal([["a", "b"], ["c", "d", "e", "f"]], pairs.Batch(1).Take(1).Concat(pairs.Skip(1).Batch(3)).Select(batch => batch.Inputs[0].Texts.ToArray()));
    }

    [Fact]
    public void Texts_and_labels_stay_together_when_shuffled_mapped_and_cached()
    {
        Dataset<DataBatch> shuffled = Samples().Shuffle(seed: 1).Map(sample => sample.WithInputs(Upper(sample.Inputs[0]))).Cache().Batch(3).Prefetch();
        string[] texts = [.. shuffled.SelectMany(batch => batch.Inputs[0].Texts.ToArray())];
        int[] labels = [.. shuffled.SelectMany(batch => batch.Targets![0].AsSpan<int>().ToArray())];
        Assert.Equal(labels.Select(label => s_texts[label].ToUpperInvariant()), texts);
        Assert.NotEqual(labels.Order(), labels);
        Assert.Equal(5, labels.Distinct().Count());
    }

    [Fact]
    public void Texts_and_numbers_do_not_make_a_batch() =>
        Assert.Contains("string", Assert.Throws<ShapeException>(() => Dataset.From([new DataBatch(s_texts), new DataBatch(Toy.Rows(1))]).Batch(9).ToArray()).Message);

    [Fact]
    public void A_model_that_takes_numbers_says_what_to_do_with_texts()
    {
        Model model = Toy.Classifier().Compile("sgd", "sparse_categorical_crossentropy");
        Assert.Contains("TextVectorization", Assert.ThrowsAny<Exception>(() => model.Fit(s_texts, Toy.Labels(5), verbose: 0)).Message);
        Assert.Contains("TextVectorization", Assert.ThrowsAny<Exception>(() => model.Predict(s_texts)).Message);
        Assert.Contains("TextVectorization", Assert.ThrowsAny<Exception>(() => model.Evaluate(Samples().Batch(2), verbose: 0)).Message);
        Assert.ThrowsAny<Exception>(() => Samples().Batch(2).Map(new Rescaling(2)).ToArray());
    }

    private static DataArray Upper(DataArray texts) => texts.Texts.ToArray().Select(text => text.ToUpperInvariant()).ToArray();
}
