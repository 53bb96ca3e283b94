using System.IO.Enumeration;
using System.Text.Json;

namespace KerasNet.Goldens;

/// <summary>Where we differ from Keras knowingly, and why. A decision speaks only for cases that differ.</summary>
internal static class Decisions
{
    private static readonly (string Topic, string Pattern, string Reason)[] s_table =
    [
        ("activations", "*sparsemax_keras_quirk*", "Keras' sparsemax is wrong where more than one entry survives; ours follows the paper"),
        ("layers_merge_reshape", "*_not_a_list", "one tensor and a list of one tensor are the same argument: layers of several inputs always take a list"),
        ("layers_norm", "spectral_norm_embedding_training", "Keras casts the vectors to the whole numbers of the ids; ours stay what they are"),
        ("losses", "mse_rank3_weights_vector_square", "weights (n) for values (n, n) could mean rows or columns; ours refuses, as for (n, t)"),
        ("losses", "cgce_column_labels", "labels (n, 1) against (n, k) would be compared with every other prediction; ours refuses"),
        ("losses", "compiled_model_keeps_logits", "a Reshape to the shape that is there already is no operation, so the logits behind it are still found"),
        ("losses", "names", "every class is known by its name, CategoricalGeneralizedCrossEntropy too"),
        ("losses", "scce_label_*_error", "a label out of range gives NaN, as on Keras' other backends and on GPUs; a compiled step does not stop halfway"),
        ("models", "error_api_integer_learning_rate", "in C# 1 and 1.0 are the same argument"),
        ("models", "error_api_sequential_add_not_a_layer", "does not compile in C#"),
        ("models", "error_api_input_layer_without_shape", "does not compile in C#"),
        ("accuracy_resolution", "metrics_not_a_list_error", "one name stands for a list of one: it converts by itself"),
        ("optimizers", "embedding_model_repeated_ids_*", "TensorFlow takes each occurrence of a repeated id by itself; ours adds them up, as other backends do"),
        ("callbacks", "LearningRateScheduler__returns_int", "in C# 1 and 1.0 are the same argument"),
        ("callbacks", "LearningRateScheduler__returns_text", "does not compile in C#"),
        ("callbacks", "Hooks__backup_and_restore_in_fit", "a Fit without the callback begins with its initialEpoch; in Keras the model remembers that of the run before"),
        ("metrics", "*_int_error", "in C# 1 and 1.0 are the same argument"),
        ("metrics", "one_hot_mean_iou_axis_1_error", "Keras uses the axis of the classes a second time, on a vector; ours works"),
        ("optimizers", "sparse_schedulefreeadamw_*", "on TensorFlow the old z is read after its update; ours follows the paper, as on JAX"),
        ("optimizers", "*_int_error", "in C# 1 and 1.0 are the same argument"),
        ("activations", "squareplus*special*", "ours does not cancel for large negative numbers, Keras' does"),
        ("optimizers", "adamw_exclude_anchored", "patterns search the path, dense/bias; TensorFlow's ends in ':0', other backends take the bare name"),
        ("optimizers", "learning_rate_null_error", "null is how an argument is left out in C#: it stands for the default"),
        ("optimizers", "unknown_argument_error", "the argument's name, beta1, is the one that beta_1 has in C#"),
        ("optimizers", "gradient_count_error", "gradients are passed in pairs with their variables, so their numbers cannot differ"),
        ("text", "discretization_refuses_both", "boundaries beside a number of bins are what a layer has learnt, as in its configuration; in C# no constructor takes both"),
        ("images", "generator_draws_shift_*", "Keras draws tx, which moves columns, from the height's range; ours moves along the width by the width's"),
        ("images", "image_directory_refuses_image_size_of_three", "two numbers of one argument: a third does not compile in C#"),
        ("text", "pad_refuses_text_value_*", "a text among numbers does not compile in C#"),
        ("tuner", "map_choice_bools", "a choice between true and false is one between true and false; Python takes them for 1 and 0"),
        ("tuner", "map_float_step_0_2", "a step that divides the range reaches its end: 1.0 // 0.2 is 4 in floating point only"),
        ("tuner", "grid_three_workers", "a worker gets the next combination at once; in Keras Tuner most wait for the one that goes first"),
        ("tuner", "random_nan_then_a_number", "another run of a trial starts with empty metrics, so that it can save the trial"),
        ("text", "to_categorical_negative_*", "a class below 0 is refused: it is a label that is missing far more often than one that counts from the end"),
    ];

    // The numbers of a transformation that leave the centre of a picture where it is.
    private static readonly string[] s_aboutTheCentre = ["theta", "shear", "zx", "zy"];

    // Decisions about what a case holds, whatever it is called.
    private static readonly (string Topic, Func<GoldenCase, bool> Applies, string Reason)[] s_rules =
    [
        ("callbacks", LogsText, "the entries of logs are numbers"),
        ("callbacks", SwapsForPrediction, "the weights come back after a prediction too; Keras' test is the wrong way round"),
        ("callbacks", SavesBestOfBatches, "which way is better is known from the first batch on; Keras asks at the end of the first epoch"),
        ("callbacks", AveragesResults, "results are those of the epoch so far already; Keras' bar averages them once more"),
        ("images", TurnsOblongPicture, "an oblong picture is turned and zoomed about its centre; Keras takes (height, width) for (column, row) there"),
    ];

    /// <summary>The reason why a case may differ, or null.</summary>
    internal static string? For(GoldenCase golden) =>
        s_table
            .Where(row => row.Topic == golden.Topic && FileSystemName.MatchesSimpleExpression(row.Pattern, golden.Name, ignoreCase: false))
            .Select(row => row.Reason)
            .Concat(s_rules.Where(rule => rule.Topic == golden.Topic && rule.Applies(golden)).Select(rule => rule.Reason))
            .FirstOrDefault();

    private static IEnumerable<JsonElement> Events(GoldenCase golden) => golden.Has("events") ? golden["events"].EnumerateArray() : [];

    private static bool LogsText(GoldenCase golden) => Events(golden).Any(step =>
        step.Field("logs") is { } logs
        && logs.EnumerateObject().Any(entry => entry.Value.ValueKind == JsonValueKind.String && entry.Value.GetString() is not ("NaN" or "Infinity" or "-Infinity")));

    private static bool SwapsForPrediction(GoldenCase golden) =>
        golden.Text("callback") == "SwapEMAWeights" && Events(golden).Any(step => step.Text("hook") == "on_predict_end");

    private static bool SavesBestOfBatches(GoldenCase golden) =>
        golden.Text("callback") == "ModelCheckpoint" && golden["args"].Field("save_best_only") is not null
        && golden["args"].Field("save_freq") is { ValueKind: JsonValueKind.Number };

    private static bool AveragesResults(GoldenCase golden) => golden.Text("callback") == "Progbar" && golden["args"].Field("stateful_metrics") is null;

    private static bool TurnsOblongPicture(GoldenCase golden)
    {
        if (golden.Text("function") != "ImageDataGenerator.apply_transform" || golden["inputs"].Field("x")?.Field("shape") is not { } shape)
            return false;
        int[] sizes = [.. shape.EnumerateArray().Select(size => size.GetInt32())];
        int first = golden["args"].Field("data_format")?.GetString() == "channels_first" ? 1 : 0;
        return sizes[first] != sizes[first + 1] && s_aboutTheCentre.Any(number => golden["transformation"].Field(number) is not null);
    }
}
