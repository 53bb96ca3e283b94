namespace KerasNet;

/// <summary>State that outlives a step: a weight, an optimizer's moment, a metric's count, a random generator's counter.</summary>
public sealed class Variable
{
    private static long s_count;
    private TensorData _value;

    /// <summary>Makes a variable.</summary>
    /// <param name="value">The initial value; the variable keeps it as its storage.</param>
    /// <param name="name">The last part of <see cref="Path"/>, for example <c>kernel</c>.</param>
    /// <param name="trainable">Whether optimizers update it.</param>
    /// <param name="owner">The path of the layer or optimizer that owns it.</param>
    public Variable(TensorData value, string name = "variable", bool trainable = true, string owner = "")
    {
        _value = value;
        Name = name;
        Owner = owner;
        Trainable = trainable;
    }

    /// <summary>A number unique in the process.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_count);

    /// <summary>The last part of <see cref="Path"/>, for example <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>The path of the owner, for example <c>dense_1</c>.</summary>
    public string Owner { get; internal set; }

    /// <summary>Owner and name, for example <c>dense_1/kernel</c>.</summary>
    public string Path => Owner.Length == 0 ? Name : $"{Owner}/{Name}";

    /// <summary>Whether optimizers update it. A layer that is not trainable freezes its variables without changing this.</summary>
    public bool Trainable { get; set; }

    /// <summary>The dimensions.</summary>
    public Shape Shape => _value.Shape;

    /// <summary>The element type.</summary>
    public DType DType => _value.DType;

    /// <summary>The current numbers. Setting copies them.</summary>
    /// <exception cref="ShapeException">Shape or dtype differ from the variable's.</exception>
    public TensorData Value
    {
        get => _value;
        set
        {
            if (value.Shape != Shape || value.DType != DType)
                throw new ShapeException($"Variable '{Path}' holds {DType.KerasName()}{Shape}. Received: {value.DType.KerasName()}{value.Shape}.");
            value.AsBytes().CopyTo(_value.AsBytes());
        }
    }

    /// <summary>Sets all elements to one number.</summary>
    public void Fill(double value)
    {
        for (long i = 0; i < _value.Length; i++)
            _value.SetDouble(i, value);
    }

    /// <summary>The symbol for this variable's value at this point of the current trace.</summary>
    /// <exception cref="InvalidOperationException">No trace is being recorded on this thread.</exception>
    public static implicit operator KerasTensor(Variable variable) => variable.Read();

    /// <summary>The symbol for this variable's value at this point of the current trace.</summary>
    /// <exception cref="InvalidOperationException">No trace is being recorded on this thread.</exception>
    public KerasTensor Read() => Current.Read(this);

    /// <summary>Gives the variable a new value when the program that is being traced runs.</summary>
    /// <exception cref="InvalidOperationException">No trace is being recorded on this thread.</exception>
    public void Assign(KerasTensor value) => Current.Assign(this, value);

    /// <summary>Path, shape and dtype.</summary>
    public override string ToString() => $"{Path} {DType.KerasName()}{Shape}";

    private Trace Current => Trace.Current ?? throw new InvalidOperationException(
        $"Variable '{Path}' was used as a symbol outside of a trace. Use it inside a layer's Call, a loss, a metric or an optimizer; its numbers are in Value.");
}
