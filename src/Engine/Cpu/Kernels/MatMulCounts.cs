using System.Runtime.InteropServices;

namespace KerasNet.Engine.Cpu;

/// <summary>A number known to the compiler: the size of the struct. Code for what is beyond it is left out.</summary>
/// <remarks>A size rather than a static member, because the compiler knows it before it looks at the code: less to compile at the first call.</remarks>
internal interface IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct MatMulCount1 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct MatMulCount2 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct MatMulCount3 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct MatMulCount4 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 5)]
internal readonly struct MatMulCount5 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct MatMulCount6 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 7)]
internal readonly struct MatMulCount7 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly struct MatMulCount8 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 9)]
internal readonly struct MatMulCount9 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 10)]
internal readonly struct MatMulCount10 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 11)]
internal readonly struct MatMulCount11 : IMatMulCount;

[StructLayout(LayoutKind.Sequential, Size = 12)]
internal readonly struct MatMulCount12 : IMatMulCount;
