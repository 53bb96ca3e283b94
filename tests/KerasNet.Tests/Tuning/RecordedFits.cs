using System.Collections.Concurrent;
using KerasNet.Layers;
using KerasNet.Tuning;

namespace KerasNet.Tests.Tuning;

/// <summary>A hypermodel that keeps what each training was told. Its samples carry their own numbers, so that a test sees where they went.</summary>
internal sealed class RecordedFits : HyperModel
{
    internal const int Samples = 60;

    /// <summary>Two features: the sample's number and its class.</summary>
    internal static float[,] X { get; } = Inputs();

    /// <summary>Three classes: half of the samples, a third and a sixth, in an order that a split without shuffling would get wrong.</summary>
    internal static int[] Y { get; } = [.. Enumerable.Range(0, Samples).Select(ClassOf)];

    internal static float[,] OneHot { get; } = Rows();

    /// <summary>The trainings, by trial and execution.</summary>
    internal ConcurrentDictionary<(string Trial, int Execution), TrialFit> Fits { get; } = new();

    /// <summary>What the trials are told beside the samples.</summary>
    internal Func<HyperParameters, TrialFit, TrialFit> Change { get; init; } = (_, fit) => fit;

    /// <summary>Trains a model; a number by the trial's value otherwise.</summary>
    internal Func<HyperParameters, Model, TrialFit, TrialResult> Train { get; init; } = (hp, _, _) => (double)hp.Int("units", 1, 100);

    /// <summary>How often a model was measured on the test set.</summary>
    internal int Evaluations { get; private set; }

    internal static int[] NumbersOf(KerasNet.Data.DataArrays x) => [.. x[0].AsSpan<float>().ToArray().Where((_, i) => i % 2 == 0).Select(value => (int)value)];

    internal static Sequential Classifier(HyperParameters hp)
    {
        Sequential model = [new Input([2]), new Rescaling(0.02), new Dense(hp.Int("units", 1, 100), "tanh"), new Dense(3, "softmax")];
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    public override Model Build(HyperParameters hp) => Classifier(hp);

    public override TrialFit Training(HyperParameters hp, TrialFit fit) => Change(hp, fit);

    public override TrialResult Fit(HyperParameters hp, Model model, TrialFit fit)
    {
        Fits[(fit.TrialId, fit.Execution)] = fit;
        return Train(hp, model, fit);
    }

    public override IReadOnlyDictionary<string, double> Evaluate(
        HyperParameters hp, Model model, KerasNet.Data.DataArrays x, KerasNet.Data.DataArrays? y, KerasNet.Data.DataArrays? sampleWeight = null)
    {
        Evaluations++;
        return base.Evaluate(hp, model, x, y, sampleWeight);
    }

    private static int ClassOf(int i) => i < 30 ? 0 : i < 50 ? 1 : 2;

    private static float[,] Inputs()
    {
        float[,] x = new float[Samples, 2];
        for (int i = 0; i < Samples; i++)
            (x[i, 0], x[i, 1]) = (i, ClassOf(i));
        return x;
    }

    private static float[,] Rows()
    {
        float[,] rows = new float[Samples, 3];
        for (int i = 0; i < Samples; i++)
            rows[i, ClassOf(i)] = 1;
        return rows;
    }
}
