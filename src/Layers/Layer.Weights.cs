using KerasNet.Saving;

namespace KerasNet.Layers;

public abstract partial class Layer
{
    // In which list a weight stands is settled when it is made; freezing it later does not change the order of weights.
    private readonly List<Variable> _made = [];
    private readonly List<Variable> _madeFixed = [];
    private readonly List<Layer> _sublayers = [];
    private readonly List<SeedGenerator> _seedGenerators = [];
    private readonly Dictionary<Variable, LowRankUpdate> _updates = [];

    // The first layer that this one became part of; a model does not count.
    private Layer? _owner;
    private readonly Dictionary<Variable, (Initializer Initializer, Regularizer? Regularizer, Constraint? Constraint)> _extras = [];

    /// <summary>Layers that are part of this one, in the order in which they were added.</summary>
    protected internal virtual IReadOnlyList<Layer> Sublayers => _sublayers;

    /// <summary>All weights in Keras' order: own trainable ones, own others, then those of the sublayers.</summary>
    public IReadOnlyList<Variable> Weights =>
        [.. Own.Concat(Sublayers.SelectMany(layer => layer.Weights)).Distinct()];

    /// <summary>The weights that an optimizer updates: none if <see cref="Trainable"/> is false.</summary>
    public IReadOnlyList<Variable> TrainableWeights =>
        Trainable ? [.. Own.Where(v => v.Trainable).Concat(Sublayers.SelectMany(layer => layer.TrainableWeights)).Distinct()] : [];

    /// <summary>The weights that an optimizer leaves alone.</summary>
    public IReadOnlyList<Variable> NonTrainableWeights
    {
        get
        {
            HashSet<Variable> trainable = [.. TrainableWeights];
            return [.. Weights.Where(v => !trainable.Contains(v))];
        }
    }

    /// <summary>The random states of this layer and its sublayers.</summary>
    internal IReadOnlyList<SeedGenerator> SeedGenerators => [.. _seedGenerators.Concat(Sublayers.SelectMany(layer => layer.SeedGenerators)).Distinct()];

    /// <summary>The path of the weights: the layer's name behind those of the layers that it is part of.</summary>
    private string WeightOwner => _owner is null ? Name : $"{_owner.WeightOwner}/{Name}";

    /// <summary>The weights that are not those of sublayers.</summary>
    private IEnumerable<Variable> Own => _made.Concat(_madeFixed);

    /// <summary>The weights that a file keeps for this layer itself, in Keras' order.</summary>
    internal virtual IReadOnlyList<Variable> OwnWeights => [.. Own.Where(weight => !_updates.Values.Any(update => update.Has(weight)))];

    /// <summary>The numbers of an own weight as a file keeps them: with what was learned beside it.</summary>
    internal TensorData SavedValue(Variable weight) => _updates.TryGetValue(weight, out LowRankUpdate? update) ? update.MergedWith(weight.Value) : weight.Value;

    /// <summary>What was learned beside weights is in those weights where they were loaded alone.</summary>
    /// <param name="loaded">The weights that were loaded.</param>
    internal void ForgetUpdates(IReadOnlySet<Variable> loaded)
    {
        foreach ((Variable weight, LowRankUpdate update) in _updates)
            if (loaded.Contains(weight) && !loaded.Any(update.Has))
                update.Clear();
    }

    /// <summary>The attributes under which a file keeps what the layer is made of: each a layer, or an array of layers and arrays.</summary>
    /// <remarks>Overridden where Keras' layer has other attributes than ours has fields, so that both write the same files.</remarks>
    internal virtual IEnumerable<KeyValuePair<string, object>> SavedAttributes => StateAttributes.Of(this);

    /// <summary>The number of single numbers in the weights.</summary>
    /// <exception cref="InvalidOperationException">The layer has not been built.</exception>
    public long CountParams() => Built
        ? Weights.Sum(weight => weight.Shape.ElementCount)
        : throw new InvalidOperationException(
            $"Layer '{Name}' has no weights yet, so they cannot be counted. Build it first, by calling it or with an input shape.");

    /// <summary>Penalties on weights: one scalar per trainable weight with a regularizer, of this layer and its sublayers.</summary>
    internal IEnumerable<KerasTensor> WeightLosses()
    {
        HashSet<Variable> trainable = [.. TrainableWeights];
        return WeightsWithExtras()
            .Where(pair => pair.Regularizer is not null && trainable.Contains(pair.Variable))
            .Select(pair => pair.Regularizer!.Call(pair.Variable));
    }

    /// <summary>What gave a weight of this layer or its sublayers its first values.</summary>
    internal Initializer? InitializerOf(Variable weight) =>
        _extras.TryGetValue(weight, out (Initializer Initializer, Regularizer?, Constraint?) made)
            ? made.Initializer
            : Sublayers.Select(layer => layer.InitializerOf(weight)).FirstOrDefault(initializer => initializer is not null);

    /// <summary>The weights that have a constraint, of this layer and its sublayers.</summary>
    internal IEnumerable<(Variable Variable, Constraint Constraint)> ConstrainedWeights() =>
        WeightsWithExtras().Where(pair => pair.Constraint is not null).Select(pair => (pair.Variable, pair.Constraint!));

    /// <summary>Makes a weight. To be called in <c>Build</c>.</summary>
    /// <param name="name">Its name, for example <c>kernel</c>.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="initializer">Its first values; Glorot uniform if not given.</param>
    /// <param name="regularizer">A penalty on it that is added to the loss.</param>
    /// <param name="constraint">Applied to it after each optimizer step.</param>
    /// <param name="trainable">Whether optimizers update it.</param>
    /// <param name="dtype">Its dtype; the layer's if not given.</param>
    protected Variable AddWeight(
        string name,
        Shape shape,
        Initializer? initializer = null,
        Regularizer? regularizer = null,
        Constraint? constraint = null,
        bool trainable = true,
        DType? dtype = null)
    {
        if (!shape.IsKnown)
            throw new ShapeException(
                $"Layer '{Name}' needs to know the shape of its weight '{name}', but {shape} has an unknown dimension. Give the input a fixed size there.");
        DType type = dtype ?? DType;
        WeightBudget.Charge(shape, type, this, name);
        initializer ??= type.IsFloating() ? new GlorotUniform() : new Zeros();
        Variable variable = new(initializer.Initialize(shape, type), name, trainable, WeightOwner);
        (trainable ? _made : _madeFixed).Add(variable);
        _extras[variable] = (initializer, regularizer, constraint);
        return variable;
    }

    /// <summary>Lists a weight of a sublayer among this layer's own, where Keras lists it.</summary>
    private protected void Adopt(Variable weight, Layer owner)
    {
        _made.Add(weight);
        _extras[weight] = owner._extras[weight];
    }

    /// <summary>Makes another layer part of this one: its weights, losses and random state count as this layer's.</summary>
    protected T AddSublayer<T>(T layer)
        where T : Layer
    {
        _sublayers.Add(layer);
        if (this is not Model)
            layer._owner ??= this;
        return layer;
    }

    /// <summary>
    /// Freezes a matrix-like weight and makes the two small factors whose product is learned and added to it instead (LoRA, Hu et al., 2021).
    /// </summary>
    /// <param name="weight">The weight to freeze.</param>
    /// <param name="rank">The inner size of the product.</param>
    /// <param name="alpha">The product is multiplied by alpha / rank; the rank if not given.</param>
    /// <param name="regularizer">A penalty on the factors.</param>
    private protected LowRankUpdate AddLowRankUpdate(Variable weight, int rank, double? alpha, Regularizer? regularizer)
    {
        weight.Trainable = false;
        Variable a = AddWeight($"lora_{weight.Name}_a", weight.Shape[..^1].Append(rank), new HeUniform(), regularizer);
        Variable b = AddWeight($"lora_{weight.Name}_b", [rank, weight.Shape[^1]], new Zeros(), regularizer);
        return _updates[weight] = new LowRankUpdate(a, b, (alpha ?? rank) / rank);
    }

    /// <summary>Makes the layer behind an activation, if there is one, part of this layer.</summary>
    private protected void AddActivation(ActivationFunction activation)
    {
        if (activation.Layer is { } layer)
            AddSublayer(layer);
    }

    /// <summary>Makes a random state for this layer.</summary>
    protected SeedGenerator AddSeedGenerator(long? seed = null)
    {
        SeedGenerator generator = new(seed);
        _seedGenerators.Add(generator);
        return generator;
    }

    private IEnumerable<(Variable Variable, Regularizer? Regularizer, Constraint? Constraint)> WeightsWithExtras() =>
        Own.Select(v => (v, _extras[v].Regularizer, _extras[v].Constraint))
            .Concat(Sublayers.SelectMany(layer => layer.WeightsWithExtras()))
            .DistinctBy(pair => pair.Item1);
}
