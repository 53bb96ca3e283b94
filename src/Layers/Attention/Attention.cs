namespace KerasNet.Layers;

/// <summary>Attention whose scores are dot products of query and key: softmax(query · keyᵀ) · value. Luong et al., 2015.</summary>
/// <remarks>
/// <para>Inputs (query, value) or (query, value, key): (batch, Tq, features), (batch, Tv, any), (batch, Tv, features). Output (batch, Tq, any), and with the
/// call's argument <c>returnAttentionScores</c> the weights (batch, Tq, Tv) too. With <c>useCausalMask</c> place i sees places 0 … i alone.</para>
/// <para>Weights: scale (), which the scores are multiplied by, if useScale; concat_score_weight () if scoreMode is concat. Masks are explained at
/// <see cref="ScoreAttention"/>. Keras: <c>keras.layers.Attention</c>.</para>
/// </remarks>
public sealed class Attention : ScoreAttention
{
    private const string Dot = "dot";
    private const string Concat = "concat";

    private Variable? _scale;
    private Variable? _concatScoreWeight;

    /// <summary>Makes the layer.</summary>
    /// <param name="useScale">Whether there is a learned scale, which starts at 1.</param>
    /// <param name="scoreMode"><c>dot</c>: the dot product of query and key; <c>concat</c>: w · Σ tanh(scale · (query + key)).</param>
    /// <param name="dropout">The part of the attention weights that is dropped in training.</param>
    /// <param name="seed">Where the draws of what is dropped start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">The score mode is unknown, or <paramref name="dropout"/> is not in [0, 1].</exception>
    public Attention(bool useScale = false, string scoreMode = Dot, double dropout = 0, long? seed = null, string? name = null)
        : base(useScale, dropout, seed, name) =>
        ScoreMode = scoreMode is Dot or Concat ? scoreMode : throw Naming.Unknown("score mode", scoreMode, [Dot, Concat]);

    /// <summary>How scores are computed: <c>dot</c> or <c>concat</c>.</summary>
    /// <value>Default: <c>dot</c>.</value>
    public string ScoreMode { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        if (UseScale)
            _scale = AddWeight("scale", [], new Ones());
        if (ScoreMode == Concat)
            _concatScoreWeight = AddWeight("concat_score_weight", [], new Ones());
    }

    private protected override KerasTensor Scores(KerasTensor query, KerasTensor key)
    {
        if (_concatScoreWeight is null)
            return Scaled(Ops.MatMul(query, key, transposeB: true));
        KerasTensor pairs = Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3);
        return _concatScoreWeight * Ops.Sum(Ops.Tanh(Scaled(pairs)), [-1]);
    }

    private KerasTensor Scaled(KerasTensor x) => _scale is null ? x : x * _scale;
}
