using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Tests.Training;

/// <summary>Models that take texts: layers that work on data come before the program.</summary>
public sealed class TextModelTests
{
    private static readonly string[] s_texts = ["good film", "bad film", "a good, good one", "bad", "so bad!", "good"];
    private static readonly int[] s_labels = [1, 0, 1, 0, 0, 1];

    private static TextVectorization Vectorizer(int? length = 4)
    {
        TextVectorization layer = new(outputSequenceLength: length);
        layer.Adapt(s_texts);
        return layer;
    }

    private static Sequential Classifier(TextVectorization vectorizer) =>
    [
        vectorizer,
        new Embedding(vectorizer.VocabularySize, 4, embeddingsInitializer: new RandomUniform(seed: 1)),
        new GlobalAveragePooling1D(),
        new Dense(1, "sigmoid", kernelInitializer: new GlorotUniform(seed: 2)),
    ];

    private static Model Compiled(Model model) => model.Compile(new KerasNet.Optimizers.Adam(0.1), "binary_crossentropy", ["accuracy"]);

    [Fact]
    public void A_model_learns_from_texts_and_predicts_on_texts()
    {
        Model model = Compiled(Classifier(Vectorizer()));
        History history = model.Fit(s_texts, s_labels, batchSize: 2, epochs: 20, verbose: 0, shuffle: false);
        Assert.True(history["loss"][^1] < 0.2, $"The loss is {history["loss"][^1]}.");
        float[] good = model.Predict(new[] { "a good film", "bad bad" }).ToArray();
        Assert.True(good[0] > 0.5 && good[1] < 0.5);
        Assert.Equal(1, model.Evaluate(s_texts, s_labels, verbose: 0)["accuracy"]);
        Assert.Equal(1, model.TestOnBatch(s_texts, s_labels)["accuracy"]);
    }

    [Fact]
    public void Training_on_texts_is_training_on_their_indices_bit_for_bit()
    {
        TextVectorization vectorizer = Vectorizer();
        Model texts = Compiled(Classifier(vectorizer)), indices = Compiled(new Sequential(Classifier(vectorizer).Layers.Skip(1)));
        Dataset<DataBatch> data = Dataset.FromArrays(s_texts, s_labels).Batch(2);
        History onTexts = texts.Fit(data, epochs: 2, verbose: 0, validationData: data);
        History onIndices = indices.Fit(data.Map(vectorizer), epochs: 2, verbose: 0, validationData: data.Map(vectorizer, workers: 2));
        Assert.Equal(onIndices["loss"], onTexts["loss"]);
        Assert.Equal(onIndices["val_loss"], onTexts["val_loss"]);
        Assert.Equal(indices.Predict(vectorizer.Apply(s_texts)).ToArray(), texts.Predict(s_texts).ToArray());
        Assert.Equal(texts.Predict(s_texts).ToArray(), texts.Predict(data).ToArray());
        Assert.Equal(texts.Predict(s_texts).ToArray(), texts.Predict(DataArray.Of(s_texts, [6, 1])).ToArray());
    }

    [Fact]
    public void Rows_as_long_as_their_texts_are_a_model_input_too()
    {
        TextVectorization vectorizer = Vectorizer(length: null);
        Sequential model = [new Input([1], dtype: DType.String), vectorizer, new Embedding(vectorizer.VocabularySize, 2), new GlobalMaxPooling1D(), new Dense(1)];
        Assert.Equal("(None, None)", model.Layers[0].Calls[0].Outputs[0].Shape.ToString());
        Assert.Equal(6, model.Predict(s_texts).Lengths[0]);
    }

    [Fact]
    public void A_functional_model_takes_texts_and_numbers()
    {
        Input title = new([1], dtype: DType.String, name: "title"), kind = new([1], dtype: DType.String, name: "kind"), length = new([1], name: "length");
        TextVectorization vectorizer = Vectorizer();
        KerasTensor words = title.Then(vectorizer).Then(new Embedding(vectorizer.VocabularySize, 2)).Then(new Flatten());
        KerasTensor kinds = kind.Then(new StringLookup(vocabulary: ["film", "book"], outputMode: "one_hot"));
        KerasTensor crossed = new[] { kind.Output, title.Output }.Then(new HashedCrossing(8, "one_hot"));
        Model model = new([title, kind, length], [new[] { words, Then(kinds), crossed, length.Output }.Then(new Concatenate()).Then(new Dense(1))]);
        Dictionary<string, DataArray> data = new()
        {
            ["length"] = new float[6], ["kind"] = new[] { "film", "book", "film", "film", "x", "book" }, ["title"] = s_texts,
        };
        model.Compile("sgd", "mse");
        Assert.True(double.IsFinite(model.Fit(data, s_labels, verbose: 0)["loss"][0]));
        Assert.Equal(6, model.Predict(data).Lengths[0]);
        Assert.Contains("'title'", Assert.Throws<ShapeException>(() => model.Predict([new string[6, 2], new string[6], new float[6]])).Message);

        static KerasTensor Then(KerasTensor x) => x.Then(new Identity());
    }

    [Fact]
    public void A_trained_model_gets_a_vectorizer_in_front()
    {
        TextVectorization vectorizer = Vectorizer();
        Sequential trained = new(Classifier(vectorizer).Layers.Skip(1));
        float[] expected = trained.Predict(vectorizer.Apply(s_texts)).ToArray();
        Sequential whole = [new Input([], dtype: DType.String), vectorizer, trained];
        Assert.Equal(expected, whole.Predict(s_texts).ToArray());
    }

    [Fact]
    public void Layers_on_data_follow_each_other()
    {
        Sequential model = [new Input([3], dtype: DType.String), new StringLookup(vocabulary: ["a", "b"]), new Hashing(4), new CategoryEncoding(4, "count")];
        Assert.Equal(3, model.Predict(new[,] { { "a", "b", "c" } }).ToArray().Sum());
    }

    [Fact]
    public void Numbers_that_are_hashed_are_hashed_once()
    {
        Sequential model = [new Hashing(1000)];
        int[,] numbers = { { 5, 6 } };
        Assert.Equal(new Hashing(1000).Apply(numbers).AsSpan<long>().ToArray().Select(bin => (float)bin), model.Predict(numbers).ToArray());
    }

    [Fact]
    public void The_configuration_and_the_vocabulary_make_the_model_again()
    {
        Sequential model = Classifier(Vectorizer());
        float[] expected = model.Predict(s_texts).ToArray();
        Model loaded = ObjectConfig.Deserialize<Model>(ObjectConfig.Serialize(model).Deserialize<JsonElement>());
        Assert.Equal(DType.String, loaded.Inputs[0].DType);
        ((TextVectorization)loaded.Layers[0]).SetVocabulary(((TextVectorization)model.Layers[0]).GetVocabulary());
        loaded.SetWeights(model.GetWeights());
        Assert.Equal(expected, loaded.Predict(s_texts).ToArray());
    }

    [Fact]
    public void A_layer_on_data_in_the_wrong_place_says_where_it_belongs()
    {
        Assert.Contains("follow the inputs", Assert.Throws<ArgumentException>(() => new Sequential([new Input([2]), new Dense(3), new Hashing(4)])).Message);
        Assert.Contains("outermost model", Assert.ThrowsAny<Exception>(() => new Sequential([new Input([], dtype: DType.String), Classifier(Vectorizer())])).Message);
        Assert.Contains("expects texts", Assert.Throws<ArgumentException>(() => new Sequential([new Input([2]), Vectorizer()])).Message);
    }

    [Fact]
    public void Samples_are_kept_apart() => Assert.Contains(
        "must keep the number of samples",
        Assert.Throws<ShapeException>(() => new Sequential([new Input([], dtype: DType.String), new StringLookup(vocabulary: ["a"], outputMode: "count")]).Predict(s_texts)).Message);

    [Fact]
    public void Validation_data_is_text_too()
    {
        Model model = Compiled(Classifier(Vectorizer()));
        History history = model.Fit(s_texts, s_labels, verbose: 0, validationSplit: 0.5);
        Assert.True(double.IsFinite(history["val_loss"][0]));
        Assert.True(double.IsFinite(model.Fit(s_texts, s_labels, verbose: 0, validationData: (s_texts, s_labels))["val_accuracy"][0]));
    }
}
