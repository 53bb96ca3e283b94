namespace KerasNet.Layers;

/// <summary>Windows that fade a frame of a signal out at its ends, by the names that SciPy uses.</summary>
internal static class WindowFunctions
{
    // Sums of cosines a₀ − a₁·cos x + a₂·cos 2x − …, with x from 0 to 2π over the window.
    private static readonly Dictionary<string, double[]> s_cosineSums = new()
    {
        ["boxcar"] = [1],
        ["hann"] = [0.5, 0.5],
        ["hamming"] = [0.54, 0.46],
        ["blackman"] = [0.42, 0.5, 0.08],
        ["nuttall"] = [0.3635819, 0.4891775, 0.1365995, 0.0106411],
        ["blackmanharris"] = [0.35875, 0.48829, 0.14128, 0.01168],
        ["flattop"] = [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
    };

    /// <summary>The names that <see cref="Make"/> takes.</summary>
    internal static IEnumerable<string> Names => s_cosineSums.Keys.Append("bartlett");

    /// <summary>The values of a window. A periodic one is a symmetric one of one value more, without the last.</summary>
    internal static double[] Make(string name, int length, bool periodic)
    {
        double[] window = new double[length];
        int last = periodic ? length : length - 1;
        for (int i = 0; i < length; i++)
            window[i] = last < 1 ? 1 : At(name, (double)i / last);
        return window;
    }

    private static double At(string name, double place)
    {
        if (!s_cosineSums.TryGetValue(name, out double[]? terms))
            return 1 - Math.Abs(2 * place - 1);
        double sum = 0;
        for (int k = 0; k < terms.Length; k++)
            sum += (k % 2 == 0 ? terms[k] : -terms[k]) * Math.Cos(2 * Math.PI * k * place);
        return sum;
    }
}
