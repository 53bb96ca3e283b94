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

    /// <summary>One size per axis, 1 or more unless a smaller least is given; a single one counts for all.</summary>
    internal static Shape Sizes(Shape sizes, int axes, string argument, Layer layer, int least = 1)
    {
        if ((sizes.Rank != 1 && sizes.Rank != axes) || sizes.Any(size => size < least))
            throw new ArgumentException(
                $"{layer}: {argument} must be one number{(axes > 1 ? $" or {axes}" : "")}, {least} or more. Received: {sizes}.", argument);
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

    /// <summary>The sizes of the features: those of an input along axes in ascending order.</summary>
    internal static Shape Features(Layer layer, Shape input, Axes axes)
    {
        int[] places = [.. axes.Select(input.Axis)];
        if (places.Distinct().Count() != places.Length)
            throw new ArgumentException($"{layer}: axis must name each axis once. Received: {axes} for the input {input}.");
        return Shape.Of(axes.Order().Select(axis => input[input.Axis(axis)]));
    }

    /// <summary>Fails unless an input has the sizes of a weight along the axes of the features.</summary>
    internal static void SameFeatures(Layer layer, Shape input, Variable? weight, Axes axes)
    {
        if (weight is not null && (axes.Any(axis => axis >= input.Rank || axis < -input.Rank) || Features(layer, input, axes) != weight.Shape))
            throw new ShapeException(
                $"Layer '{layer.Name}' ({Naming.ClassName(layer.GetType())}) was built for inputs with the sizes {weight.Shape} along axis {axes}. Received: {input}.");
    }

    internal const string ChannelsLast = "channels_last";
    internal const string ChannelsFirst = "channels_first";
}
