namespace KerasNet.Layers;

/// <summary>A text or a whole number, where Keras takes either.</summary>
public sealed class TextOrInteger
{
    private TextOrInteger(string? text, long? number) => (Text, Number) = (text, number);

    /// <summary>The text, if it is one.</summary>
    public string? Text { get; }

    /// <summary>The number, if it is one.</summary>
    public long? Number { get; }

    /// <summary>A text.</summary>
    public static implicit operator TextOrInteger(string text) => new(text, null);

    /// <summary>A whole number.</summary>
    public static implicit operator TextOrInteger(long number) => new(null, number);

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number.ToString()!;
}
