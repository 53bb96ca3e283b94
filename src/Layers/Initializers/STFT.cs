namespace KerasNet.Layers;

/// <summary>The kernel of a convolution that computes one part of a short-time Fourier transform.</summary>
/// <remarks>For the shape (frame length T, 1, bands F): cos or sin of −2π·t·f / (2·(F − 1)), times the window, divided by its norm.</remarks>
public sealed class STFT : Initializer
{
    private const int KernelRank = 3;

    private static readonly string[] s_sides = ["real", "imag"];
    private static readonly string[] s_scalings = ["density", "spectrum"];

    /// <summary>Makes the initializer.</summary>
    /// <param name="side"><c>real</c> (cosines) or <c>imag</c> (sines).</param>
    /// <param name="window">The name of a window, for example <c>hann</c>; none for null.</param>
    /// <param name="scaling">
    /// What a windowed kernel is divided by: <c>density</c> (the root of the window's sum of squares), <c>spectrum</c> (its sum), or null for nothing.
    /// </param>
    /// <param name="periodic">Whether the window goes on periodically, rather than ending symmetrically.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public STFT(string side = "real", string? window = "hann", string? scaling = "density", bool periodic = false)
    {
        Side = s_sides.Contains(side) ? side : throw Naming.Unknown("side of STFT", side, s_sides);
        Scaling = scaling is null || s_scalings.Contains(scaling) ? scaling : throw Naming.Unknown("scaling of STFT", scaling, s_scalings);
        Window = window is null || WindowFunctions.Names.Contains(window) ? window : throw Naming.Unknown("window", window, WindowFunctions.Names);
        Periodic = periodic;
    }

    /// <summary>Cosines or sines.</summary>
    /// <value>Default: <c>real</c>.</value>
    public string Side { get; }

    /// <summary>The name of the window.</summary>
    /// <value>Default: <c>hann</c>.</value>
    public string? Window { get; }

    /// <summary>What a windowed kernel is divided by.</summary>
    /// <value>Default: <c>density</c>.</value>
    public string? Scaling { get; }

    /// <summary>Whether the window goes on periodically.</summary>
    /// <value>Default: false.</value>
    public bool Periodic { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shape does not have the form (frame length, channels, bands).</exception>
    public override TensorData Initialize(Shape shape, DType dtype = DType.Float32)
    {
        if (shape.Rank != KernelRank)
            throw new ShapeException($"The initializer STFT makes kernels (frame length, 1, bands). Received the shape {shape}.");
        (int length, int channels, int bands) = (shape[0], shape[1], shape[2]);
        double[]? window = Window is null ? null : WindowFunctions.Make(Window, length, Periodic);
        double divisor = window is null ? 1 : Scaling switch
        {
            "density" => Math.Sqrt(window.Sum(w => w * w)),
            "spectrum" => window.Sum(Math.Abs),
            _ => 1,
        };

        TensorData data = new(shape, dtype);
        for (int t = 0; t < length; t++)
            for (int c = 0; c < channels; c++)
                for (int f = 0; f < bands; f++)
                {
                    double angle = -2 * Math.PI * t * f / (2.0 * (bands - 1));
                    double wave = Side == "real" ? Math.Cos(angle) : Math.Sin(angle);
                    data.SetDouble(((long)t * channels + c) * bands + f, wave * (window?[t] ?? 1) / divisor);
                }

        return data;
    }
}
