using KerasNet.Data;

namespace KerasNet.Tuning;

/// <summary>A model with open questions: how to build it, and if need be how to train it, from hyperparameters.</summary>
/// <remarks>A function is enough where only the model is searched; see <see cref="From"/>.</remarks>
public abstract class HyperModel
{
    /// <summary>A hypermodel from functions.</summary>
    /// <param name="build">Builds and compiles the model.</param>
    /// <param name="training">Changes how it is trained, for example <c>(hp, fit) => fit with { BatchSize = hp.Int("batch_size", 16, 128, step: 16) }</c>.</param>
    public static HyperModel From(Func<HyperParameters, Model> build, Func<HyperParameters, TrialFit, TrialFit>? training = null) => new Functions(build, training);

    /// <summary>Builds and compiles the model.</summary>
    /// <param name="hp">Asked for every value that is searched.</param>
    public abstract Model Build(HyperParameters hp);

    /// <summary>How the model is trained: batch size, epochs, callbacks and data may be searched too. As the search was told, unless overridden.</summary>
    /// <param name="hp">Asked for every value that is searched.</param>
    /// <param name="fit">What the search was told.</param>
    public virtual TrialFit Training(HyperParameters hp, TrialFit fit) => fit;

    /// <summary>Trains the model and returns what it came to. Override it to train in another way.</summary>
    /// <param name="hp">The values of the trial.</param>
    /// <param name="model">What <see cref="Build"/> returned.</param>
    /// <param name="fit">What <see cref="Training"/> returned, with the callbacks of the search.</param>
    public virtual TrialResult Fit(HyperParameters hp, Model model, TrialFit fit) => fit.Run(model);

    /// <summary>Measures the best model on the samples that no trial saw. Override it where <see cref="Training"/> changes the data in a way that these need too.</summary>
    /// <param name="hp">The values of the best trial.</param>
    /// <param name="model">Its model.</param>
    /// <param name="x">The data of the inputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="sampleWeight">A weight per sample, if there are some.</param>
    public virtual IReadOnlyDictionary<string, double> Evaluate(HyperParameters hp, Model model, DataArrays x, DataArrays? y, DataArrays? sampleWeight = null) =>
        model.Evaluate(x, y, verbose: 0, sampleWeight: sampleWeight);

    private sealed class Functions(Func<HyperParameters, Model> build, Func<HyperParameters, TrialFit, TrialFit>? training) : HyperModel
    {
        public override Model Build(HyperParameters hp) => build(hp);

        public override TrialFit Training(HyperParameters hp, TrialFit fit) => training?.Invoke(hp, fit) ?? fit;
    }
}
