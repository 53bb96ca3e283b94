namespace KerasNet.Data.Images;

/// <summary>The second byte of JPEG's markers (T.81, table B.1).</summary>
internal static class JpegMarker
{
    internal const byte StartOfFrame0 = 0xC0;
    internal const byte StartOfFrame1 = 0xC1;
    internal const byte StartOfFrame2 = 0xC2;
    internal const byte HuffmanTables = 0xC4;
    internal const byte StartOfFrame15 = 0xCF;
    internal const byte JpegExtension = 0xC8;
    internal const byte ArithmeticConditioning = 0xCC;
    internal const byte Restart0 = 0xD0;
    internal const byte Restart7 = 0xD7;
    internal const byte StartOfImage = 0xD8;
    internal const byte EndOfImage = 0xD9;
    internal const byte StartOfScan = 0xDA;
    internal const byte QuantizationTables = 0xDB;
    internal const byte RestartInterval = 0xDD;
    internal const byte Application0 = 0xE0;
    internal const byte Application14 = 0xEE;
    internal const byte Temporary = 0x01;

    /// <summary>Whether no segment follows the marker.</summary>
    internal static bool StandsAlone(byte marker) => marker is >= Restart0 and <= StartOfImage or Temporary;

    /// <summary>Whether a frame header follows the marker, of a kind that is read or not.</summary>
    internal static bool IsFrame(byte marker) =>
        marker is >= StartOfFrame0 and <= StartOfFrame15 and not (HuffmanTables or JpegExtension or ArithmeticConditioning);

    /// <summary>The kind of a frame that is not read.</summary>
    internal static string Kind(byte marker) => marker switch
    {
        0xC3 => "lossless",
        0xC5 or 0xC6 => "hierarchical",
        0xC7 => "hierarchical lossless",
        0xC9 or 0xCA => "arithmetic-coded",
        0xCB => "arithmetic-coded lossless",
        _ => "hierarchical arithmetic-coded",
    };
}
