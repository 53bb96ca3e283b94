namespace KerasNet.Data.Images;

/// <summary>Moves the channels of a picture's numbers from the last axis to the first and back.</summary>
internal static class ChannelOrder
{
    internal static float[] First(ReadOnlySpan<float> last, int channels)
    {
        float[] first = new float[last.Length];
        int pixels = last.Length / channels;
        for (int c = 0; c < channels; c++)
            for (int i = 0; i < pixels; i++)
                first[c * pixels + i] = last[i * channels + c];
        return first;
    }

    internal static float[] Last(ReadOnlySpan<float> first, int channels) => First(first, Math.Max(1, first.Length / channels));
}
