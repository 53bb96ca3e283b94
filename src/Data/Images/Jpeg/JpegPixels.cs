namespace KerasNet.Data.Images;

/// <summary>Puts the samples of the components together to pixels: grey or RGB.</summary>
internal static class JpegPixels
{
    internal static Image From(JpegFrame frame, JpegColours colours)
    {
        int channels = colours == JpegColours.Grey ? 1 : 3;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(frame.Width * frame.Height * channels);
        JpegUpsampling[] components = [.. frame.Components.Select(component => new JpegUpsampling(component, frame))];
        JpegColourRow row = new(frame.Width);
        for (int y = 0; y < frame.Height; y++)
        {
            Span<byte> target = pixels.AsSpan(y * frame.Width * channels, frame.Width * channels);
            if (colours == JpegColours.Grey)
            {
                components[0].Row(y)[..frame.Width].CopyTo(target);
                continue;
            }

            ReadOnlySpan<byte> first = components[0].Row(y);
            ReadOnlySpan<byte> second = components[1].Row(y);
            ReadOnlySpan<byte> third = components[2].Row(y);
            if (colours is JpegColours.YCbCr or JpegColours.Ycck)
                row.FromYCbCr(first, second, third);
            else
                row.FromRgb(first, second, third);
            if (components.Length == 4)
                row.MixBlack(components[3].Row(y), inverted: colours == JpegColours.Cmyk);
            row.CopyTo(target);
        }

        return new(frame.Width, frame.Height, channels, pixels);
    }
}
