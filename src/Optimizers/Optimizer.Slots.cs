using System.Text.RegularExpressions;

namespace KerasNet.Optimizers;

public abstract partial class Optimizer
{
    private readonly List<Variable> _trained = [];
    private readonly List<Variable> _averages = [];
    private readonly List<Variable> _accumulators = [];
    private readonly List<Variable> _slots = [];
    private readonly Dictionary<(Variable, string), Variable> _slotOf = [];
    private readonly HashSet<Variable> _undecayed = [];
    private readonly List<string> _undecayedNames = [];

    /// <summary>The weights that are trained, in the order in which they were given.</summary>
    protected IReadOnlyList<Variable> Trained => _trained;

    /// <summary>Makes the state for the weights to be trained. A second call must name the same weights.</summary>
    /// <param name="variables">The weights, in Keras' order.</param>
    /// <exception cref="InvalidOperationException">The optimizer was built for other weights.</exception>
    public virtual void Build(IReadOnlyList<Variable> variables)
    {
        if (Built)
        {
            if (!_trained.SequenceEqual(variables))
                throw new InvalidOperationException(
                    $"Optimizer '{Name}' was built for {_trained.Count} other weights. Make a new optimizer for another model, and compile again after changing which layers are trainable.");
            return;
        }

        _trained.AddRange(variables);
        foreach (Variable variable in variables)
        {
            if (UseEma)
                _averages.Add(State(variable.Shape, variable.DType, SlotName(variable, "average"), 0));
            if (GradientAccumulationSteps is not null)
                _accumulators.Add(State(variable.Shape, variable.DType, SlotName(variable, "gradient_accumulator"), 0));
        }

        BuildSlots(variables);
        Built = true;
    }

    /// <summary>Makes slots with <see cref="AddSlot"/>, in the order in which they shall be saved. Nothing, unless overridden.</summary>
    /// <param name="variables">The weights, in Keras' order.</param>
    protected virtual void BuildSlots(IReadOnlyList<Variable> variables)
    {
    }

    /// <summary>Makes a slot: state of the shape and dtype of a weight.</summary>
    /// <param name="variable">The weight.</param>
    /// <param name="name">The slot's name, for example <c>momentum</c>.</param>
    /// <param name="initial">What every element is at first.</param>
    protected Variable AddSlot(Variable variable, string name, double initial = 0) =>
        _slotOf[(variable, name)] = AddVariable(SlotName(variable, name), variable.Shape, initial, variable.DType);

    /// <summary>Makes state that belongs to no single weight, or is of another shape.</summary>
    /// <param name="name">The last part of its path.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="initial">What every element is at first.</param>
    /// <param name="type">Its dtype.</param>
    protected Variable AddVariable(string name, Shape shape, double initial = 0, DType type = DType.Float32)
    {
        Variable state = State(shape, type, name, initial);
        _slots.Add(state);
        return state;
    }

    /// <summary>The slot of a weight.</summary>
    /// <param name="variable">The weight.</param>
    /// <param name="name">The slot's name, as given to <see cref="AddSlot"/>.</param>
    protected Variable Slot(Variable variable, string name) => _slotOf[(variable, name)];

    /// <summary>The slots in another order: all of one name, then all of the next.</summary>
    internal IEnumerable<Variable> GroupedSlots
    {
        get
        {
            Dictionary<Variable, string> names = _slotOf.ToDictionary(pair => pair.Value, pair => pair.Key.Item2);
            return _slots.GroupBy(slot => names.GetValueOrDefault(slot, slot.Name)).SelectMany(group => group);
        }
    }

    /// <summary>Whether a weight decays.</summary>
    private protected bool Decays(Variable variable) =>
        !_undecayed.Contains(variable) && !_undecayedNames.Exists(pattern => Regex.IsMatch(variable.Path, pattern) || Regex.IsMatch(variable.Name, pattern));

    private static string SlotName(Variable variable, string name) => $"{variable.Path.Replace('/', '_')}_{name}";

    private Variable State(Shape shape, DType type, string name, double initial)
    {
        Variable state = new(new TensorData(shape, type), name, trainable: false, Name);
        state.Fill(initial);
        return state;
    }
}
