using System.Text.Json;

namespace KerasNet.Saving;

/// <summary>The arguments of a saved operation: those of its call, tensors among them, and those that it was made with.</summary>
internal sealed class OperationCall
{
    private readonly string _name;
    private readonly JsonElement _config;
    private readonly JsonElement[] _arguments;
    private readonly Dictionary<string, JsonElement> _named = [];

    // Where the tensors of each argument begin among all of them.
    private readonly List<int> _starts = [];
    private readonly IReadOnlyList<KerasTensor> _tensors;

    internal OperationCall(string name, JsonElement config, JsonElement call, IReadOnlyList<KerasTensor> tensors)
    {
        (_name, _config, _tensors) = (name, config, tensors);
        _arguments = [.. call.Member("args") is { ValueKind: JsonValueKind.Array } given ? given.EnumerateArray() : []];
        if (call.Member("kwargs") is { ValueKind: JsonValueKind.Object } named)
            foreach (JsonProperty argument in named.EnumerateObject())
                _named[argument.Name] = argument.Value;
        int start = 0;
        foreach (JsonElement argument in _arguments)
        {
            _starts.Add(start);
            start += FunctionalConfig.References(argument).Count();
        }
    }

    /// <summary>The class of the operation.</summary>
    internal string Name => _name;

    /// <summary>The first tensor.</summary>
    internal KerasTensor X => Tensor(0);

    /// <summary>How many arguments the call has.</summary>
    internal int Count => _arguments.Length;

    /// <summary>All tensors in their order.</summary>
    internal IReadOnlyList<KerasTensor> Tensors => _tensors;

    /// <summary>The argument at this place: a tensor, or a number that becomes one of the kind of the tensors beside it.</summary>
    internal KerasTensor Tensor(int place)
    {
        JsonElement argument = Argument(place);
        if (FunctionalConfig.IsTensor(argument))
            return _tensors[_starts[place]];
        bool whole = _tensors.Count > 0 && !_tensors[0].DType.IsFloating();
        return argument.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => Ops.Cast(Ops.Scalar(argument.GetBoolean() ? 1 : 0), DType.Bool),
            _ when whole && argument.ValueKind == JsonValueKind.Number && argument.TryGetInt64(out long integer) => Ops.Scalar(integer, _tensors[0].DType),
            _ => Ops.Scalar((double)(ConfigValue.Read(argument, typeof(double), Where(place), new ConfigNotes()) ?? throw Missing($"argument {place}"))),
        };
    }

    /// <summary>What the call says at this place, where it is no tensor.</summary>
    internal JsonElement Argument(int place) => place < _arguments.Length ? _arguments[place] : throw Missing($"argument {place}");

    /// <summary>A number; the default if it is not given or null.</summary>
    internal int Int(string key, int otherwise) => (int?)Value(key, typeof(int)) ?? otherwise;

    /// <summary>A number; the default if it is not given or null.</summary>
    internal double Number(string key, double otherwise) => (double?)Value(key, typeof(double)) ?? otherwise;

    /// <summary>A truth value.</summary>
    internal bool Flag(string key, bool otherwise = false) => (bool?)Value(key, typeof(bool)) ?? otherwise;

    /// <summary>A text.</summary>
    internal string? Text(string key) => (string?)Value(key, typeof(string));

    /// <summary>A dtype; null if it is not given.</summary>
    internal DType? Type(string key) => (DType?)Value(key, typeof(DType));

    /// <summary>One number or a list of them; null if it is not given.</summary>
    internal int[]? Ints(string key) =>
        Raw(key) is not { } json ? null
        : json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(item => (int)(ConfigValue.Read(item, typeof(int), Where(key), new ConfigNotes()) ?? -1))]
        : [Int(key, 0)];

    /// <summary>A value as it was saved; null if it is not given or null.</summary>
    internal JsonElement? Raw(string key) =>
        _config.Member(key) ?? (_named.TryGetValue(key, out JsonElement json) && json.ValueKind != JsonValueKind.Null ? json : null);

    internal ConfigException Missing(string what) => new($"The operation {_name} has no {what}.");

    private object? Value(string key, Type type) => Raw(key) is { } json ? ConfigValue.Read(json, type, Where(key), new ConfigNotes()) : null;

    private string Where(object key) => $"{_name}({key})";
}
