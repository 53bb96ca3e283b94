using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving;

/// <summary>A dataset of numbers.</summary>
/// <param name="group">A group above it.</param>
/// <param name="name">Its path from there.</param>
internal sealed class Hdf5Array(Hdf5Group group, string name) : StoredArray
{
    private Hdf5Dataset Dataset => group.Dataset(name);

    internal override IReadOnlyList<long>? Shape => Dataset.Shape;

    internal override string? Problem
    {
        get
        {
            try
            {
                Dataset.CheckStored();
                return Dataset.IsNumeric ? null : $"{(Dataset.IsText ? "texts" : Dataset.Type.Name)} in place of numbers";
            }
            catch (Hdf5Exception e)
            {
                return e.Problem;
            }
        }
    }

    internal override void CopyTo(TensorData target) => Dataset.CopyTo(target);
}
