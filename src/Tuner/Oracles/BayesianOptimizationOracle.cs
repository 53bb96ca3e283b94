using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>
/// Tries some points by chance, then always the one that a Gaussian process over all that was measured holds to be the most promising (Snoek et al., 2012).
/// </summary>
/// <remarks>
/// Hyperparameters lie on the probabilities 0 to 1. Trials that still run count with a value that is one standard deviation worse than expected, so that workers spread out.
/// A point is never tried twice: if the most promising one was, the next best is taken, and at last one by chance.
/// </remarks>
public sealed class BayesianOptimizationOracle : Oracle
{
    private const int Starts = 512;
    private const int Refined = 16;
    private const double FirstStride = 0.1;
    private const double LastStride = 1e-5;

    private readonly int? _initialPoints;
    private readonly double _alpha;
    private readonly double _beta;
    private readonly Acquisition _acquisition;

    /// <summary>Sets up the search.</summary>
    /// <param name="options">What all searches share.</param>
    /// <param name="numInitialPoints">How many completed trials are drawn by chance first; 3 for each hyperparameter, at least 3, if not given.</param>
    /// <param name="alpha">The noise of the measurements, in units of their variance; above 0.</param>
    /// <param name="beta">How much the unknown attracts: 0 not at all.</param>
    /// <param name="acquisition">How promising a point is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public BayesianOptimizationOracle(
        OracleOptions options, int? numInitialPoints = null, double alpha = 1e-4, double beta = 2.6, Acquisition acquisition = Acquisition.LowerBound)
        : base(options)
    {
        if (numInitialPoints is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(numInitialPoints));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        (_initialPoints, _alpha, _beta, _acquisition) = (numInitialPoints, alpha, beta, acquisition);
    }

    /// <summary>The hyperparameters that the process sees: all but the fixed ones.</summary>
    private IEnumerable<HyperParameter> Searched => Space.Space.Where(parameter => parameter is not FixedParameter);

    /// <summary>What was measured: the points, and the values to be made small. Trials that run enter with a cautious guess, those that were pruned with what they came to.</summary>
    internal (double[][] X, double[] Y) Vectors()
    {
        double sign = Objective.Direction == Direction.Min ? 1 : -1;
        Trial[] completed = [.. Trials.Values.Where(trial => trial.Status is TrialStatus.Completed or TrialStatus.Pruned)];
        List<double[]> x = [.. completed.Select(Vector)];
        double[] scores = [.. completed.Select(trial => sign * trial.Score!.Value)];
        double worst = scores.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        List<double> y = [.. scores.Select(score => double.IsFinite(score) ? score : worst)];
        Trial[] running = [.. Ongoing.Values.Order(StringComparer.Ordinal).Select(id => Trials[id])];
        if (running.Length > 0 && x.Count > 0)
        {
            GaussianProcess known = new([.. x], [.. y], _alpha);
            foreach (double[] point in running.Select(Vector))
            {
                (double mean, double deviation) = known.Predict(point);
                x.Add(point);
                y.Add(mean + deviation);
            }
        }

        if (y.Count == 0)
            return ([], []);

        // What cannot be trained is as bad as the worst that could, so that the search turns away from there.
        foreach (Trial infeasible in Trials.Values.Where(trial => trial.Status == TrialStatus.Infeasible))
        {
            x.Add(Vector(infeasible));
            y.Add(worst);
        }

        return ([.. x], [.. y]);
    }

    /// <summary>The values of a point on the probabilities; hyperparameters that are inactive there are left out.</summary>
    internal IReadOnlyDictionary<string, object> Values(ReadOnlySpan<double> vector)
    {
        HyperParameters point = new();
        int i = 0;
        foreach (HyperParameter parameter in Space.Space)
        {
            double probability = parameter is FixedParameter ? 0.5 : vector[i++];
            if (parameter.IsActive(point.Values))
                point.Set(parameter.Name, parameter.ProbabilityToValue(probability));
        }

        return point.Values;
    }

    internal override JsonObject Describe()
    {
        JsonObject json = base.Describe();
        (json["num_initial_points"], json["alpha"], json["beta"], json["acquisition"]) = (_initialPoints, _alpha, _beta, _acquisition.ToString());
        return json;
    }

    internal override void AddKerasTunerState(JsonObject json) =>
        (json["num_initial_points"], json["alpha"], json["beta"]) = (_initialPoints, _alpha, _beta);

    private protected override Proposal Propose(string trialId)
    {
        int initial = _initialPoints ?? Math.Max(3 * Space.Space.Count, 3);
        if (Trials.Values.Count(trial => trial.Status is TrialStatus.Completed or TrialStatus.Pruned) < initial || !Searched.Any())
            return ProposeByChance();
        (double[][] x, double[] y) = Vectors();
        y = GaussianProcess.PullIn(y);
        GaussianProcess process = new(x, y, _alpha);
        double best = y.Min();
        foreach (double[] point in Promising(at => Cost(process, best, at)))
            if (Values(point) is var values && !WasTried(values))
                return Proposal.Of(values);
        return ProposeByChance();
    }

    private double[] Vector(Trial trial) =>
    [
        .. Searched.Select(parameter => parameter.ValueToProbability(
            parameter.IsActive(trial.HyperParameters.Values) ? trial.HyperParameters.Values.GetValueOrDefault(parameter.Name, parameter.Default) : parameter.Default)),
    ];

    private double Cost(GaussianProcess process, double best, double[] at)
    {
        (double mean, double deviation) = process.Predict(at);
        return _acquisition == Acquisition.LowerBound ? mean - (_beta * deviation) : -Normal.ExpectedImprovement(best, mean, deviation);
    }

    /// <summary>Points of least cost, best first: random starts, the best of which go downhill by ever smaller strides along the axes.</summary>
    private IEnumerable<double[]> Promising(Func<double[], double> cost)
    {
        int dimensions = Searched.Count();
        double[][] starts = [.. Enumerable.Range(0, Starts).Select(_ => Enumerable.Range(0, dimensions).Select(_ => Draws.Next()).ToArray()).OrderBy(cost)];
        return starts.Take(Refined).Select(start => Downhill(start, cost)).OrderBy(cost).Concat(starts);
    }

    private static double[] Downhill(double[] start, Func<double[], double> cost)
    {
        double[] point = [.. start];
        double least = cost(point);
        for (double stride = FirstStride; stride > LastStride;)
        {
            bool moved = false;
            for (int axis = 0; axis < point.Length; axis++)
            {
                foreach (double sign in (ReadOnlySpan<double>)[1, -1])
                {
                    double before = point[axis];
                    point[axis] = Math.Clamp(before + (sign * stride), 0, 1);
                    double there = cost(point);
                    if (there < least)
                        (least, moved) = (there, true);
                    else
                        point[axis] = before;
                }
            }

            if (!moved)
                stride /= 2;
        }

        return point;
    }
}
