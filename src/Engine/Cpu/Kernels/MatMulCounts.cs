namespace KerasNet.Engine.Cpu;

/// <summary>A number known to the compiler, which leaves out the code for what is beyond it.</summary>
internal interface IMatMulCount
{
    static abstract int Value { get; }
}

internal readonly struct MatMulCount1 : IMatMulCount
{
    public static int Value => 1;
}

internal readonly struct MatMulCount2 : IMatMulCount
{
    public static int Value => 2;
}

internal readonly struct MatMulCount3 : IMatMulCount
{
    public static int Value => 3;
}

internal readonly struct MatMulCount4 : IMatMulCount
{
    public static int Value => 4;
}

internal readonly struct MatMulCount5 : IMatMulCount
{
    public static int Value => 5;
}

internal readonly struct MatMulCount6 : IMatMulCount
{
    public static int Value => 6;
}

internal readonly struct MatMulCount7 : IMatMulCount
{
    public static int Value => 7;
}

internal readonly struct MatMulCount8 : IMatMulCount
{
    public static int Value => 8;
}

internal readonly struct MatMulCount9 : IMatMulCount
{
    public static int Value => 9;
}

internal readonly struct MatMulCount10 : IMatMulCount
{
    public static int Value => 10;
}

internal readonly struct MatMulCount11 : IMatMulCount
{
    public static int Value => 11;
}

internal readonly struct MatMulCount12 : IMatMulCount
{
    public static int Value => 12;
}
