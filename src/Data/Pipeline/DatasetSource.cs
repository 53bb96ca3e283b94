using System.Globalization;
using KerasNet.Callbacks;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>Serves the batches of a dataset, or of any sequence; each epoch is a walk through it.</summary>
/// <param name="data">The batches.</param>
/// <param name="arrange">The arrays of a batch in the order of the model's inputs and outputs.</param>
internal sealed class DatasetSource(IEnumerable<DataBatch> data, Func<DataBatch, ArrangedBatch> arrange) : BatchSource
{
    private readonly List<Batch> _memory = [];
    private readonly bool _isEndless = data is Dataset<DataBatch> { IsEndless: true };
    private readonly long? _count = data is Dataset<DataBatch> dataset ? dataset.Count : data.TryGetNonEnumeratedCount(out int count) ? count : null;
    private IEnumerator<DataBatch>? _walk;
    private Batch? _next;
    private long _number;
    private long _served;
    private bool _ended;

    internal override int? Steps => _count is { } known ? (int)Math.Min(known, int.MaxValue) : null;

    internal override bool IsExhausted => !_isEndless && (_count is { } known ? _served >= known : (_next ??= Read()) is null);

    internal override void Start(RandomStream? random)
    {
        // A walk that has only been looked at is this epoch's.
        if (_walk is not null && _served == 0 && !_ended)
            return;
        End();
        Open((data as Dataset<DataBatch>)?.NextWalk() ?? 0);
    }

    internal override Batch? Peek()
    {
        Start(null);
        return _next ??= Read();
    }

    internal override Batch? Next()
    {
        Batch? batch = _next ?? Read();
        _next = null;
        if (batch is not null)
            _served++;
        else if (_served == 0)
            throw new ArgumentException("The data gave no batch in this epoch. It must have at least one, and must give them again each time it is enumerated.");
        return batch;
    }

    internal override void End()
    {
        _walk?.Dispose();
        (_walk, _next, _served, _ended) = (null, null, 0, true);
    }

    internal override void KeepState(RunState state, RandomStream? random)
    {
        // Threads of a walk that has only been looked at draw from the seeds that are about to change.
        if (state.IsRestoring)
            End();
        state.Same("count", _count?.ToString(CultureInfo.InvariantCulture) ?? "unknown", "the number of batches");
        (data as IResumable)?.KeepState(state.Part("data"));
        bool isOpen = state.Keep("open", _walk is not null && !_ended);
        (long number, long served) = (state.Keep("walk", _number), state.Keep("served", _served));
        if (!state.IsRestoring || !isOpen)
            return;
        Open(number);

        // What was random in these batches is a function of walk and place, so making them again changes nothing that follows.
        for (; _served < served; _served++)
        {
            if (!_walk!.MoveNext())
                throw state.Other($"the data ended after {_served} of the {served} batches that it had given in this epoch");
            Recycling.Recycle(_walk.Current);
        }
    }

    private void Open(long number)
    {
        _number = number;
        _walk = data is Dataset<DataBatch> own ? own.Walk(number) : data.GetEnumerator();
        _ended = false;
    }

    private Batch? Read()
    {
        if (_ended || _walk is null || !_walk.MoveNext())
        {
            _ended = true;
            return null;
        }

        DataBatch given = _walk.Current;
        ArrangedBatch arranged = arrange(given);
        Batch batch = MemoryFor(arranged);
        int i = 0;
        foreach (DataArray array in arranged.All)
            array.CopyTo(batch.Tensors[i++]);
        Recycling.Recycle(given);
        return batch;
    }

    /// <summary>The memory that batches of these types are copied to.</summary>
    private Batch MemoryFor(ArrangedBatch arranged)
    {
        foreach (Batch known in _memory)
            if (Fits(known, arranged))
                return known;
        Batch made = new(Types(arranged.Inputs), Types(arranged.Targets), Types(arranged.Weights));
        _memory.Add(made);
        return made;
    }

    private static bool Fits(Batch batch, ArrangedBatch arranged) =>
        batch.Inputs.Length == arranged.Inputs.Length && batch.Targets.Length == arranged.Targets.Length && batch.Weights.Length == arranged.Weights.Length
        && batch.Tensors.Zip(arranged.All).All(pair => pair.First.Shape == pair.Second.Shape && pair.First.DType == pair.Second.FedType);

    private static TensorType[] Types(DataArray[] arrays) => [.. arrays.Select(array => new TensorType(array.Shape, array.FedType))];
}

/// <summary>The arrays of a batch in the order of a model's inputs and outputs.</summary>
internal readonly record struct ArrangedBatch(DataArray[] Inputs, DataArray[] Targets, DataArray[] Weights)
{
    internal IEnumerable<DataArray> All => [.. Inputs, .. Targets, .. Weights];
}
