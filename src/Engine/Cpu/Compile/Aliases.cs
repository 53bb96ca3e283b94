namespace KerasNet.Engine.Cpu;

/// <summary>Tensors that need no memory of their own because their elements lie in another tensor already, in the same order.</summary>
internal static class Aliases
{
    /// <summary>Whether the operation only gives its operand (or a connected part of it) another shape.</summary>
    internal static bool IsAlias(Node node) => node.Op is Op.Reshape or Op.StopGradient || (node.Op == Op.Slice && PartStart(node) is not null);

    /// <summary>The tensor in whose memory <paramref name="x"/> lies, and where it starts there, in bytes.</summary>
    internal static (KerasTensor Root, long Offset) Root(KerasTensor x)
    {
        long offset = 0;
        while (IsAlias(x.Node))
        {
            if (x.Node.Op == Op.Slice)
                offset += PartStart(x.Node)!.Value * x.DType.Size();
            x = x.Node[0];
        }

        return (x, offset);
    }

    /// <summary>The tensor before it was stretched; elementwise operations stretch it while they read.</summary>
    internal static KerasTensor BeforeStretching(KerasTensor x)
    {
        while (x.Node.Op == Op.Broadcast)
            x = x.Node[0];
        return x;
    }

    /// <summary>The first element of a slice whose elements lie side by side, or null.</summary>
    private static long? PartStart(Node node)
    {
        SliceAttributes slice = node.Get<SliceAttributes>();
        Shape from = node[0].Shape, to = node.Output.Shape;
        if (to.ElementCount == 0)
            return null;
        long start = 0, stride = 1;
        bool whole = true;
        for (int axis = from.Rank - 1; axis >= 0; axis--)
        {
            // Outside of the outermost axis that is cut, only single entries may be taken.
            if (to[axis] > 1 && (!whole || slice.Strides[axis] > 1))
                return null;
            whole &= to[axis] == from[axis];
            start += slice.Starts[axis] * stride;
            stride *= from[axis];
        }

        return start;
    }
}
