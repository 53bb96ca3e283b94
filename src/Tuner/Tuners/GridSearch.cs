namespace KerasNet.Tuning;

/// <summary>Trains models with all combinations of values, the defaults first.</summary>
public sealed class GridSearch : Tuner
{
    /// <summary>Sets up a search with a function that builds models.</summary>
    /// <param name="build">Builds and compiles a model from the values it asks for.</param>
    /// <param name="objective">What is made small or large, for example <c>"val_accuracy"</c>.</param>
    /// <param name="maxTrials">How many points are tried at most; all if not given.</param>
    /// <param name="training">Changes how a trial is trained, from hyperparameters too.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    public GridSearch(
        Func<HyperParameters, Model> build,
        Objective? objective = null,
        int? maxTrials = null,
        Func<HyperParameters, TrialFit, TrialFit>? training = null,
        TunerOptions? options = null)
        : this(HyperModel.From(build, training), new OracleOptions { Objective = objective, MaxTrials = maxTrials, Seed = 0 }, options)
    {
    }

    /// <summary>Sets up a search with a hypermodel and all options.</summary>
    /// <param name="hyperModel">Builds the models.</param>
    /// <param name="search">What all searches share.</param>
    /// <param name="options">How the search is run and where it is kept.</param>
    public GridSearch(HyperModel hyperModel, OracleOptions search, TunerOptions? options = null)
        : base(hyperModel, new GridSearchOracle(search), options)
    {
    }
}
