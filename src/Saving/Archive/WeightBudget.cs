namespace KerasNet.Saving;

/// <summary>
/// How much memory the layers of a file may take for weights: what the file's own weights make likely. A configuration of a few bytes could ask for any amount.
/// </summary>
internal static class WeightBudget
{
    private const long FreeBytes = 4L << 20;

    /// <summary>Numbers of one byte may become floats of eight.</summary>
    private const long MostExpansion = 8;

    [ThreadStatic]
    private static Limit? t_limit;

    /// <summary>Limits the weights that are made on this thread until the result is disposed.</summary>
    /// <param name="stored">The bytes of the file's weights.</param>
    internal static IDisposable For(long stored) => t_limit = new Limit(FreeBytes + (stored * MostExpansion), t_limit);

    /// <summary>Takes memory for a weight.</summary>
    /// <exception cref="ConfigException">There is a limit, and it is not enough.</exception>
    internal static void Charge(Shape shape, DType type, Layer layer, string name)
    {
        if (t_limit is not { } limit)
            return;
        double bytes = shape.Aggregate((double)type.Size(), (product, dimension) => product * dimension);
        if (bytes > limit.Left)
            throw new ConfigException(
                $"The weight '{name}' of layer '{layer.Name}' has the shape {shape}, {bytes:N0} bytes: far more than the file stores. {limit.Left:N0} bytes are left to be made of it.");
        limit.Left -= (long)bytes;
    }

    private sealed class Limit(long left, Limit? outer) : IDisposable
    {
        internal long Left { get; set; } = left;

        public void Dispose() => t_limit = outer;
    }
}
