namespace KerasNet.Metrics;

/// <summary>The area under a curve that shows how well predictions tell true from false, over all thresholds.</summary>
/// <remarks>
/// <para>Curves: <c>ROC</c>, true against false positive rate; <c>PR</c>, precision against recall (interpolated after Davis and Goadrich); <c>PRGAIN</c>, their gains.</para>
/// <para>Thresholds: a little below 0, evenly between, a little above 1. State: true_positives, false_positives, true_negatives, false_negatives.</para>
/// </remarks>
public sealed class AUC : Metric
{
    private static readonly string[] s_curves = ["ROC", "PR", "PRGAIN"];
    private static readonly string[] s_sums = ["interpolation", "minoring", "majoring"];
    private readonly double[] _limits;
    private Variable? _truePositives, _falsePositives, _trueNegatives, _falseNegatives;

    /// <summary>Makes the metric.</summary>
    /// <param name="numThresholds">How many thresholds are used, 2 or more.</param>
    /// <param name="curve"><c>ROC</c>, <c>PR</c> or <c>PRGAIN</c>.</param>
    /// <param name="summationMethod"><c>interpolation</c>, <c>minoring</c> or <c>majoring</c>: the mean, the lower or the higher end of each piece counts.</param>
    /// <param name="thresholds">Thresholds in [0, 1] of your own; one below 0 and one above 1 are added.</param>
    /// <param name="multiLabel">Whether each label (column) has an area of its own, which are then averaged.</param>
    /// <param name="numLabels">The number of labels; found out from the data if not given.</param>
    /// <param name="labelWeights">Weights of the labels.</param>
    /// <param name="fromLogits">Whether predictions are logits instead of probabilities.</param>
    /// <param name="name">The name under which the result is logged; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">An argument is out of range or unknown.</exception>
    public AUC(
        int numThresholds = 200,
        string curve = "ROC",
        string summationMethod = "interpolation",
        IReadOnlyList<double>? thresholds = null,
        bool multiLabel = false,
        int? numLabels = null,
        IReadOnlyList<double>? labelWeights = null,
        bool fromLogits = false,
        string? name = null)
        : base(name)
    {
        Curve = Known(curve, s_curves, "curve");
        SummationMethod = Known(summationMethod, s_sums, "summation method");
        if (thresholds is null && numThresholds < 2)
            throw new ArgumentOutOfRangeException(nameof(numThresholds), numThresholds, "An area needs 2 thresholds or more.");
        if (numLabels is not null && !multiLabel)
            throw new ArgumentException("The number of labels only matters with multiLabel: true.", nameof(numLabels));
        double[] inner = thresholds is null ? Confusion.Even(numThresholds, 0, 1)[1..^1] : [.. thresholds.Select(t => Checks.Fraction(t, nameof(thresholds))).Order()];
        _limits = [-Keras.Epsilon, .. inner, 1 + Keras.Epsilon];
        NumThresholds = _limits.Length;
        Thresholds = thresholds is null ? null : inner;
        MultiLabel = multiLabel;
        NumLabels = numLabels;
        LabelWeights = labelWeights;
        FromLogits = fromLogits;
        if (!multiLabel)
            AddCounts(NumThresholds);
        else if (numLabels is { } labels)
            AddCounts([NumThresholds, labels]);
    }

    /// <summary>How many thresholds are used.</summary>
    /// <value>Default: 200.</value>
    public int NumThresholds { get; }

    /// <summary>The curve: <c>ROC</c>, <c>PR</c> or <c>PRGAIN</c>.</summary>
    /// <value>Default: ROC.</value>
    public string Curve { get; }

    /// <summary>Which end of each piece counts: <c>interpolation</c>, <c>minoring</c> or <c>majoring</c>.</summary>
    /// <value>Default: interpolation.</value>
    public string SummationMethod { get; }

    /// <summary>Thresholds of your own, sorted.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<double>? Thresholds { get; }

    /// <summary>Whether each label has an area of its own.</summary>
    /// <value>Default: false.</value>
    public bool MultiLabel { get; }

    /// <summary>The number of labels.</summary>
    /// <value>Default: none, found out from the data.</value>
    public int? NumLabels { get; }

    /// <summary>Weights of the labels.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<double>? LabelWeights { get; }

    /// <summary>Whether predictions are logits.</summary>
    /// <value>Default: false.</value>
    public bool FromLogits { get; }

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override void BuildState(Shape yTrue, Shape yPred)
    {
        if (_truePositives is not null)
            return;
        if (yPred.Rank != 2)
            throw new ShapeException($"Metric '{Name}' counts labels apart, so it expects predictions (n, labels). Received: {yPred}.");
        AddCounts([NumThresholds, yPred[1]]);
    }

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        Build(yTrue.Shape, yPred.Shape);
        (yTrue, yPred) = Confusion.Prepare(yTrue, FromLogits ? Ops.Sigmoid(yPred) : yPred, null, null, Name);
        Confusion counts = Confusion.Of(yTrue, yPred, sampleWeight, _limits, MultiLabel ? yPred.Shape[^1] : null, MultiLabel ? null : LabelWeights);
        _truePositives!.Assign(_truePositives + counts.TruePositives);
        _falsePositives!.Assign(_falsePositives + counts.FalsePositives);
        _trueNegatives!.Assign(_trueNegatives + counts.TrueNegatives);
        _falseNegatives!.Assign(_falseNegatives + counts.FalseNegatives);
    }

    /// <inheritdoc/>
    public override KerasTensor Result()
    {
        if (_truePositives is null)
            return Ops.Scalar(0);
        (KerasTensor tp, KerasTensor fp, KerasTensor tn, KerasTensor fn) = (_truePositives, _falsePositives!, _trueNegatives!, _falseNegatives!);
        KerasTensor pieces = Curve == "PR" && SummationMethod == "interpolation" ? InterpolatedPrecision(tp, fp, fn) : Pieces(tp, fp, tn, fn);
        KerasTensor areas = Ops.Sum(pieces, [0]);
        if (!MultiLabel)
            return areas;
        if (LabelWeights is null)
            return Ops.Mean(areas);
        KerasTensor weights = Ops.Constant<float>([.. LabelWeights.Select(w => (float)w)], LabelWeights.Count);
        return Ops.DivideNoNaN(Ops.Sum(areas * weights), Ops.Sum(weights));
    }

    private KerasTensor Pieces(KerasTensor tp, KerasTensor fp, KerasTensor tn, KerasTensor fn)
    {
        KerasTensor recall = Ops.DivideNoNaN(tp, tp + fn);
        KerasTensor odds = Ops.DivideNoNaN(tp + fn, fp + tn);
        (KerasTensor x, KerasTensor y) = Curve switch
        {
            "ROC" => (Ops.DivideNoNaN(fp, fp + tn), recall),
            "PR" => (recall, Ops.DivideNoNaN(tp, tp + fp)),
            _ => (Ops.Where(Ops.Greater(tp, 0), Gain(odds, fn, tp), Ops.Scalar(0)), Gain(odds, fp, tp)),
        };
        (KerasTensor y0, KerasTensor y1) = (Heads(y), Tails(y));
        KerasTensor height = SummationMethod switch
        {
            "interpolation" => (y0 + y1) / 2,
            "minoring" => Ops.Minimum(y0, y1),
            _ => Ops.Maximum(y0, y1),
        };
        return (Heads(x) - Tails(x)) * height;
    }

    /// <summary>Between two thresholds true positives grow evenly with all positives, so precision follows a curve whose area is known.</summary>
    private static KerasTensor InterpolatedPrecision(KerasTensor tp, KerasTensor fp, KerasTensor fn)
    {
        KerasTensor positives = tp + fp;
        (KerasTensor p0, KerasTensor p1) = (Heads(positives), Tails(positives));
        KerasTensor gained = Heads(tp) - Tails(tp);
        KerasTensor slope = Ops.DivideNoNaN(gained, Ops.Maximum(p0 - p1, 0));
        KerasTensor intercept = Tails(tp) - slope * p1;
        KerasTensor ratio = Ops.Where(Ops.LogicalAnd(Ops.Greater(p0, 0), Ops.Greater(p1, 0)), Ops.DivideNoNaN(p0, Ops.Maximum(p1, 0)), Ops.OnesLike(p1));
        return Ops.DivideNoNaN(slope * (gained + intercept * Ops.Log(ratio)), Ops.Maximum(Tails(tp) + Tails(fn), 0));
    }

    /// <summary>What precision or recall gain over always saying yes (Flach and Kull, 2015), held at 0 from below.</summary>
    private static KerasTensor Gain(KerasTensor odds, KerasTensor mistakes, KerasTensor right) => Ops.Maximum(1 - odds * Ops.DivideNoNaN(mistakes, right), 0);

    private static KerasTensor Heads(KerasTensor x) => Ops.SliceAxis(x, 0, 0, x.Shape[0] - 1);

    private static KerasTensor Tails(KerasTensor x) => Ops.SliceAxis(x, 0, 1, x.Shape[0]);

    private static string Known(string value, string[] valid, string what) =>
        valid.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw Naming.Unknown(what, value, valid);

    private void AddCounts(Shape shape)
    {
        _truePositives = AddVariable("true_positives", shape);
        _falsePositives = AddVariable("false_positives", shape);
        _trueNegatives = AddVariable("true_negatives", shape);
        _falseNegatives = AddVariable("false_negatives", shape);
    }
}
