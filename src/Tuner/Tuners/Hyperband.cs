using Spectre.Console;
using Spectre.Console.Rendering;

namespace KerasNet.Tuning;

/// <summary>Trains many models for few epochs and lets the best go on with more. A model that goes on starts from the weights it had.</summary>
public sealed class Hyperband : Tuner
{
    /// <summary>Sets up a search with a function that builds models.</summary>
    /// <param name="build">Builds and compiles a model from the values it asks for.</param>
    /// <param name="objective">What is made small or large, for example <c>"val_accuracy"</c>.</param>
    /// <param name="maxEpochs">The epochs of the longest training.</param>
    /// <param name="factor">By how much the models shrink and the epochs grow from round to round.</param>
    /// <param name="hyperbandIterations">How often all brackets are run.</param>
    /// <param name="seed">Where the random numbers start; drawn by chance if not given.</param>
    /// <param name="training">Changes how a trial is trained, from hyperparameters too; the epochs are the search's own.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    public Hyperband(
        Func<HyperParameters, Model> build,
        Objective? objective = null,
        int maxEpochs = 100,
        int factor = 3,
        int hyperbandIterations = 1,
        long? seed = null,
        Func<HyperParameters, TrialFit, TrialFit>? training = null,
        TunerOptions? options = null)
        : this(
            HyperModel.From(build, training),
            new HyperbandOracle(new OracleOptions { Objective = objective, MaxTrials = null, Seed = seed }, maxEpochs, factor, hyperbandIterations), options)
    {
    }

    /// <summary>Sets up a search with a hypermodel and an oracle with options of its own.</summary>
    /// <param name="hyperModel">Builds the models.</param>
    /// <param name="oracle">Proposes what to try.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    public Hyperband(HyperModel hyperModel, HyperbandOracle oracle, TunerOptions? options = null)
        : base(hyperModel, oracle, options)
    {
    }

    /// <summary>The rounds of all brackets: how many trials are trained up to which epoch.</summary>
    private protected override IRenderable Plan
    {
        get
        {
            HyperbandOracle oracle = (HyperbandOracle)Oracle;
            Table table = new() { Border = TableBorder.Simple };
            table.AddColumns("bracket", "rounds: trials × epochs");
            for (int bracket = oracle.Brackets - 1; bracket >= 0; bracket--)
                table.AddRow(new Text($"{bracket}"), new Text(string.Join(", then the best ", oracle.Plan(bracket).Select(Words))));
            string times = oracle.Iterations == 1 ? "" : $", {oracle.Iterations} times";
            return new Rows(new Text($"Hyperband runs these brackets{times}:"), table);
        }
    }

    /// <inheritdoc/>
    private protected override TrialFit Prepare(Trial trial, TrialFit fit) => fit with { Epochs = Value<int>(trial, "epochs"), InitialEpoch = Value<int>(trial, "initial_epoch") };

    /// <inheritdoc/>
    private protected override bool KeepsFolds => true;

    /// <inheritdoc/>
    private protected override Model Resume(Trial trial, int execution, Model model)
    {
        if (!trial.HyperParameters.TryGet(HyperbandOracle.Prefix + "trial_id", out object? past))
            return model;
        return ReadModel(ModelName((string)past, execution), path => GoOn(model, path))
            ?? throw new InvalidOperationException($"Trial {trial.Id} goes on from trial {past}, whose model is not there.");
    }

    /// <summary>Takes up the weights and the state of the optimizer, without which training would begin with a jump. A model that is built by its first data is taken as it was saved.</summary>
    private static Model GoOn(Model model, string path)
    {
        if (model.Built)
        {
            model.LoadWeights(path);
            return model;
        }

        Model saved = Model.Load(path);
        return saved.IsCompiled
            ? saved
            : throw new InvalidOperationException("A loss or metric of this model is not saved with it, so that it cannot go on. Begin the model with an Input layer, so that it is built at once.");
    }

    private static string Words(HyperbandRound round) =>
        round.InitialEpoch == 0 ? $"{round.Size} × {round.Epochs}" : $"{round.Size} × {round.InitialEpoch + 1} to {round.Epochs}";

    private static T Value<T>(Trial trial, string name) => trial.HyperParameters.Get<T>(HyperbandOracle.Prefix + name);
}
