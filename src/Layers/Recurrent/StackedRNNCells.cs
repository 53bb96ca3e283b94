namespace KerasNet.Layers;

/// <summary>Cells one above the other as one cell: each takes the output of the one below.</summary>
/// <remarks>
/// <para>Input (batch, features) of the first cell, output of the last. The states are those of all cells, one cell after the other. Weights: those of the
/// cells.</para>
/// <para>Keras: <c>keras.layers.StackedRNNCells</c>.</para>
/// </remarks>
public sealed class StackedRNNCells : RNNCell
{
    /// <summary>Makes the cell.</summary>
    /// <param name="cells">The cells, the one that sees the input first; at least one.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">There is no cell.</exception>
    public StackedRNNCells(IReadOnlyList<RNNCell> cells, string? name = null)
        : base(name)
    {
        if (cells.Count == 0)
            throw new ArgumentException($"{this}: there must be at least one cell. Received: none.", nameof(cells));
        Cells = [.. cells.Select(AddSublayer)];
    }

    /// <summary>The cells, the one that sees the input first.</summary>
    public IReadOnlyList<RNNCell> Cells { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> StateSizes => [.. Cells.SelectMany(cell => cell.StateSizes)];

    /// <inheritdoc/>
    public override Shape OutputSize => Cells[^1].OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> InitialState(int batchSize) => [.. Cells.SelectMany(cell => cell.InitialState(batchSize))];

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        foreach (RNNCell cell in Cells)
        {
            cell.EnsureBuilt(inputShape);
            inputShape = cell.OutputSize.Prepend(inputShape[0]);
        }
    }

    /// <inheritdoc/>
    public override (KerasTensor Output, IReadOnlyList<KerasTensor> States) Step(
        KerasTensor input, IReadOnlyList<KerasTensor> states, CallContext context)
    {
        List<KerasTensor> next = [];
        foreach ((RNNCell cell, IReadOnlyList<KerasTensor> own) in WithStates(states))
        {
            (input, IReadOnlyList<KerasTensor> changed) = cell.Step(input, own, context);
            next.AddRange(changed);
        }

        return (input, next);
    }

    /// <summary>The cells, each with its share of the states.</summary>
    internal IEnumerable<(RNNCell Cell, IReadOnlyList<KerasTensor> States)> WithStates(IReadOnlyList<KerasTensor> states)
    {
        int start = 0;
        foreach (RNNCell cell in Cells)
        {
            int count = cell.StateSizes.Count;
            yield return (cell, [.. states.Skip(start).Take(count)]);
            start += count;
        }
    }
}
