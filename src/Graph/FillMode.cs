namespace KerasNet;

/// <summary>What lies beyond the edges of a picture with pixels a b c d along an axis.</summary>
public enum FillMode
{
    /// <summary>k k k k | a b c d | k k k k: one value, which also blends into the pixels at the edge.</summary>
    Constant,

    /// <summary>a a a a | a b c d | d d d d: the pixel at the edge.</summary>
    Nearest,

    /// <summary>d c b a | a b c d | d c b a: the picture mirrored about its edge.</summary>
    Reflect,

    /// <summary>
    /// a b c d | a b c d | a b c d: the picture again. As in TensorFlow, of n pixels place p &lt; 0 is p + n·(⌊−p / (n − 1)⌋ + 1), place p &gt; n − 1 is
    /// p − n·⌊p / (n − 1)⌋, and what still is outside is held at the edge.
    /// </summary>
    Wrap,
}
