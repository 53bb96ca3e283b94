namespace KerasNet;

/// <summary>What stands beyond the border of a picture whose row is <c>a b c d</c>, where a transformation looks there.</summary>
public enum FillMode
{
    /// <summary><c>k k k | a b c d | k k k</c>, with k the value <c>cval</c>.</summary>
    Constant,

    /// <summary><c>a a a | a b c d | d d d</c></summary>
    Nearest,

    /// <summary><c>c b a | a b c d | d c b</c></summary>
    Reflect,

    /// <summary><c>b c d | a b c d | a b c</c>; between the pixels the period is one pixel shorter than the row, as in scipy's <c>wrap</c>.</summary>
    Wrap,
}
