using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasNet.Engine.Cpu;

/// <summary>How vectors of a row are read and written, so that one source serves whole vectors and the rest at the end of a row.</summary>
internal unsafe interface ILanes
{
    /// <summary>Reads elements; those beyond <paramref name="count"/> may be 0.</summary>
    static abstract Vector<float> Load(float* source, nint count);

    /// <summary>Writes elements, at least the first <paramref name="count"/>.</summary>
    static abstract void Store(Vector<float> vector, float* target, nint count);
}

/// <summary>Whole vectors.</summary>
internal readonly unsafe struct WholeLanes : ILanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source, nint count) => Vector.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, float* target, nint count) => vector.Store(target);
}

/// <summary>Fewer elements than a vector's. Not inlined: copies of a few bytes would cost the loop over whole vectors its registers.</summary>
internal readonly unsafe struct FewLanes : ILanes
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector<float> Load(float* source, nint count) => TileVector.LoadPart(source, count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Store(Vector<float> vector, float* target, nint count) => TileVector.StorePart(vector, target, count);
}
