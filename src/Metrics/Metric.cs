using KerasNet.Layers;

namespace KerasNet.Metrics;

/// <summary>Which way a metric gets better.</summary>
public enum MetricDirection
{
    /// <summary>Larger is better, as for accuracy.</summary>
    Up,

    /// <summary>Smaller is better, as for a loss.</summary>
    Down,
}

/// <summary>A number about predictions that is gathered over many batches: state, an update per batch, a result.</summary>
/// <remarks>Names convert by themselves where a model is compiled. One of your own overrides <see cref="UpdateState"/> and <see cref="Result"/>.</remarks>
public abstract class Metric
{
    private readonly List<Variable> _variables = [];
    private readonly List<double> _initial = [];

    /// <summary>Sets up a metric.</summary>
    /// <param name="name">A name; made from the class name if not given.</param>
    protected Metric(string? name = null) => Name = name ?? Naming.Auto(GetType());

    /// <summary>The name under which the result is logged.</summary>
    public string Name { get; internal set; }

    /// <summary>A metric that averages a function from (yTrue, yPred) to one value per sample over all samples.</summary>
    /// <param name="function">The function; it composes operations of <see cref="Ops"/>.</param>
    /// <param name="name">The name under which the result is logged; the function's if not given.</param>
    public static Metric From(Func<KerasTensor, KerasTensor, KerasTensor> function, string? name = null) => new MeanMetricWrapper(function, name);

    /// <summary>Which way it gets better; null if that is not known.</summary>
    public virtual MetricDirection? Direction => null;

    /// <summary>Which way a metric or a loss with this name gets better, by class name, snake case or short name; null if the name is not one of ours or says nothing.</summary>
    /// <param name="name">The name, without <c>val_</c>.</param>
    public static MetricDirection? DirectionOf(string name) => MetricNames.DirectionOf(name);

    /// <summary>The state, in Keras' order.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>Whether the state has been made.</summary>
    public bool Built { get; private set; }

    /// <summary>Makes the state if that has not happened. Called before the first update; only some metrics have state whose shape depends on the data.</summary>
    /// <param name="yTrue">The shape of the truth, batch axis included.</param>
    /// <param name="yPred">The shape of the predictions, batch axis included.</param>
    public void Build(Shape yTrue, Shape yPred)
    {
        if (Built)
            return;
        BuildState(yTrue, yPred);
        Built = true;
    }

    /// <summary>Makes state whose shape depends on the data, by <see cref="AddVariable"/>. Nothing, unless overridden.</summary>
    /// <param name="yTrue">The shape of the truth, batch axis included.</param>
    /// <param name="yPred">The shape of the predictions, batch axis included.</param>
    protected virtual void BuildState(Shape yTrue, Shape yPred)
    {
    }

    /// <summary>Takes one batch into account. Runs inside a trace and assigns to the state.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">Weights, if any.</param>
    public abstract void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null);

    /// <summary>The value over all batches since the last reset. Runs inside a trace.</summary>
    public abstract KerasTensor Result();

    /// <summary>Forgets all batches.</summary>
    public virtual void ResetState()
    {
        for (int i = 0; i < _variables.Count; i++)
            _variables[i].Fill(_initial[i]);
    }

    /// <summary>Makes a part of the state.</summary>
    /// <param name="name">Its name, for example <c>total</c>.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="initial">What every element is after a reset.</param>
    /// <param name="dtype">Its dtype.</param>
    protected Variable AddVariable(string name, Shape shape, double initial = 0, DType dtype = DType.Float32)
    {
        Variable variable = new(new TensorData(shape, dtype), name, trainable: false, owner: Name);
        variable.Fill(initial);
        _variables.Add(variable);
        _initial.Add(initial);
        return variable;
    }
}
