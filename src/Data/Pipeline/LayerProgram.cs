using KerasNet.Callbacks;
using KerasNet.Engine.Cpu;
using KerasNet.Layers;

namespace KerasNet.Data;

/// <summary>A layer that is applied to batches of a dataset: one program per set of shapes, which many threads may run at once.</summary>
/// <remarks>
/// Random states are inputs of the program instead of variables. They are set by the number of the walk and the batch's place in it, so that what is drawn
/// does not depend on which thread comes first.
/// </remarks>
internal sealed class LayerProgram(Layer layer, bool training) : IResumable
{
    /// <summary>A batch may draw this many times before its numbers meet those of the next: 2 to this power.</summary>
    private const int DrawBits = 16;

    private readonly Lock _lock = new();
    private readonly MemoryPool _pool = new();
    private volatile Traced[] _programs = [];

    /// <summary>The batch with the layer's output in place of its input; a layer that mixes labels gets and gives those too.</summary>
    internal DataBatch Run(DataBatch batch, long walk, long place)
    {
        if (batch.Inputs.Count != 1)
            throw new ArgumentException($"{layer} is applied to the only input of a batch. Received {batch.Inputs.Count} inputs: use Map with a function.");
        if (layer is DataLayer { RunsOnData: true } early)
            return batch.WithInputs(batch.Inputs.Select(early.Apply));
        DataArray[] fed = layer is MixingLayer && batch.Targets is { } targets ? [batch.Inputs[0], .. targets] : [batch.Inputs[0]];
        TensorData[] inputs = [.. fed.Select(Copied)];
        Traced program = For([.. inputs.Select(input => new TensorType(input.Shape, input.DType))]);
        TensorData[] states = [.. program.Seeds.Select(seed => State(seed, walk, place))];
        TensorData[] outputs = [.. program.Outputs.Select(type => _pool.Rent(type.Shape, type.DType))];
        program.Executable.Run([.. inputs.Concat(states).Select(data => data.View)], [.. outputs.Select(data => data.View)]);
        foreach (TensorData used in inputs.Concat(states))
            _pool.Return(used);

        DataArrays images = batch.Inputs.Select(_ => DataArray.Of(outputs[0]));
        int next = 1;
        DataArrays? labels = batch.Targets?.Select(target => DataArray.Of(outputs.Length > 1 ? outputs[next++] : Copied(target)));
        DataBatch made = new(images, labels, batch.SampleWeights?.Select(weights => DataArray.Of(Copied(weights))), _pool);
        Recycling.Recycle(batch);
        return made;
    }

    /// <summary>The seeds of the layer; programs that were traced with others are forgotten.</summary>
    public void KeepState(RunState state)
    {
        foreach ((int i, SeedGenerator generator) in layer.SeedGenerators.Index())
        {
            ref long seed = ref generator.State.Value.AsSpan<long>()[0];
            seed = state.Keep($"seed/{i}", seed);
        }

        if (state.IsRestoring)
            lock (_lock)
                _programs = [];
    }

    private TensorData Copied(DataArray array)
    {
        TensorData copy = _pool.Rent(array.Shape, array.FedType);
        array.CopyTo(copy);
        return copy;
    }

    private TensorData State(long seed, long walk, long place)
    {
        TensorData state = _pool.Rent([2], DType.Int64);
        Span<long> numbers = state.AsSpan<long>();
        (numbers[0], numbers[1]) = (seed, (long)(ElementRandom.Place(walk, place) << DrawBits));
        return state;
    }

    private Traced For(TensorType[] inputs)
    {
        if (_programs.FirstOrDefault(program => program.Inputs.AsSpan().SequenceEqual(inputs)) is { } known)
            return known;
        lock (_lock)
        {
            if (_programs.FirstOrDefault(program => program.Inputs.AsSpan().SequenceEqual(inputs)) is { } meanwhile)
                return meanwhile;
            Traced made = Trace(inputs);
            _programs = [made, .. _programs];
            return made;
        }
    }

    private Traced Trace(TensorType[] inputs)
    {
        using Trace trace = new(training);
        KerasTensor[] fed = [.. inputs.Select((type, i) => Ops.Input(type.Shape, type.DType, $"x{i}"))];
        layer.EnsureBuilt([.. inputs.Select(type => type.Shape.With(0, Shape.Unknown))]);
        SeedGenerator[] generators = [.. layer.SeedGenerators];
        KerasTensor[] states = [.. generators.Select((_, i) => Ops.Input([2], DType.Int64, $"seed{i}"))];
        for (int i = 0; i < states.Length; i++)
            trace.Assign(generators[i].State, states[i]);
        IReadOnlyList<KerasTensor> outputs = layer.Invoke(fed, new CallContext(training));
        if (outputs[0].Rank == 0 || outputs[0].Shape[0] != inputs[0].Shape[0])
            throw new ShapeException($"{layer} must keep the number of samples. It made {outputs[0].Shape} of {inputs[0].Shape}.");

        // What the layer would write, new random states above all, is left out: a dataset changes no layer.
        IExecutable executable = CpuBackend.Instance.Compile(new Program([.. fed, .. states], outputs));
        long[] seeds = [.. generators.Select(generator => generator.State.Value.AsSpan<long>()[0])];
        return new(inputs, [.. outputs.Select(output => new TensorType(output.Shape, output.DType))], seeds, executable);
    }

    private sealed record Traced(TensorType[] Inputs, TensorType[] Outputs, long[] Seeds, IExecutable Executable);
}
