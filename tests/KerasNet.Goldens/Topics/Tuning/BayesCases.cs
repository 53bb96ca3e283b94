using System.Text.Json;
using KerasNet.Tuning;

namespace KerasNet.Goldens.Topics.Tuning;

/// <summary>Bayesian optimization: the points it sees, what its process predicts, and how good its proposals are.</summary>
internal sealed class BayesCases : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        JsonElement? inputs = golden.Has("inputs") ? golden["inputs"] : null;
        if (inputs?.Field("trials") is { } trials)
            CheckVectors(golden, trials);
        else if (inputs?.Field("vectors") is { } vectors)
            CheckValues(golden, vectors);
        else if (inputs?.Field("at") is { } at)
            CheckPosterior(golden, at);
        else if (inputs?.Field("points") is { } points)
            CheckSuggestion(golden, points);
        else
            CheckStart(golden);
    }

    private static void CheckVectors(GoldenCase golden, JsonElement trials)
    {
        BayesianOptimizationOracle oracle = (BayesianOptimizationOracle)Oracle(golden);
        JsonElement scores = golden["inputs"].GetProperty("scores");
        Enter(oracle, [.. trials.EnumerateArray().Select(SpaceJson.ReadValues)], [.. scores.EnumerateArray().Select(score => score.ValueKind == JsonValueKind.Null ? (double?)null : score.GetDouble())]);
        (double[][] x, double[] y) = oracle.Vectors();
        Check("x", x.SelectMany(row => row), golden["outputs"].GetProperty("x"), golden.Tolerance);
        Check("y", y, golden["outputs"].GetProperty("y"), golden.Tolerance);
    }

    private static void CheckValues(GoldenCase golden, JsonElement vectors)
    {
        BayesianOptimizationOracle oracle = (BayesianOptimizationOracle)Oracle(golden);
        foreach ((JsonElement vector, JsonElement expected) in vectors.EnumerateArray().Zip(golden["outputs"].GetProperty("values").EnumerateArray()))
            TunerValues.CheckAll("values", oracle.Values(Numbers(vector)), expected);
    }

    private static void CheckPosterior(GoldenCase golden, JsonElement at)
    {
        JsonElement outputs = golden["outputs"];
        double[][] x = [.. golden["inputs"].GetProperty("x").EnumerateArray().Select(Numbers)];
        double[] y = Numbers(golden["inputs"].GetProperty("y"));
        bool fitted = golden.Name.EndsWith("fitted", StringComparison.Ordinal);
        GaussianProcess process = new(x, y, outputs.GetProperty("alpha").GetDouble(), fitted ? null : outputs.GetProperty("length_scale").GetDouble());
        double likelihood = outputs.GetProperty("log_marginal_likelihood").GetDouble();
        if (fitted ? process.LogLikelihood < likelihood - 1e-4 : !golden.Tolerance.Holds(process.LogLikelihood, likelihood))
            throw new MismatchException($"log likelihood {process.LogLikelihood:R}, expected {likelihood:R}");
        (double Mean, double Deviation)[] got = [.. at.EnumerateArray().Select(point => process.Predict(Numbers(point)))];
        Check("mean", got.Select(one => one.Mean), outputs.GetProperty("mean"), golden.Tolerance);
        Check("deviation", got.Select(one => one.Deviation), outputs.GetProperty("std"), golden.Tolerance);
        double beta = outputs.GetProperty("beta").GetDouble();
        Check("acquisition", got.Select(one => one.Mean - (beta * one.Deviation)), outputs.GetProperty("acquisition"), golden.Tolerance);
    }

    /// <summary>A proposal is judged by the acquisition value that the posterior of the measured points gives it.</summary>
    private static void CheckSuggestion(GoldenCase golden, JsonElement points)
    {
        BayesianOptimizationOracle oracle = (BayesianOptimizationOracle)Oracle(golden);
        string[] names = [.. oracle.Space.Space.Select(one => one.Name)];
        Enter(
            oracle, [.. points.EnumerateArray().Select(point => names.Zip(Numbers(point)).ToDictionary(pair => pair.First, pair => (object)pair.Second))],
            [.. golden["inputs"].GetProperty("scores").EnumerateArray().Select(score => (double?)score.GetDouble())]);
        (double[][] x, double[] y) = oracle.Vectors();
        GaussianProcess process = new(x, y, 1e-4);
        IReadOnlyDictionary<string, object> proposed = oracle.CreateTrial("w").HyperParameters.Values;
        (double mean, double deviation) = process.Predict([.. names.Select(name => HyperValue.Number(proposed[name]))]);
        double acquisition = mean - (2.6 * deviation);
        double expected = golden["facts"].GetProperty("acquisition_there").GetDouble();
        if (!(acquisition <= expected + golden.Tolerance.Absolute))
            throw new MismatchException($"the proposal's acquisition is {acquisition:R}, expected at most {expected:R}");
    }

    /// <summary>How many trials are drawn by chance first: as many as leave the random numbers where a random search leaves them.</summary>
    private static void CheckStart(GoldenCase golden)
    {
        JsonElement facts = golden["facts"];
        Oracle oracle = Oracle(golden);
        int random = 0;
        List<Trial> trials = OracleCases.RunAll(oracle, trial => random += oracle.LastWasByChance ? 1 : 0);
        Comparer.Equal("trials", trials.Count, facts.GetProperty("trials").GetInt32());
        Comparer.Equal("random trials", random, facts.GetProperty("random_trials").GetInt32());
    }

    private static Oracle Oracle(GoldenCase golden) => OracleCases.Make(golden);

    /// <summary>Lets the oracle hear of points that it did not propose itself.</summary>
    private static void Enter(Oracle oracle, IReadOnlyList<Dictionary<string, object>> points, IReadOnlyList<double?> scores)
    {
        for (int i = 0; i < points.Count; i++)
        {
            Trial trial = oracle.CreateTrial("w");
            trial.HyperParameters.SetValues(points[i]);
            if (scores[i] is { } score)
                oracle.UpdateTrial(trial.Id, new Dictionary<string, double> { [oracle.Objective.Name] = score });
            oracle.EndTrial(trial.Id, scores[i] is null ? TrialStatus.Failed : TrialStatus.Completed);
        }
    }

    private static void Check(string what, IEnumerable<double> got, JsonElement expected, Tolerance tolerance)
    {
        double[] numbers = Numbers(expected.GetProperty("data"));
        double[] own = [.. got];
        Comparer.Equal($"length of {what}", own.Length, numbers.Length);
        for (int i = 0; i < own.Length; i++)
            Comparer.Check($"{what}[{i}]", own[i], numbers[i], tolerance);
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
