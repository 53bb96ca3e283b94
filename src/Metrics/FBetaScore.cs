namespace KerasNet.Metrics;

/// <summary>(1 + beta²)·precision·recall / (beta²·precision + recall), per class or averaged.</summary>
/// <remarks>Labels one-hot (n, classes), predictions (n, classes). State: true_positives, false_positives, false_negatives, intermediate_weights.</remarks>
public class FBetaScore : Metric
{
    private static readonly string[] s_averages = ["micro", "macro", "weighted"];
    private Variable? _truePositives, _falsePositives, _falseNegatives, _labels;

    /// <summary>Makes the metric.</summary>
    /// <param name="average">None for one score per class; <c>micro</c> counts all classes together, <c>macro</c> takes the mean, <c>weighted</c> the mean by the number of labels.</param>
    /// <param name="beta">How much more recall counts than precision, above 0.</param>
    /// <param name="threshold">Predictions above it are positive, above 0 and at most 1; if not given, the largest of each row is.</param>
    /// <param name="name">The name under which the result is logged.</param>
    /// <exception cref="ArgumentException">An argument is out of range or unknown.</exception>
    public FBetaScore(string? average = null, double beta = 1, double? threshold = null, string name = "fbeta_score")
        : base(name)
    {
        Average = average is null || s_averages.Contains(average) ? average : throw Naming.Unknown("average", average, s_averages);
        Beta = Checks.Positive(beta);
        Threshold = threshold is { } limit ? Checks.PositiveFraction(limit, nameof(threshold)) : null;
    }

    /// <summary>How the scores of classes become one.</summary>
    /// <value>Default: none, the result is a vector.</value>
    public string? Average { get; }

    /// <summary>How much more recall counts than precision.</summary>
    /// <value>Default: 1.</value>
    public double Beta { get; }

    /// <summary>Predictions above it are positive.</summary>
    /// <value>Default: none, the largest of each row is.</value>
    public double? Threshold { get; }

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override void BuildState(Shape yTrue, Shape yPred)
    {
        if (yTrue.Rank != 2 || yPred.Rank != 2 || yTrue[1] != yPred[1])
            throw new ShapeException($"Metric '{Name}' expects one-hot labels and predictions, both (n, classes). Received: yTrue {yTrue} and yPred {yPred}.");
        Shape shape = Average == "micro" ? Shape.Scalar : yPred[1];
        _truePositives = AddVariable("true_positives", shape);
        _falsePositives = AddVariable("false_positives", shape);
        _falseNegatives = AddVariable("false_negatives", shape);
        _labels = AddVariable("intermediate_weights", shape);
    }

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        Build(yTrue.Shape, yPred.Shape);
        yPred = Ops.ToFloat(yPred);
        yTrue = Ops.Cast(yTrue, yPred.DType);
        KerasTensor positive = Threshold is { } limit
            ? Ops.Greater(yPred, limit)
            : Ops.LogicalAnd(Ops.GreaterEqual(yPred, Ops.Max(yPred, [-1], keepDims: true)), Ops.Greater(Ops.Abs(yPred), 1e-9));
        yPred = Ops.Cast(positive, yPred.DType);
        Add(_truePositives!, yPred * yTrue);
        Add(_falsePositives!, yPred * (1 - yTrue));
        Add(_falseNegatives!, (1 - yPred) * yTrue);
        Add(_labels!, yTrue);

        void Add(Variable variable, KerasTensor cells)
        {
            if (sampleWeight is not null)
                cells *= Ops.Cast(sampleWeight.Rank == 1 ? Ops.ExpandDims(sampleWeight, 1) : sampleWeight, cells.DType);
            variable.Assign(variable + Ops.Sum(cells, Average == "micro" ? [0, 1] : [0]));
        }
    }

    /// <inheritdoc/>
    public override KerasTensor Result()
    {
        if (_truePositives is null)
            return Ops.Scalar(0);
        KerasTensor precision = Ops.DivideNoNaN(_truePositives, _truePositives.Read() + _falsePositives!);
        KerasTensor recall = Ops.DivideNoNaN(_truePositives, _truePositives.Read() + _falseNegatives!);
        double square = Beta * Beta;
        KerasTensor score = Ops.DivideNoNaN(precision * recall, square * precision + recall) * (1 + square);
        return Average switch
        {
            "weighted" => Ops.Sum(score * Ops.DivideNoNaN(_labels!, Ops.Sum(_labels!))),
            null => score,
            _ => Ops.Mean(score),
        };
    }
}
