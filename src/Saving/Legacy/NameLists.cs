using System.Text;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Saving.Legacy;

/// <summary>Lists of names in attributes. An attribute holds no more than 64 kB, so long lists are split: <c>layer_names0</c>, <c>layer_names1</c>….</summary>
internal static class NameLists
{
    private const int MostBytes = 64512;

    /// <summary>The names, put together again; none where there is no such attribute.</summary>
    /// <param name="group">The group.</param>
    /// <param name="attribute">The attribute's name without a number.</param>
    /// <exception cref="Hdf5Exception">The attribute holds no texts.</exception>
    internal static IReadOnlyList<string> Read(Hdf5Group group, string attribute)
    {
        if (group.Attributes.Find(attribute) is { } whole)
            return Texts(whole);
        List<string> names = [];
        for (int i = 0; group.Attributes.Find($"{attribute}{i}") is { } part; i++)
            names.AddRange(Texts(part));
        return names;
    }

    /// <summary>
    /// Writes names as h5py does: texts of any length, or in parts of a fixed length where they are too many. An empty list has no texts to tell its type by.
    /// </summary>
    /// <exception cref="ArgumentException">A name is longer than an attribute.</exception>
    internal static void Write(NewGroup group, string attribute, IReadOnlyList<string> names)
    {
        int longest = names.Count == 0 ? 0 : names.Max(Encoding.UTF8.GetByteCount);
        if (longest > MostBytes)
            throw new ArgumentException($"A name of {longest:N0} bytes does not fit into an attribute, which holds {MostBytes:N0}.", nameof(names));
        int parts = 1;
        while ((long)longest * ((names.Count + parts - 1) / parts) > MostBytes)
            parts++;
        if (parts == 1)
            group.Attribute(attribute, names.Count == 0 ? NewArray.Of(new TensorData([0], DType.Float64)) : NewArray.OfAscii(names));
        for (int i = 0, at = 0; parts > 1 && i < parts; i++)
        {
            int count = (names.Count / parts) + (i < names.Count % parts ? 1 : 0);
            group.Attribute($"{attribute}{i}", NewArray.OfFixed([.. names.Skip(at).Take(count)]));
            at += count;
        }
    }

    // An empty list is written as an array of no numbers.
    private static string[] Texts(Hdf5Attribute attribute) => attribute.Shape is [0] ? [] : attribute.ReadTexts();
}
