namespace KerasNet.Layers;

/// <summary>Checks of arguments and shapes whose messages say what was expected, what was received and where.</summary>
internal static class Check
{
    /// <summary>The value, if it is a number of 0 or more.</summary>
    internal static double NotNegative(double value, string argument, Layer layer) =>
        value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(argument, value, $"{layer}: {argument} must be 0 or more. Received: {value}.");

    /// <summary>The value, if it lies in [0, 1].</summary>
    internal static double Fraction(double value, string argument, Layer layer) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(argument, value, $"{layer}: {argument} must lie between 0 and 1. Received: {value}.");

    /// <summary>The value, if it is 1 or more.</summary>
    internal static int Positive(int value, string argument, Layer layer) =>
        value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(argument, value, $"{layer}: {argument} must be 1 or more. Received: {value}.");

    /// <summary>One positive size per axis; a single one counts for all.</summary>
    internal static Shape Sizes(Shape sizes, int axes, string argument, Layer layer)
    {
        if ((sizes.Rank != 1 && sizes.Rank != axes) || sizes.Any(size => size < 1))
            throw new ArgumentException($"{layer}: {argument} must be one number or {axes}, all 1 or more. Received: {sizes}.", argument);
        return sizes.Rank == axes ? sizes : Shape.Of(Enumerable.Repeat(sizes[0], axes));
    }

    /// <summary>The name, if it is one of Keras' two data formats; channels_last for null.</summary>
    internal static string DataFormat(string? dataFormat) => dataFormat switch
    {
        null => ChannelsLast,
        ChannelsLast or ChannelsFirst => dataFormat,
        _ => throw Naming.Unknown("data format", dataFormat, [ChannelsLast, ChannelsFirst]),
    };

    /// <summary>Fails unless the shape has so many dimensions.</summary>
    internal static void Rank(Layer layer, Shape shape, int rank, string dimensions)
    {
        if (shape.Rank != rank)
            throw new ShapeException(
                $"Layer '{layer.Name}' ({Naming.ClassName(layer.GetType())}) expects an input of rank {rank}, {dimensions}. Received: {shape}.");
    }

    /// <summary>Fails unless the dimensions after the batch are those of a weight, apart from shared axes (counted from 1).</summary>
    internal static void SameFeatures(Layer layer, Shape input, Shape weight, IReadOnlyCollection<int> shared)
    {
        bool same = input.Rank == weight.Rank + 1;
        for (int axis = 1; same && axis < input.Rank; axis++)
            same = shared.Contains(axis) || input[axis] == weight[axis - 1];
        if (!same)
            throw new ShapeException(
                $"Layer '{layer.Name}' ({Naming.ClassName(layer.GetType())}) was built for inputs whose dimensions after the batch fit its weight {weight}. " +
                $"Received: {input}.");
    }

    internal const string ChannelsLast = "channels_last";
    internal const string ChannelsFirst = "channels_first";
}
