using System.Text.Json;

namespace KerasNet.Saving;

/// <summary>What stands between the brackets of <c>x[…]</c> in Python: numbers, slices, an ellipsis, new axes.</summary>
internal static class ItemKey
{
    private const string Slice = "__slice__";
    private const string Ellipsis = "__ellipsis__";

    /// <summary>The part of a tensor that a key names, as NumPy counts.</summary>
    /// <exception cref="ConfigException">The key has more places than the tensor axes, or leads out of one.</exception>
    /// <exception cref="UnsupportedConfigException">It holds something else, such as a tensor.</exception>
    internal static KerasTensor Of(KerasTensor x, JsonElement key)
    {
        List<JsonElement> places = key.ValueKind == JsonValueKind.Array ? [.. key.EnumerateArray()] : [key];
        int taken = places.Count(place => place.ValueKind == JsonValueKind.Number || IsClass(place, Slice));
        if (taken > x.Rank)
            throw new ConfigException($"GetItem names {taken} axes of a tensor that has {x.Rank}: {x}.");
        int rest = x.Rank - taken;

        int axis = 0;
        List<int> shape = [];
        foreach (JsonElement place in places)
            if (IsClass(place, Ellipsis))
                for (; rest > 0; rest--)
                    shape.Add(x.Shape[axis++]);
            else if (place.ValueKind == JsonValueKind.Null)
                shape.Add(1);
            else if (place.ValueKind == JsonValueKind.Number && place.TryGetInt32(out int index))
            {
                int size = x.Shape[axis];
                if (index < -size || index >= size)
                    throw new ConfigException($"GetItem takes entry {index} of an axis of {size}: {x}.");
                x = Part(x, axis++, index < 0 ? index + size : index, 1, 1);
            }
            else if (IsClass(place, Slice))
            {
                x = Sliced(x, axis, place.GetProperty("config"));
                shape.Add(x.Shape[axis++]);
            }
            else
                throw new UnsupportedConfigException($"GetItem with the key {ObjectConfig.Shorten(place)}");
        return Ops.Reshape(x, Shape.Of([.. shape, .. x.Shape.Skip(axis)]));
    }

    private static KerasTensor Sliced(KerasTensor x, int axis, JsonElement slice)
    {
        int size = x.Shape[axis];
        int step = Number(slice, "step") ?? 1;
        if (step == 0)
            throw new ConfigException("GetItem has a slice whose step is 0.");
        if (step < 0)
            x = Ops.Flip(x, axis);

        // Backwards from entry i is forwards from entry size − 1 − i.
        int start = Place(Number(slice, "start"), 0), stop = Place(Number(slice, "stop"), size);
        return Part(x, axis, start, Math.Max(0, (int)(((long)stop - start + Math.Abs((long)step) - 1) / Math.Abs((long)step))), Math.Abs(step));

        int Place(int? given, int otherwise)
        {
            if (given is not { } at)
                return otherwise;
            long place = at < 0 ? (long)at + size : at;
            return (int)Math.Clamp(step < 0 ? size - 1 - place : place, 0, size);
        }
    }

    private static KerasTensor Part(KerasTensor x, int axis, int start, int count, int step)
    {
        if (start == 0 && count == x.Shape[axis] && step == 1)
            return x;
        int[] starts = new int[x.Rank];
        int[] limits = [.. x.Shape];
        int[] strides = [.. Enumerable.Repeat(1, x.Rank)];
        (starts[axis], limits[axis], strides[axis]) = (start, count == 0 ? start : start + ((count - 1) * step) + 1, step);
        return Ops.Slice(x, starts, limits, strides);
    }

    private static int? Number(JsonElement slice, string key) =>
        slice.Member(key) is { } number ? (int?)ConfigValue.Read(number, typeof(int), $"GetItem({key})", new ConfigNotes()) : null;

    private static bool IsClass(JsonElement json, string name) => json.Member("class_name") is { ValueKind: JsonValueKind.String } found && found.ValueEquals(name);
}
