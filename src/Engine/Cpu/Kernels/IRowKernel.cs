namespace KerasNet.Engine.Cpu;

/// <summary>A function of one row of floats, and of what a second operand holds for that row.</summary>
internal unsafe interface IRowKernel
{
    /// <summary>The number of results for a row.</summary>
    static abstract int ResultSize(int columns);

    static abstract void Run(float* x, void* other, float* result, int columns);
}
