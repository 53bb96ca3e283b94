using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KerasNet.Callbacks;

namespace KerasNet.Examples;

/// <summary>What an example ends with, as one line for machines: <c>result {"case":"mnist-mlp", …}</c>.</summary>
/// <param name="Case">Which example, with which model.</param>
/// <param name="Data">Which data: the set's name, or "synthetic".</param>
/// <param name="Epochs">Epochs that were finished.</param>
/// <param name="Seconds">How long training took.</param>
/// <param name="TrainLoss">The loss that the last epoch logged; NaN if none was finished.</param>
/// <param name="TestLoss">The loss on the test data.</param>
/// <param name="TestAccuracy">The accuracy on the test data.</param>
/// <param name="WeightsSha256">The SHA-256 of all weights' bytes in order: equal for equal runs.</param>
public sealed record ExampleResult(
    string Case, string Data, int Epochs, double Seconds, double TrainLoss, double TestLoss, double TestAccuracy, string WeightsSha256)
{
    /// <summary>Gathers the result of a model that was trained and measured.</summary>
    public static ExampleResult Of(string name, string data, Model model, History history, TimeSpan training, Logs test) =>
        Of(name, data, model, history.Epoch.Count, history.Epoch.Count > 0 ? history["loss"][^1] : double.NaN, training, test);

    /// <summary>Gathers the result of a model whose history is not at hand.</summary>
    public static ExampleResult Of(string name, string data, Model model, int epochs, double trainLoss, TimeSpan training, Logs test) =>
        new(name, data, epochs, Math.Round(training.TotalSeconds, 3), trainLoss, test["loss"], test["accuracy"], HashOf(model));

    /// <summary>The line; numbers with all their digits, null for one that is not finite.</summary>
    public override string ToString()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("case", Case);
            json.WriteString("data", Data);
            json.WriteNumber("epochs", Epochs);
            Write(json, "seconds", Seconds);
            Write(json, "train_loss", TrainLoss);
            Write(json, "test_loss", TestLoss);
            Write(json, "test_accuracy", TestAccuracy);
            json.WriteString("weights_sha256", WeightsSha256);
            json.WriteEndObject();
        }

        return $"result {Encoding.UTF8.GetString(bytes.ToArray())}";
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static string HashOf(Model model)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (System.Numerics.Tensors.Tensor<float> weight in model.GetWeights())
            hash.AppendData(MemoryMarshal.AsBytes<float>(weight.ToArray()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
