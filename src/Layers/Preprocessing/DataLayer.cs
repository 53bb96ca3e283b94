using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>A layer that also works on data, outside of a model: <c>layer.Apply(array)</c>.</summary>
/// <remarks>
/// <para>Some rules cannot be operations of a program: those on texts, and hashes. Layers with such a rule work on data only. In a model they come first, on
/// its inputs, and <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> run them on the data before the program: once for arrays, batch by batch for datasets.</para>
/// <para>Keras: the layers of its preprocessing package.</para>
/// </remarks>
public abstract class DataLayer : Layer
{
    private readonly Lazy<EagerCall> _program;

    private protected DataLayer(string? name)
        : base(name) => _program = new(() => new EagerCall(Invoke));

    /// <summary>Whether the layer works on data alone, never inside a program.</summary>
    internal virtual bool RunsOnData => false;

    /// <summary>What the layer makes of data.</summary>
    /// <param name="data">Numbers or texts; the first axis counts samples.</param>
    /// <exception cref="ArgumentException">The layer does not take such data.</exception>
    public DataArray Apply(DataArray data) => Transform([data]);

    /// <summary>What the layer makes of the data of its inputs. A program of the layer's operations, unless it works on data alone.</summary>
    internal virtual DataArray Transform(IReadOnlyList<DataArray> data)
    {
        TensorData[] inputs = [.. data.Select(array =>
        {
            TensorData copy = new(array.Shape, array.FedType);
            array.CopyTo(copy);
            return copy;
        })];
        return DataArray.Of(_program.Value.Run(training: false, inputs)[0]);
    }

    /// <summary>The type of what <see cref="Transform"/> gives for data of a type whose dimensions may be unknown.</summary>
    private protected virtual TensorType TypeFor(IReadOnlyList<TensorType> inputs) =>
        throw new NotSupportedException($"{this} works inside programs, which tell the types of their outputs.");

    private protected sealed override IReadOnlyList<TensorType>? DataTypes(IReadOnlyList<KerasTensor> symbols) =>
        RunsOnData ? [TypeFor([.. symbols.Select(symbol => new TensorType(symbol.Shape, symbol.DType))])] : null;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor input, CallContext context) => throw new InvalidOperationException(
        $"{this} works on data before a model's program runs. Make it the first layer of the outermost model, or call Apply on the data.");
}
