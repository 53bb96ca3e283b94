using System.Numerics;

namespace KerasNet.Engine.Cpu;

/// <summary>Takes from one of two vectors as a mask says.</summary>
internal static class ChooseFunction
{
    public static Vector<float> Invoke(Vector<int> mask, Vector<float> x, Vector<float> y) => Vector.ConditionalSelect(mask, x, y);
}
