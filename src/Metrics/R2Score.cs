namespace KerasNet.Metrics;

/// <summary>The coefficient of determination: 1 − Σ (t − p)² / Σ (t − mean t)², 1 for perfect predictions.</summary>
/// <remarks>Labels and predictions (n, outputs). State: num_samples, squared_sum, sum, residual, count.</remarks>
public sealed class R2Score : Metric
{
    private static readonly string[] s_aggregations = ["uniform_average", "variance_weighted_average"];
    private readonly Variable _samples;
    private Variable? _squares, _sum, _residual, _count;

    /// <summary>Makes the metric.</summary>
    /// <param name="classAggregation"><c>uniform_average</c>, <c>variance_weighted_average</c>, or none for one score per output.</param>
    /// <param name="numRegressors">For the adjusted score: how many inputs the model has; 0 for the plain one. As in Keras n counts cells, not rows.</param>
    /// <param name="name">The name under which the result is logged.</param>
    /// <exception cref="ArgumentException">An argument is out of range or unknown.</exception>
    public R2Score(string? classAggregation = "uniform_average", int numRegressors = 0, string name = "r2_score")
        : base(name)
    {
        ClassAggregation = classAggregation is null || s_aggregations.Contains(classAggregation) ? classAggregation : throw Naming.Unknown("class aggregation", classAggregation, s_aggregations);
        ArgumentOutOfRangeException.ThrowIfNegative(numRegressors);
        NumRegressors = numRegressors;
        _samples = AddVariable("num_samples", Shape.Scalar);
    }

    /// <summary>How the scores of outputs become one.</summary>
    /// <value>Default: uniform_average.</value>
    public string? ClassAggregation { get; }

    /// <summary>How many inputs the model has, for the adjusted score.</summary>
    /// <value>Default: 0, the plain score.</value>
    public int NumRegressors { get; }

    /// <inheritdoc/>
    public override MetricDirection? Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override void BuildState(Shape yTrue, Shape yPred)
    {
        if (yTrue.Rank != 2 || yPred.Rank != 2 || yTrue[1] != yPred[1])
            throw new ShapeException($"Metric '{Name}' expects labels and predictions of the same shape (n, outputs). Received: yTrue {yTrue} and yPred {yPred}.");
        _squares = AddVariable("squared_sum", yPred[1]);
        _sum = AddVariable("sum", yPred[1]);
        _residual = AddVariable("residual", yPred[1]);
        _count = AddVariable("count", yPred[1]);
    }

    /// <inheritdoc/>
    public override void UpdateState(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
    {
        Build(yTrue.Shape, yPred.Shape);
        yPred = Ops.Cast(yPred, DType.Float32);
        yTrue = Ops.Cast(yTrue, DType.Float32);
        KerasTensor weight = sampleWeight is null ? Ops.Scalar(1) : Ops.Cast(sampleWeight.Rank == 1 ? Ops.ExpandDims(sampleWeight, 1) : sampleWeight, DType.Float32);
        weight = Ops.BroadcastTo(weight, yTrue.Shape);
        KerasTensor weighted = yTrue * weight;
        _sum!.Assign(_sum + Ops.Sum(weighted, [0]));
        _squares!.Assign(_squares + Ops.Sum(yTrue * weighted, [0]));
        _residual!.Assign(_residual + Ops.Sum(Ops.Square(yTrue - yPred) * weight, [0]));
        _count!.Assign(_count + Ops.Sum(weight, [0]));
        _samples.Assign(_samples.Read() + yTrue.Shape.ElementCount);
    }

    /// <inheritdoc/>
    public override KerasTensor Result()
    {
        if (_sum is null)
            return Ops.Scalar(double.NaN);
        KerasTensor total = _squares!.Read() - _sum.Read() * (_sum.Read() / _count!);
        KerasTensor scores = 1 - _residual! / total;
        scores = Ops.Where(Ops.Equal(Ops.Abs(scores), double.PositiveInfinity), Ops.Scalar(0, scores), scores);
        KerasTensor score = ClassAggregation switch
        {
            null => scores,
            "uniform_average" => Ops.Mean(scores),
            _ => Ops.Sum(total * scores) / Ops.Sum(total),
        };
        if (NumRegressors == 0)
            return score;
        KerasTensor free = _samples.Read() - (NumRegressors + 1);
        return Ops.Where(Ops.Greater(free, 0), 1 - (1 - score) * (_samples.Read() - 1) / free, score);
    }
}
