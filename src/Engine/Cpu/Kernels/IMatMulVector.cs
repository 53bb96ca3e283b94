namespace KerasNet.Engine.Cpu;

/// <summary>The few operations that the matrix kernels need of a vector of floats, so that one source serves every width.</summary>
internal unsafe interface IMatMulVector<TVector>
    where TVector : struct
{
    /// <summary>Elements in a vector.</summary>
    static abstract int Length { get; }

    /// <summary>Rows of C that the kernel keeps in registers: two vectors for each, and three registers over.</summary>
    static abstract int MaxRows { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    static abstract TVector Broadcast(float value);

    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector sum);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The larger of zero and the value; a NaN stays one.</summary>
    static abstract TVector Relu(TVector value);

    static abstract float Sum(TVector value);
}
