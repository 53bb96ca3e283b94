namespace KerasNet;

/// <summary>One transformation of one picture, as <see cref="ImageDataGenerator.GetRandomTransform(Shape, long?)"/> draws it. What is left out does nothing.</summary>
/// <remarks>The order is that of the properties: turn, shift, shear, zoom about the picture's centre as one resampling; then channel shift, flips, brightness.</remarks>
public sealed record ImageTransform
{
    /// <summary>The angle in degrees; above 0 turns counter-clockwise.</summary>
    public double Theta { get; init; }

    /// <summary>The shift in columns; above 0 moves the picture to the left.</summary>
    public double Tx { get; init; }

    /// <summary>The shift in rows; above 0 moves the picture up.</summary>
    public double Ty { get; init; }

    /// <summary>The angle of the shear in degrees.</summary>
    public double Shear { get; init; }

    /// <summary>The zoom of the columns; above 1 zooms out.</summary>
    public double Zx { get; init; } = 1;

    /// <summary>The zoom of the rows; above 1 zooms out.</summary>
    public double Zy { get; init; } = 1;

    /// <summary>Added to all channels, held between the smallest and the largest value of the picture.</summary>
    public double? ChannelShiftIntensity { get; init; }

    /// <summary>Whether left and right change places.</summary>
    public bool FlipHorizontal { get; init; }

    /// <summary>Whether top and bottom change places.</summary>
    public bool FlipVertical { get; init; }

    /// <summary>The factor of the brightness, worked out on bytes: 0 is black, 1 leaves whole numbers of 0..255 as they are.</summary>
    public double? Brightness { get; init; }
}
