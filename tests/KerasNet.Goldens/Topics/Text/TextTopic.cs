namespace KerasNet.Goldens.Topics.Text;

/// <summary>Sequences, words and tables: functions and preprocessing layers. Each function or layer has its handler in a table.</summary>
internal sealed class TextTopic : IGoldenTopic
{
    /// <summary>The name of the layer or function, and what runs its cases.</summary>
    private static readonly Dictionary<string, IGoldenTopic> s_handlers = new()
    {
        ["TextVectorization"] = new PreprocessingCases(),
        ["StringLookup"] = new PreprocessingCases(),
        ["IntegerLookup"] = new PreprocessingCases(),
        ["CategoryEncoding"] = new PreprocessingCases(),
        ["Hashing"] = new PreprocessingCases(),
        ["HashedCrossing"] = new PreprocessingCases(),
        ["Discretization"] = new PreprocessingCases(),
        ["Normalization"] = new PreprocessingCases(),
        ["Rescaling"] = new PreprocessingCases(),
        ["Tokenizer"] = new TokenizerCases(),
        ["tokenizer_from_json"] = new TokenizerCases(),
        ["pad_sequences"] = new PadCases(),
        ["to_categorical"] = new LabelCases(nameof(Preprocessing.ToCategorical)),
        ["normalize"] = new LabelCases(nameof(Preprocessing.Normalize)),
        ["text_to_word_sequence"] = new WordCases(nameof(Preprocessing.TextToWordSequence)),
        ["one_hot"] = new WordCases(nameof(Preprocessing.OneHot)),
        ["hashing_trick"] = new WordCases(nameof(Preprocessing.HashingTrick)),
        ["skipgrams"] = new SkipgramCases(),
        ["make_sampling_table"] = new SkipgramCases(),
        ["timeseries_dataset_from_array"] = new TimeseriesCases(typeof(TimeseriesDataset).GetMethod(nameof(TimeseriesDataset.FromArray))!),
        ["TimeseriesGenerator"] = new TimeseriesCases(typeof(TimeseriesGenerator).GetConstructors().Single()),
        ["text_dataset_from_directory"] = new TextFolderCases(),
        ["numpy.random.RandomState.shuffle"] = new ShuffleCases(),
    };

    private readonly UncoveredTopic _uncovered = new();

    public void Run(GoldenCase golden) =>
        s_handlers.GetValueOrDefault(golden.Text("layer") ?? golden.Text("function") ?? golden.Name, _uncovered).Run(golden);
}
