using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KerasNet.Saving;
using KerasNet.Saving.Hdf5;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>What is asked of a reader.</summary>
internal enum Reading
{
    /// <summary>Everything, exactly.</summary>
    Must,

    /// <summary>Everything exactly, or a clear refusal of single datasets.</summary>
    MayRefuse,

    /// <summary>What is in the file, and a refusal of what is in other files.</summary>
    MustNotFollow,
}

/// <summary>Holds a file against the tree that h5py found in it: names, shapes, types, attributes, values or their sums.</summary>
internal static class TreeCheck
{
    /// <summary>Compares all objects of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tree">Its objects in the order of a walk; the root has the path "" or is left out.</param>
    /// <param name="rootAttributes">The root's attributes, where the tree does not have them.</param>
    /// <param name="reading">What is asked for.</param>
    /// <param name="someOnly">Whether the tree leaves objects out.</param>
    /// <param name="ours">Whether we wrote the file: names that count what a process has made so far may then have another number.</param>
    /// <param name="original">Keras' file beside ours: configurations in it must say the same, not be the same texts.</param>
    internal static void Run(
        Hdf5File file, JsonElement tree, JsonElement? rootAttributes, Reading reading, bool someOnly = false, bool ours = false, Hdf5File? original = null)
    {
        JsonElement[] expected = [.. tree.EnumerateArray()];
        List<string> paths = [];
        Walk(file.Root, "", paths);
        HashSet<string> named = [.. expected.Select(item => item.Text("path"))];
        Comparer.EqualLists("paths", paths.Where(path => !someOnly || named.Contains(path)), expected.Select(item => item.Text("path")).Where(path => path.Length > 0));
        if (rootAttributes is { } attributes)
            CheckAttributes("/", file.Root.Attributes, attributes);
        foreach (JsonElement item in expected)
            CheckObject(file.Root, item, reading, ours, original?.Root);
    }

    private static void Walk(Hdf5Group group, string prefix, List<string> paths)
    {
        foreach (Hdf5Link link in group.Links)
        {
            paths.Add(prefix + link.Name);
            if (link.Kind == LinkKind.Hard && group.Open(link.Name) is Hdf5Group child)
                Walk(child, $"{prefix}{link.Name}/", paths);
        }
    }

    private static void CheckObject(Hdf5Group root, JsonElement item, Reading reading, bool ours, Hdf5Group? original)
    {
        string path = item.Text("path");
        if (item.Field("link") is not null)
        {
            MustRefuse(path, () => root.Open(path));
            return;
        }

        object found = root.Open(path);
        if (item.Field("named_type") is { } named)
        {
            Comparer.Equal(path, (found as Hdf5Type)?.Name, named.GetString());
            return;
        }

        if (found is Hdf5Group group)
        {
            Comparer.Equal($"{path} is a dataset", item.Field("dtype") is not null, false);
            if (!ours || !IsMadeByItsOwner(path) || !HasSameStem(group.Attributes, item))
                CheckAttributes(path, group.Attributes, item.Field("attrs"), original?.Find(path) as Hdf5Group);
            return;
        }

        CheckDataset(path, (Hdf5Dataset)found, item, reading);
        CheckAttributes(path, ((Hdf5Dataset)found).Attributes, item.Field("attrs"));
    }

    /// <summary>Whether an object stands at a private attribute. It is made by its owner, and no configuration tells its name.</summary>
    private static bool IsMadeByItsOwner(string path) => path.Contains("/_", StringComparison.Ordinal);

    private static bool HasSameStem(Hdf5Attributes found, JsonElement item) =>
        found.All is [{ Name: "name" } only] && item.Field("attrs")?.Field("name")?.GetString() is { } name && Stem(only.ReadText()) == Stem(name);

    private static string Stem(string name) => name.TrimEnd("0123456789".ToCharArray()).TrimEnd('_');

    private static void CheckDataset(string path, Hdf5Dataset dataset, JsonElement item, Reading reading)
    {
        Comparer.Equal($"shape of {path}", Text(dataset.Shape), item.Field("shape") is { } shape ? Text(shape.EnumerateArray().Select(size => size.GetInt64())) : "none");
        if (dataset.Type.Kind != ElementKind.Unread)
            Comparer.Equal($"dtype of {path}", dataset.Type.Name, item.Text("dtype"));
        if (item.Field("values") is { } values)
            CheckValues(path, dataset, values);
        else if (item.Field("sum") is { } sum)
            CheckSum(path, dataset, sum.AsNumber());
        else if (reading == Reading.MustNotFollow)
            MustRefuse(path, () => dataset.ReadBytes());
        else if (reading == Reading.MayRefuse && dataset.Type.Kind == ElementKind.Unread)
            MustRefuse(path, () => dataset.ReadNumbers());
        else
            Comparer.Equal($"bytes of {path}", dataset.ReadBytes().Length, (int)(dataset.Shape ?? [0]).Aggregate(1L, (a, b) => a * b) * dataset.Type.Size);
    }

    /// <summary>The sums are pairwise ones of NumPy in the numbers' own type or in float64; ours are of doubles.</summary>
    private static void CheckSum(string path, Hdf5Dataset dataset, double expected)
    {
        double[] numbers = dataset.ReadNumbers();
        double scale = numbers.Sum(Math.Abs);
        Comparer.Check($"sum of {path}", numbers.Sum(), expected, new(1e-12 + (1e-9 * scale), 0));
    }

    private static void CheckValues(string path, Hdf5Values values, JsonElement expected)
    {
        JsonElement[] items = [.. expected.GetProperty("data").EnumerateArray()];
        if (expected.Text("dtype") == "string")
        {
            Comparer.EqualLists(path, values.ReadTexts(), items.Select(item => item.GetString()!));
            return;
        }

        double[] numbers = values.ReadNumbers();
        Comparer.Equal($"number of elements of {path}", numbers.Length, items.Length);
        for (int i = 0; i < items.Length; i++)
            if (!Same(numbers[i], items[i], expected.Text("dtype")))
                throw new MismatchException($"{path}[{i}] = {numbers[i]:R}, expected {items[i]}");
    }

    /// <summary>Decimal digits of a float32 or float16 mean the nearest number of that type; signs of zeros count.</summary>
    private static bool Same(double got, JsonElement expected, string type)
    {
        double number = expected.AsNumber();
        number = type switch { "float32" => (float)number, "float16" => (double)(Half)number, _ => number };
        return got.Equals(number) && (double.IsNaN(got) || double.IsNegative(got) == double.IsNegative(number));
    }

    private static void CheckAttributes(string path, Hdf5Attributes found, JsonElement? expected, Hdf5Group? original = null)
    {
        JsonProperty[] wanted = expected is { } json ? [.. json.EnumerateObject()] : [];
        IEnumerable<string> names = wanted.Select(item => item.Name).Order(StringComparer.Ordinal);
        Comparer.EqualLists($"attributes of {path}", found.All.Select(attribute => attribute.Name).Order(StringComparer.Ordinal), names);
        foreach (JsonProperty item in wanted)
            if (original is not null && item.Value.ValueKind == JsonValueKind.Object)
                ConfigComparison.Check(found[item.Name].ReadText(), original.Attributes[item.Name].ReadText(), item.Name);
            else
                CheckAttribute(found[item.Name], item.Value);
    }

    private static void CheckAttribute(Hdf5Attribute attribute, JsonElement expected)
    {
        string what = attribute.Path;
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null:
                Comparer.Equal(what, attribute.Shape, null);
                break;
            case JsonValueKind.String:
                Comparer.Equal(what, attribute.ReadText(), expected.GetString());
                break;
            case JsonValueKind.Object:
                byte[] text = Encoding.UTF8.GetBytes(attribute.ReadText());
                Comparer.Equal($"length of {what}", text.Length, expected.GetProperty("length").GetInt32());
                Comparer.Equal($"hash of {what}", Convert.ToHexStringLower(SHA256.HashData(text)), expected.Text("sha256"));
                break;
            case JsonValueKind.Array when expected.GetArrayLength() == 0:
                Comparer.Equal(what, Text(attribute.Shape), "0");
                break;
            case JsonValueKind.Array when expected[0].ValueKind == JsonValueKind.String:
                Comparer.EqualLists(what, attribute.ReadTexts(), expected.EnumerateArray().Select(item => item.GetString()!));
                break;
            case JsonValueKind.Array:
                Comparer.EqualLists(what, attribute.ReadNumbers(), expected.EnumerateArray().Select(GoldenJson.AsNumber));
                break;
            default:
                Comparer.EqualLists(what, attribute.ReadNumbers(), [expected.AsNumber()]);
                Comparer.Equal($"{what} is a truth value", attribute.Type.Kind == ElementKind.Bool, expected.ValueKind is JsonValueKind.True or JsonValueKind.False);
                break;
        }
    }

    private static void MustRefuse(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Hdf5Exception e)
        {
            Comparer.Equal("the message names the object", e.Message.Contains($"/{path}", StringComparison.Ordinal), true);
            return;
        }

        throw new MismatchException($"{path} was read");
    }

    private static string Text(IEnumerable<long>? shape) => shape is null ? "none" : string.Join(',', shape);
}
