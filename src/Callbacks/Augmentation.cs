using KerasNet.Layers;
using KerasNet.Training;

namespace KerasNet.Callbacks;

/// <summary>Transforms each batch that is trained on, and nothing else: validation, evaluation and prediction see the data as they are.</summary>
/// <remarks>
/// <para><c>callbacks: [new Augmentation([new RandomFlip("horizontal"), new RandomRotation(0.1)], seed: 1)]</c>. The layers are called one after the other as in
/// training; a function of symbols goes in as <c>new Lambda(x => 1 - x)</c>. They compute in float32. What comes out replaces the batch's numbers, so it must keep
/// the shape; where the data are uint8 it is rounded and held within 0…255. <see cref="MixUp"/> and <see cref="CutMix"/> mix the targets too, which must be
/// floats.</para>
/// <para>The same seed draws the same transforms, whatever the number of threads; draws go on from batch to batch and from epoch to epoch.</para>
/// <para>The list is compiled once per batch shape into one program, which runs before the training step on the same engine.
/// Keras has no such callback: its users put the layers into the model or map them over a data set.</para>
/// </remarks>
public sealed class Augmentation : Callback
{
    private readonly StepCache _steps;
    private readonly bool _mixes;
    private IBackend? _backend;
    private TensorView[] _fed = [];

    /// <summary>Makes the callback.</summary>
    /// <param name="transforms">Layers that keep the shape of their input, in order.</param>
    /// <param name="seed">Where the draws start of those layers that have no seed of their own; the layers' own starts if not given.</param>
    /// <param name="input">The name of the input to transform, which a model with several inputs needs.</param>
    /// <exception cref="ArgumentException">There is nothing to do.</exception>
    public Augmentation(IReadOnlyList<Layer> transforms, long? seed = null, string? input = null)
    {
        if (transforms.Count == 0)
            throw new ArgumentException("Augmentation needs at least one layer, for example new RandomFlip(\"horizontal\").", nameof(transforms));
        Transforms = [.. transforms];
        _mixes = Transforms.Any(layer => layer is MixingLayer);
        Seed = seed;
        Input = input;
        _steps = new StepCache(Trace);
        if (seed is { } start)
            SeedLayers(start);
    }

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<Layer> Transforms { get; }

    /// <summary>Where the draws start; null for the layers' own starts.</summary>
    /// <value>Default: none.</value>
    public long? Seed { get; }

    /// <summary>The name of the input that is transformed; null for the only one.</summary>
    /// <value>Default: none.</value>
    public string? Input { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">A layer does not keep the shape of its input.</exception>
    /// <exception cref="ArgumentException">The model has no input of the name given, or several and none was named.</exception>
    public override void OnTrainBatchData(int batch, TrainingBatch data)
    {
        Use(Progress.Model.Trainer.Arguments.Backend);
        TensorData images = data.Inputs[Place(data)];
        int targets = _mixes ? data.Targets.Count : 0;
        if (_fed.Length != 1 + targets)
            _fed = new TensorView[1 + targets];
        _fed[0] = images.View;
        for (int i = 0; i < targets; i++)
            _fed[1 + i] = data.Targets[i].View;
        Step step = _steps.For(StepMode.Train, _fed, 1, targets);
        step.Run(_fed);
        step.Results[0].AsBytes().CopyTo(images.AsBytes());
        for (int i = 0; i < targets; i++)
            step.Results[1 + i].AsBytes().CopyTo(data.Targets[i].AsBytes());
    }

    /// <inheritdoc/>
    public override void KeepState(RunState state)
    {
        foreach ((int i, SeedGenerator generator) in Generators.Index())
            if (state.Keep($"random/{i}", generator.State.Value) is { } kept)
                generator.State.Value = kept;
    }

    /// <summary>Programs belong to the engine they were compiled for.</summary>
    private void Use(IBackend backend)
    {
        if (_backend is not null && _backend != backend)
            _steps.Clear();
        _backend = backend;
    }

    private int Place(TrainingBatch data)
    {
        if (Input is null)
            return data.Inputs.Count == 1
                ? 0
                : throw new ArgumentException($"Model '{Progress.Model.Name}' has {data.Inputs.Count} inputs. Say which one Augmentation shall transform: input: \"{Progress.Model.InputNames[0]}\".");
        IReadOnlyList<string> names = Progress.Model.InputNames;
        for (int i = 0; i < names.Count; i++)
            if (names[i] == Input)
                return i;
        throw Naming.Unknown($"input of model '{Progress.Model.Name}':", Input, names);
    }

    private Step Trace(StepMode mode, TensorType[] types, int inputCount, int targetCount)
    {
        using Trace trace = new(training: true);
        KerasTensor[] fed = [.. types.Select((type, i) => Ops.Input(type.Shape, type.DType, i == 0 ? "images" : $"targets{i - 1}"))];
        KerasTensor[] all = [Ops.ToFloat(fed[0]), .. fed[1..]];
        foreach (Layer layer in Transforms)
        {
            IReadOnlyList<KerasTensor> made = layer.Invoke(layer is MixingLayer ? all : all[..1], new CallContext(training: true));
            for (int i = 0; i < made.Count; i++)
                all[i] = Kept(layer, all[i], made[i]);
        }

        KerasTensor[] results = [.. all.Zip(types, (x, type) => InType(x, type.DType))];
        return new Step(mode, types, _backend!.Compile(new Program(fed, results, trace.Assignments)), results);
    }

    private static KerasTensor Kept(Layer layer, KerasTensor before, KerasTensor after) => after.Shape == before.Shape
        ? after
        : throw new ShapeException(
            $"Augmentation replaces the numbers of a batch, so its layers must keep the shape. {layer} made {after.Shape} of {before.Shape}. " +
            "Put layers that change the shape into the model, or apply them to the data beforehand.");

    private static KerasTensor InType(KerasTensor x, DType type) => type switch
    {
        DType.UInt8 => Ops.Cast(Ops.Round(Ops.Clip(x, byte.MinValue, byte.MaxValue)), type),
        { } integer when !integer.IsFloating() => Ops.Cast(Ops.Round(x), integer),
        _ => Ops.Cast(x, type),
    };

    private IEnumerable<SeedGenerator> Generators => Transforms.SelectMany(layer => layer.SeedGenerators).Distinct();

    /// <summary>A start for every layer; one is drawn for layers with a seed of their own too, so that giving one a seed leaves the others as they were.</summary>
    private void SeedLayers(long start)
    {
        RandomStream stream = new(start);
        foreach (SeedGenerator generator in Generators)
        {
            long drawn = ((long)stream.NextBits() << 32) | stream.NextBits();
            if (generator.Seed is null)
                generator.Restart(drawn);
        }
    }
}
