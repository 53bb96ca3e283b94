namespace KerasNet.Tuning;

/// <summary>Trains models with the values that a Gaussian process over all earlier results holds to be the most promising.</summary>
public sealed class BayesianOptimization : Tuner
{
    /// <summary>Sets up a search with a function that builds models.</summary>
    /// <param name="build">Builds and compiles a model from the values it asks for.</param>
    /// <param name="objective">What is made small or large, for example <c>"val_accuracy"</c>.</param>
    /// <param name="maxTrials">How many points are tried.</param>
    /// <param name="seed">Where the random numbers start; drawn by chance if not given.</param>
    /// <param name="training">Changes how a trial is trained, from hyperparameters too.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    public BayesianOptimization(
        Func<HyperParameters, Model> build,
        Objective? objective = null,
        int maxTrials = 10,
        long? seed = null,
        Func<HyperParameters, TrialFit, TrialFit>? training = null,
        TunerOptions? options = null)
        : this(HyperModel.From(build, training), new BayesianOptimizationOracle(new OracleOptions { Objective = objective, MaxTrials = maxTrials, Seed = seed }), options)
    {
    }

    /// <summary>Sets up a search with a hypermodel and an oracle with options of its own.</summary>
    /// <param name="hyperModel">Builds the models.</param>
    /// <param name="oracle">Proposes what to try.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    public BayesianOptimization(HyperModel hyperModel, BayesianOptimizationOracle oracle, TunerOptions? options = null)
        : base(hyperModel, oracle, options)
    {
    }
}
