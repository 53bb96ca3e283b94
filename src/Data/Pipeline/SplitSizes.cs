namespace KerasNet.Data;

/// <summary>How many elements each part of a split has: the rules of Keras' split_dataset.</summary>
internal static class SplitSizes
{
    /// <exception cref="ArgumentException">No size is given, a part would be empty, or the parts are larger than the whole.</exception>
    internal static (int Left, int Right) Of(int count, double? leftSize, double? rightSize)
    {
        if (leftSize is null && rightSize is null)
            throw new ArgumentException("A split needs leftSize, rightSize or both.");
        int? left = Elements(leftSize, nameof(leftSize), count), right = Elements(rightSize, nameof(rightSize), count);
        (int first, int last) = (left ?? count - right!.Value, right ?? count - left!.Value);
        if (first + last > count)
            throw new ArgumentException($"The parts of a split, {first} and {last} elements, are larger than the whole, {count}.");
        return first > 0 && last > 0
            ? (first, last)
            : throw new ArgumentException(
                $"A split of {count} elements leaves {Math.Max(0, first)} on the left and {Math.Max(0, last)} on the right: both parts must have at least one.");
    }

    private static int? Elements(double? size, string name, int count) => size switch
    {
        null => null,
        > 0 and < 1 => (int)Math.Round(size.Value * count),
        >= 1 and <= int.MaxValue when size == Math.Floor(size.Value) => (int)size,
        _ => throw new ArgumentOutOfRangeException(name, size, $"{name} must be a share between 0 and 1 or a whole number from 1 on."),
    };
}
