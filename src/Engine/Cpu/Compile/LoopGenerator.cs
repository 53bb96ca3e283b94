using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>Runs a whole group over connected memory: the addresses of its registers, and the bytes to do, a multiple of a vector's.</summary>
internal unsafe delegate void TileLoop(byte** registers, nint bytes);

/// <summary>Writes one loop for a group, in which everything between its operands and results stays in the processor's registers.</summary>
/// <remarks>
/// The loop calls the same vector functions as the kernels for tiles, so its results are the same to the bit; those kernels do the elements that do
/// not fill a vector, and groups for which no loop is made: short ones, with stretched operands or with elements of other sizes than 32 bits.
/// </remarks>
internal static unsafe class LoopGenerator
{
    /// <summary>Fewer elements are not worth the milliseconds it takes to compile a loop.</summary>
    internal const long MinCount = 8 * 1024;

    /// <summary>In longer groups registers run out, and compiling takes its time.</summary>
    private const int MaxInstructions = 64;

    private static readonly Type s_float = typeof(Vector<float>);
    private static readonly MethodInfo s_load = Generic(nameof(Vector.Load), typeof(float));
    private static readonly MethodInfo s_store = Generic(nameof(Vector.Store), typeof(float));
    private static readonly MethodInfo s_toInt = Generic(nameof(Vector.AsVectorInt32), typeof(float));
    private static readonly MethodInfo s_toFloat = Generic(nameof(Vector.AsVectorSingle), typeof(int));

    /// <summary>Whether a loop serves a group better than tiles.</summary>
    internal static bool Fits(GroupCode code) =>
        RuntimeFeature.IsDynamicCodeCompiled && code.Count >= MinCount && code.Instructions.Count is > 1 and <= MaxInstructions
        && code.Registers.Skip(1).All(register => register.Size == 4 && register.Source != TileSource.Spread)
        && code.Instructions.All(instruction => instruction.Function is not null);

    /// <summary>The loop of a group, compiled and ready to run.</summary>
    internal static TileLoop Make(GroupCode code)
    {
        TileLoop loop = Emit(code);

        // The first call compiles it; with nothing to do it only reads the scalars.
        float zero = 0;
        byte** registers = stackalloc byte*[code.Registers.Count];
        for (int i = 0; i < code.Registers.Count; i++)
            registers[i] = (byte*)&zero;
        loop(registers, 0);
        return loop;
    }

    private static TileLoop Emit(GroupCode code)
    {
        DynamicMethod method = new("loop", null, [typeof(byte**), typeof(nint)], typeof(LoopGenerator).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        LocalBuilder[] addresses = new LocalBuilder[code.Registers.Count], values = new LocalBuilder[code.Registers.Count];
        for (int i = 1; i < code.Registers.Count; i++)
            Prepare(il, code.Registers[i], i, addresses, values);

        LocalBuilder offset = il.DeclareLocal(typeof(nint));
        Label start = il.DefineLabel(), end = il.DefineLabel();
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Stloc, offset);
        il.MarkLabel(start);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Bge, end);
        for (int i = 1; i < code.Registers.Count; i++)
            if (code.Registers[i].Source == TileSource.Dense)
                Load(il, addresses[i], offset, values[i]);
        foreach (TileInstruction instruction in code.Instructions)
        {
            Call(il, instruction, values);
            if (code.Registers[instruction.Result].Output)
                Store(il, values[instruction.Result], addresses[instruction.Result], offset);
        }

        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, sizeof(Vector<float>));
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, offset);
        il.Emit(OpCodes.Br, start);
        il.MarkLabel(end);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<TileLoop>();
    }

    /// <summary>Reads the address of a register that lies in memory, and the number of a scalar one.</summary>
    private static void Prepare(ILGenerator il, TileRegister register, int number, LocalBuilder[] addresses, LocalBuilder[] values)
    {
        values[number] = il.DeclareLocal(s_float);
        if (register.Tensor is null)
            return;
        addresses[number] = il.DeclareLocal(typeof(nint));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, number * sizeof(byte*));
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldind_I);
        il.Emit(OpCodes.Stloc, addresses[number]);
        if (register.Source != TileSource.Scalar)
            return;
        il.Emit(OpCodes.Ldloc, addresses[number]);
        il.Emit(OpCodes.Ldind_R4);
        il.Emit(OpCodes.Newobj, s_float.GetConstructor([typeof(float)])!);
        il.Emit(OpCodes.Stloc, values[number]);
    }

    private static void Load(ILGenerator il, LocalBuilder address, LocalBuilder offset, LocalBuilder value)
    {
        il.Emit(OpCodes.Ldloc, address);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Call, s_load);
        il.Emit(OpCodes.Stloc, value);
    }

    private static void Store(ILGenerator il, LocalBuilder value, LocalBuilder address, LocalBuilder offset)
    {
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Ldloc, address);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Call, s_store);
    }

    /// <summary>Applies a function; what it wants as whole numbers is passed with the same bits.</summary>
    private static void Call(ILGenerator il, TileInstruction instruction, LocalBuilder[] values)
    {
        MethodInfo function = instruction.Function!;
        ReadOnlySpan<int> operands = [instruction.A, instruction.B, instruction.C];
        ParameterInfo[] parameters = function.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldloc, values[operands[i]]);
            if (parameters[i].ParameterType != s_float)
                il.Emit(OpCodes.Call, s_toInt);
        }

        il.Emit(OpCodes.Call, function);
        if (function.ReturnType != s_float)
            il.Emit(OpCodes.Call, s_toFloat);
        il.Emit(OpCodes.Stloc, values[instruction.Result]);
    }

    private static MethodInfo Generic(string name, Type type) => typeof(Vector).GetMember(name).OfType<MethodInfo>()
        .Single(method => method.IsGenericMethodDefinition && method.GetParameters().Length == (name == nameof(Vector.Store) ? 2 : 1))
        .MakeGenericMethod(type);
}
