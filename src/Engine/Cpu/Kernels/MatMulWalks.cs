namespace KerasNet.Engine.Cpu;

/// <summary>How the kernel walks through A, known to the compiler.</summary>
internal interface IMatMulWalk
{
    /// <summary>True: row r starts at r · stride and one step along k is one element. False: the other way round, as in packed panels.</summary>
    static abstract bool AlongRows { get; }
}

/// <summary>A stored row by row: one pointer for every third row.</summary>
internal readonly struct MatMulAlongRows : IMatMulWalk
{
    public static bool AlongRows => true;
}

/// <summary>A stored column by column (a transposed array or a packed panel): the rows of one step lie side by side.</summary>
internal readonly struct MatMulAlongColumns : IMatMulWalk
{
    public static bool AlongRows => false;
}
