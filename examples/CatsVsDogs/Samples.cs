using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Reporting;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>Photographs as the model gets to see them.</summary>
internal static class Samples
{
    private const int Photos = 6;
    private const int Variants = 5;
    private const int PictureElements = Photographs.Side * Photographs.Side * 3;

    /// <summary>A few photographs, each with variants of it below: a column per photograph.</summary>
    public static ContactSheet Sheet(DataBatch batch, Func<DataBatch, DataBatch> augment)
    {
        DataBatch[] rows = [batch, .. Enumerable.Range(0, Variants).Select(_ => augment(batch))];
        ContactSheet sheet = new(Math.Min(Photos, batch.Count));
        foreach (DataBatch row in rows)
            for (int i = 0; i < sheet.Columns; i++)
                sheet.Add(Picture(row.Inputs[0].AsSpan<float>(), i), row == batch ? Photographs.Classes[(int)batch.Targets![0].AsSpan<float>()[i]] : "");
        return sheet;
    }

    /// <summary>One of several pictures of floats 0…255.</summary>
    public static Image Picture(ReadOnlySpan<float> pictures, int index)
    {
        byte[] pixels = new byte[PictureElements];
        ReadOnlySpan<float> picture = pictures.Slice(index * PictureElements, PictureElements);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(MathF.Round(picture[i]), byte.MinValue, byte.MaxValue);
        return new(Photographs.Side, Photographs.Side, 3, pixels);
    }
}
