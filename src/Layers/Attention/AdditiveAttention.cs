namespace KerasNet.Layers;

/// <summary>Attention whose scores are Σ scale · tanh(query + key) over the features. Bahdanau et al., 2015.</summary>
/// <remarks>
/// <para>Inputs (query, value) or (query, value, key): (batch, Tq, features), (batch, Tv, any), (batch, Tv, features). Output (batch, Tq, any), and with the
/// call's argument <c>returnAttentionScores</c> the weights (batch, Tq, Tv) too. With <c>useCausalMask</c> place i sees places 0 … i alone.</para>
/// <para>Weight: scale (features) if useScale. Masks are explained at <see cref="ScoreAttention"/>. Keras: <c>keras.layers.AdditiveAttention</c>.</para>
/// </remarks>
public sealed class AdditiveAttention : ScoreAttention
{
    private Variable? _scale;

    /// <summary>Makes the layer.</summary>
    /// <param name="useScale">Whether each feature has a learned scale.</param>
    /// <param name="dropout">The part of the attention weights that is dropped in training.</param>
    /// <param name="seed">Where the draws of what is dropped start.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dropout"/> is not in [0, 1].</exception>
    public AdditiveAttention(bool useScale = true, double dropout = 0, long? seed = null, string? name = null)
        : base(useScale, dropout, seed, name)
    {
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        if (UseScale)
            _scale = AddWeight("scale", [inputShape[^1]], new GlorotUniform());
    }

    private protected override KerasTensor Scores(KerasTensor query, KerasTensor key)
    {
        KerasTensor fit = Ops.Tanh(Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3));
        return Ops.Sum(_scale is null ? fit : fit * _scale, [-1]);
    }
}
