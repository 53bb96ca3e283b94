using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace KerasNet.Saving.Legacy;

/// <summary>Classes and arguments of Keras 1 and 2 that have other names or meanings in Keras 3. Each is a row here.</summary>
internal static class LegacyNames
{
    private const string Recurrent = "RNN|LSTM|GRU|SimpleRNN|*Cell|ConvLSTM*|Bidirectional|TimeDistributed";
    private const string Initializers = "Zeros|Ones|Constant|Random*|TruncatedNormal|VarianceScaling|Orthogonal|Identity|Glorot*|He*|Lecun*";

    private static readonly Dictionary<string, string> s_classes = new()
    {
        ["Convolution1D"] = "Conv1D",
        ["Convolution2D"] = "Conv2D",
        ["Convolution3D"] = "Conv3D",
        ["AtrousConvolution1D"] = "Conv1D",
        ["AtrousConvolution2D"] = "Conv2D",
        ["Deconvolution2D"] = "Conv2DTranspose",
        ["Convolution2DTranspose"] = "Conv2DTranspose",
        ["SeparableConvolution2D"] = "SeparableConv2D",
        ["BatchNormalizationV1"] = "BatchNormalization",
        ["BatchNormalizationV2"] = "BatchNormalization",
        ["ThresholdedReLU"] = "ReLU",
        ["CuDNNLSTM"] = "LSTM",
        ["CuDNNGRU"] = "GRU",
    };

    // The layer of Keras 1 that merged, by its mode.
    private static readonly Dictionary<string, string> s_merges = new()
    {
        ["sum"] = "Add",
        ["mul"] = "Multiply",
        ["ave"] = "Average",
        ["max"] = "Maximum",
        ["concat"] = "Concatenate",
        ["dot"] = "Dot",
        ["cos"] = "Dot",
    };

    private static readonly Row[] s_rows =
    [
        // What says nothing any more, or only where it has its usual value.
        new("InputLayer", "batch_input_shape", "batch_shape"),
        Drop("*", "batch_input_shape"),
        Drop("*", "input_dtype"),
        Drop("LSTM|GRU|SimpleRNN|Dense|Conv*|Embedding", "input_length"),
        Drop("LSTM|GRU|SimpleRNN|Dense|Conv*", "input_dim"),
        Drop(Recurrent, "implementation"),
        Drop(Recurrent, "consume_less"),
        Drop(Recurrent, "time_major", value => Is(value, false)),
        Drop("SeparableConv*|*Transpose|DepthwiseConv*", "groups", value => Is(value, 1)),
        Drop("SeparableConv*", "kernel_initializer"),
        Drop("SeparableConv*", "kernel_regularizer"),
        Drop("SeparableConv*", "kernel_constraint"),
        Drop("BatchNormalization", "fused"),
        Drop("BatchNormalization", "mode", value => Is(value, 0)),
        Drop("MultiHeadAttention", "query_shape"),
        Drop("MultiHeadAttention", "key_shape"),
        Drop("MultiHeadAttention", "value_shape"),
        Drop(Initializers, "dtype"),
        Drop("*Crossentropy|*Error|*Divergence|Poisson|*Hinge|Hinge|Huber|LogCosh|CosineSimilarity", "fn"),
        new("*Crossentropy|*Error|*Divergence|Poisson|*Hinge|Hinge|Huber|LogCosh|CosineSimilarity", "reduction", "reduction",
            value => Is(value, "auto") ? "sum_over_batch_size" : value),
        Drop("*", "is_legacy_optimizer"),
        Drop("Nadam", "decay"),
        Drop("Nadam", "schedule_decay"),
        new("SGD|Adam|Adamax|Adagrad|Adadelta|RMSprop|Nadam|Ftrl", "lr", "learning_rate"),
        Drop("Adam|Adamax|Adagrad|Adadelta|RMSprop|Nadam", "epsilon", value => value is null),
        Drop("LossScaleOptimizer", "dynamic", value => Is(value, true)),

        // Keras 2.
        new("LeakyReLU", "alpha", "negative_slope"),
        new("ReLU", "theta", "threshold"),
        new("VarianceScaling", "distribution", "distribution", value => Is(value, "normal") ? "truncated_normal" : value),
        new("*", "activation", "activation", HardSigmoid),
        new("*", "recurrent_activation", "recurrent_activation", HardSigmoid),

        // Keras 1.
        new("*Dropout*", "p", "rate"),
        new("GaussianNoise", "sigma", "stddev"),
        new("Dense|LSTM|GRU|SimpleRNN", "output_dim", "units"),
        new("Embedding", "init", "embeddings_initializer"),
        new("Embedding", "W_regularizer", "embeddings_regularizer"),
        new("Embedding", "W_constraint", "embeddings_constraint"),
        new("*", "init", "kernel_initializer"),
        new("*", "inner_init", "recurrent_initializer"),
        new("*", "inner_activation", "recurrent_activation", HardSigmoid),
        new("LSTM", "forget_bias_init", "unit_forget_bias", value => Is(value, "one")),
        new("*", "W_regularizer", "kernel_regularizer", Regularizer),
        new("*", "U_regularizer", "recurrent_regularizer", Regularizer),
        new("*", "b_regularizer", "bias_regularizer", Regularizer),
        new("*", "W_constraint", "kernel_constraint"),
        new("*", "U_constraint", "recurrent_constraint"),
        new("*", "b_constraint", "bias_constraint"),
        new("*", "dropout_W", "dropout"),
        new("*", "dropout_U", "recurrent_dropout"),
        new("Conv*|SeparableConv*", "nb_filter", "filters"),
        new("Conv1D", "filter_length", "kernel_size"),
        new("Conv*|SeparableConv*", "subsample", "strides"),
        new("Conv1D", "subsample_length", "strides"),
        new("Conv*", "atrous_rate", "dilation_rate"),
        new("Conv*|SeparableConv*|Dense", "bias", "use_bias"),
        new("Conv*|SeparableConv*|*Pooling*", "border_mode", "padding"),
        new("*", "dim_ordering", "data_format", value => Is(value, "th") ? "channels_first" : Is(value, "tf") ? "channels_last" : value),
        new("*Pooling1D", "pool_length", "pool_size"),
        new("*Pooling1D", "stride", "strides"),
        new("BatchNormalization", "gamma_init", "gamma_initializer"),
        new("BatchNormalization", "beta_init", "beta_initializer"),
        new("Concatenate", "concat_axis", "axis"),
        new("Dot", "dot_axes", "axes"),
        .. ((string[])["mode", "mode_type", "concat_axis", "dot_axes", "output_shape", "output_shape_type", "output_mask", "output_mask_type", "arguments"])
            .Select(key => Drop("Add|Multiply|Average|Maximum|Concatenate|Dot", key)),
    ];

    /// <summary>Gives a configuration the names of Keras 3.</summary>
    /// <param name="className">The class.</param>
    /// <param name="config">Its arguments, which are changed.</param>
    /// <returns>The class in Keras 3.</returns>
    internal static string Upgrade(string className, JsonObject config)
    {
        // Keras 2 registered its own optimizers as a user's.
        const string custom = "Custom>";
        string bare = className.StartsWith(custom, StringComparison.Ordinal) ? className[custom.Length..] : className;
        string name = ConfigFamily.All.Any(family => family.Find(bare) is not null) ? bare : className;
        if (name == "Merge" && LegacyConfig.Text(config["mode"]) is { } mode && s_merges.TryGetValue(mode, out string? merge))
        {
            name = merge;
            if (mode == "cos")
                config["normalize"] = true;
        }

        Complete(className, config);
        name = s_classes.GetValueOrDefault(name, name);
        foreach (string key in config.Select(pair => pair.Key).ToArray())
            if (Array.Find(s_rows, row => row.Key == key && row.Speaks(name, config[key])) is { } row)
                row.Apply(config);
        return name;
    }

    /// <summary>Arguments that follow from others, or that were not written while there was only one way.</summary>
    private static void Complete(string className, JsonObject config)
    {
        if (className is "CuDNNLSTM" or "CuDNNGRU")
            config["recurrent_activation"] = "sigmoid";
        if (className == "GRU" && !config.ContainsKey("reset_after"))
            config["reset_after"] = false;
        if (className == "CuDNNGRU")
            config["reset_after"] = true;
        if (Take("nb_row") is { } rows && Take("nb_col") is { } columns)
            config["kernel_size"] = Take("kernel_dim3") is { } depth ? new JsonArray(rows, columns, depth) : new JsonArray(rows, columns);
        if (config["decay"] is JsonValue decay && className != "Nadam" && decay.TryGetValue(out double rate))
        {
            config.Remove("decay");
            string key = config.ContainsKey("lr") ? "lr" : "learning_rate";
            if (rate != 0 && config[key] is JsonValue first)
                config[key] = InverseTime(first.GetValue<double>(), rate);
        }

        JsonNode? Take(string key)
        {
            config.Remove(key, out JsonNode? value);
            return value;
        }
    }

    /// <summary>learning_rate / (1 + decay · iterations), which optimizers once had built in.</summary>
    private static JsonObject InverseTime(double first, double rate) => new()
    {
        ["module"] = "keras.optimizers.schedules",
        ["class_name"] = "InverseTimeDecay",
        ["config"] = new JsonObject { ["initial_learning_rate"] = first, ["decay_steps"] = 1.0, ["decay_rate"] = rate },
    };

    /// <summary>clip(0.2·x + 0.5, 0, 1); in Keras 3 the name stands for another function.</summary>
    private static JsonNode? HardSigmoid(JsonNode? value) => Is(value, "hard_sigmoid") ? Activations.HardSigmoidOfKeras2 : value;

    /// <summary>A penalty as Keras 1 wrote it: <c>{"name": "WeightRegularizer", "l1": 0, "l2": 0.01}</c>.</summary>
    private static JsonNode? Regularizer(JsonNode? value) => value is JsonObject old && old.ContainsKey("name") && !old.ContainsKey("class_name")
        ? new JsonObject { ["class_name"] = "L1L2", ["config"] = new JsonObject { ["l1"] = old["l1"]?.DeepClone() ?? 0.0, ["l2"] = old["l2"]?.DeepClone() ?? 0.0 } }
        : value;

    private static bool Is(JsonNode? value, string text) => LegacyConfig.Text(value) == text;

    private static bool Is(JsonNode? value, bool truth) => value is JsonValue given && given.TryGetValue(out bool found) && found == truth;

    private static bool Is(JsonNode? value, int number) => value is JsonValue given && given.TryGetValue(out double found) && found == number;

    private static Row Drop(string classes, string key, Func<JsonNode?, bool>? where = null) => new(classes, key, null, null, where);

    /// <summary>What becomes of one argument.</summary>
    /// <param name="Classes">Patterns of the classes that it belongs to, as they are called in Keras 3.</param>
    /// <param name="Key">The argument.</param>
    /// <param name="NewKey">Its name in Keras 3; null if it is left out.</param>
    /// <param name="Convert">Its value there; the same if not given.</param>
    /// <param name="Where">Only values for which this holds.</param>
    private sealed record Row(string Classes, string Key, string? NewKey, Func<JsonNode?, JsonNode?>? Convert = null, Func<JsonNode?, bool>? Where = null)
    {
        internal bool Speaks(string className, JsonNode? value) =>
            Classes.Split('|').Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, className, ignoreCase: false)) && (Where is null || Where(value));

        internal void Apply(JsonObject config)
        {
            config.Remove(Key, out JsonNode? value);
            if (NewKey is not null)
                config[NewKey] = Convert is null ? value : Convert(value);
        }
    }
}
