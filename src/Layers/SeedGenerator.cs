namespace KerasNet.Layers;

/// <summary>The random state of a layer: a seed, and a counter that rises with every draw. Part of a model's state but not of its weights.</summary>
public sealed class SeedGenerator
{
    /// <summary>Makes a generator.</summary>
    /// <param name="seed">Where the stream starts; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    public SeedGenerator(long? seed = null)
    {
        Seed = seed;
        TensorData state = new([2], DType.Int64);
        state.AsSpan<long>()[0] = seed ?? RandomSource.NextSeed();
        State = new Variable(state, "seed_generator_state", trainable: false);
    }

    /// <summary>The seed that was asked for, if any.</summary>
    public long? Seed { get; }

    /// <summary>The variable (seed, counter), int64.</summary>
    public Variable State { get; }

    /// <summary>Starts the stream of another seed from its beginning.</summary>
    internal void Restart(long seed)
    {
        Span<long> state = State.Value.AsSpan<long>();
        (state[0], state[1]) = (seed, 0);
    }

    /// <summary>Inside a trace: the state for one draw. Each call gives another stream, and each run of the program goes on where the last one ended.</summary>
    public KerasTensor Next()
    {
        KerasTensor state = State;
        State.Assign(state + Ops.Constant<long>([0, 1], [2]));
        return state;
    }
}
