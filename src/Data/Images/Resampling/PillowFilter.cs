namespace KerasNet.Data.Images;

/// <summary>A filter of Pillow's <c>Resample.c</c>.</summary>
/// <param name="Support">How far it reaches to either side, in pixels.</param>
/// <param name="Weight">Its value at a distance.</param>
internal sealed record PillowFilter(double Support, Func<double, double> Weight)
{
    private static readonly Dictionary<ResizeMethod, PillowFilter> s_filters = new()
    {
        [ResizeMethod.Box] = new(0.5, x => x is > -0.5 and <= 0.5 ? 1 : 0),
        [ResizeMethod.Bilinear] = new(1, x => Math.Max(0, 1 - Math.Abs(x))),
        [ResizeMethod.Hamming] = new(1, Hamming),
        [ResizeMethod.Bicubic] = new(2, Bicubic),
        [ResizeMethod.Lanczos] = new(3, x => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0),
    };

    internal static PillowFilter Of(ResizeMethod method) => s_filters.GetValueOrDefault(method)
        ?? throw new ArgumentOutOfRangeException(nameof(method), method, $"The interpolation is one of {string.Join(", ", Enum.GetNames<ResizeMethod>())}.");

    /// <summary>Pillow keeps the window's two numbers in float32.</summary>
    private static double Hamming(double x) => Math.Abs(x) >= 1 ? 0 : Sinc(x) * (0.54f + 0.46f * Math.Cos(x * Math.PI));

    private static double Bicubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1
            : x < 2 ? (((x - 5) * x + 8) * x - 4) * A
            : 0;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
