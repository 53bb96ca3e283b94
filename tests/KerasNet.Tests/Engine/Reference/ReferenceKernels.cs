namespace KerasNet.Tests.Engine.Reference;

/// <summary>Computes a node's outputs from its operands, one element after the other.</summary>
internal delegate void ReferenceKernel(Node node, TensorData[] x, TensorData[] y);

/// <summary>All kernels of the reference backend, by operation.</summary>
internal static class ReferenceKernels
{
    internal static readonly Dictionary<Op, ReferenceKernel> Table = new(
        [
            .. ElementwiseKernels.Table,
            .. MovementKernels.Table,
            .. ReductionKernels.Table,
            .. ContractionKernels.Table,
            .. IndexingKernels.Table,
        ]);
}
