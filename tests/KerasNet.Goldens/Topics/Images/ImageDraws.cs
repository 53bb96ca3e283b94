using System.Text.Json;
using KerasNet.Layers;

namespace KerasNet.Goldens.Topics.Images;

/// <summary>What a random layer draws: range and mean over many draws.</summary>
internal static class ImageDraws
{
    /// <summary>How far range and mean may be off, as a part of the range's width: six standard errors of the mean of two even draws.</summary>
    private const double PartOfWidth = 0.04;

    private const int MostDraws = 200;

    internal static void Check(RandomImageLayer layer, JsonElement facts)
    {
        string name = facts.Text("parameter");
        Shape images = [facts.GetProperty("draws").GetInt32(), facts.GetProperty("image_height").GetInt32(), facts.GetProperty("image_width").GetInt32(), 3];
        List<double> values = [];
        for (int i = 0; i < MostDraws && values.Count < images[0]; i++)
        {
            // What a batch shares is drawn once for all its pictures.
            TensorData drawn = Symbols.Evaluate([], _ => [layer.Draw(images)[name]], training: true)[0]!;
            values.AddRange(Enumerable.Range(0, (int)drawn.Length).Select(place => drawn.GetDouble(place)));
        }

        JsonElement observed = facts.GetProperty("observed");
        (double low, double high) = (observed.GetProperty("min").GetDouble(), observed.GetProperty("max").GetDouble());
        Tolerance tolerance = new(PartOfWidth * (high - low), 0);
        Comparer.Check($"smallest {name}", values.Min(), low, tolerance);
        Comparer.Check($"largest {name}", values.Max(), high, tolerance);
        Comparer.Check($"mean {name}", values.Average(), observed.GetProperty("mean").GetDouble(), tolerance);
    }
}
