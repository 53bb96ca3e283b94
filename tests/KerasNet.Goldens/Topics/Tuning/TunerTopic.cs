namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Hyperparameters, oracles and what trials report. Each kind of case has its handler in a table.</summary>
internal sealed class TunerTopic : IGoldenTopic
{
    /// <summary>The function or class that a case is about, and what runs its cases.</summary>
    private static readonly Dictionary<string, IGoldenTopic> s_handlers = new()
    {
        ["Int"] = new ParameterCases(),
        ["Float"] = new ParameterCases(),
        ["Choice"] = new ParameterCases(),
        ["Boolean"] = new ParameterCases(),
        ["Fixed"] = new ParameterCases(),
        ["space"] = new SpaceCases(),
        ["HyperParameters.merge"] = new MergeCases(),
        ["infer_metric_direction"] = new DirectionCases(),
        ["create_objective"] = new ObjectiveCases(),
        ["MetricHistory"] = new HistoryCases(),
        ["trial results"] = new ResultCases(),
        ["Oracle._compute_values_hash"] = new HashCases(),
        ["GridSearch"] = new OracleCases(),
        ["RandomSearch"] = new OracleCases(),
        ["Hyperband"] = new OracleCases(),
        ["BayesianOptimization"] = new BayesCases(),
        ["Tuner.search"] = new SearchCases(),
        ["Tuner"] = new InitialSpaceCases(),
        ["files_random_search"] = new ProjectCases(),
        ["files_hyperband"] = new ProjectCases(),
        ["files_grid_search"] = new ProjectCases(),
    };

    private readonly UncoveredTopic _uncovered = new();

    public void Run(GoldenCase golden)
    {
        string kind = golden.Text("hyperparameter") ?? golden.Text("oracle") ?? golden.Text("function") ?? (golden.Has("script") ? "space" : golden.Name);
        if (golden.Name == "python_random_first_draws")
            return;
        s_handlers.GetValueOrDefault(kind, _uncovered).Run(golden);
    }
}
