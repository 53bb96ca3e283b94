namespace KerasNet.Engine.Cpu;

/// <summary>The cells of one window that lie inside of the input, for kernels that treat all channels alike.</summary>
internal readonly unsafe struct WindowCells
{
    /// <summary>The number of cells; none where the window lies in the padding.</summary>
    internal int Count { get; init; }

    /// <summary>The first element of the first cell.</summary>
    internal nint First { get; init; }

    /// <summary>Where each cell starts, counted from there.</summary>
    internal nint* Offsets { get; init; }

    /// <summary>Where each cell's weights start in filters with one weight for every channel.</summary>
    internal nint* Weights { get; init; }

    /// <summary>The first element of the window's result.</summary>
    internal nint Result { get; init; }

    internal int Channels { get; init; }

    /// <summary>Whether cells belong to other windows as well, so that what is sent to them is added.</summary>
    internal bool Shares { get; init; }
}

/// <summary>What is done with one window.</summary>
internal unsafe interface IWindowKernel<T>
    where T : unmanaged
{
    /// <summary>Whether results go to the cells of the window instead of coming from them.</summary>
    static abstract bool Sends { get; }

    /// <summary>Treats a window.</summary>
    /// <param name="window">Its cells.</param>
    /// <param name="cells">What the cells hold, or else the filters.</param>
    /// <param name="other">The gradient of the windows' results, or the filters; null where there is none.</param>
    /// <param name="result">Where results go: windows' results, or the gradient of the cells or filters.</param>
    static abstract void Run(in WindowCells window, T* cells, T* other, T* result);
}
