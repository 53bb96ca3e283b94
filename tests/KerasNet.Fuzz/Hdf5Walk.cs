using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Fuzz;

/// <summary>Reads all that an HDF5 file holds.</summary>
internal static class Hdf5Walk
{
    private const int MostDepth = 100;

    /// <summary>Opens every object and reads every value. The first refusal is thrown once everything else has been tried.</summary>
    internal static void ReadAll(byte[] bytes)
    {
        Hdf5Exception? refusal = null;
        Read(Hdf5File.Read(bytes, "fuzzed").Root, MostDepth, ref refusal);
        if (refusal is not null)
            throw refusal;
    }

    private static void Read(Hdf5Group group, int depth, ref Hdf5Exception? refusal)
    {
        if (depth == 0)
            throw new InvalidOperationException("The walk does not end.");
        ReadAttributes(group.Attributes, ref refusal);
        foreach (Hdf5Link link in group.Links)
            try
            {
                switch (group.Open(link.Name))
                {
                    case Hdf5Group child:
                        Read(child, depth - 1, ref refusal);
                        break;
                    case Hdf5Dataset dataset:
                        ReadAttributes(dataset.Attributes, ref refusal);
                        ReadValues(dataset);
                        break;
                }
            }
            catch (Hdf5Exception e)
            {
                refusal ??= e;
            }
    }

    private static void ReadAttributes(Hdf5Attributes attributes, ref Hdf5Exception? refusal)
    {
        foreach (Hdf5Attribute attribute in attributes.All)
            try
            {
                ReadValues(attribute);
            }
            catch (Hdf5Exception e)
            {
                refusal ??= e;
            }
    }

    private static void ReadValues(Hdf5Values values)
    {
        if (values.IsText)
            values.ReadTexts();
        else if (values.Type.Kind == ElementKind.Float32)
            values.Read<float>();
        else if (values.IsNumeric && values.Type.Size > 1)
            values.ReadNumbers();
        else
            values.ReadBytes();
    }
}
