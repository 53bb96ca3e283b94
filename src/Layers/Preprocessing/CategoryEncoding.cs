using KerasNet.Data;

namespace KerasNet.Layers;

/// <summary>Category numbers to rows with a column per category.</summary>
/// <remarks>
/// <para>Input: whole numbers 0…numTokens − 1 of any shape. Output in the layer's dtype, with a last axis of numTokens columns: one_hot gives a row per
/// number, stretching a last axis of size 1; multi_hot and count sum the second axis up, and a vector is one sample there. A number out of range has no
/// column.</para>
/// <para>A second input, or the argument <c>countWeights</c> of a call, says what each number counts for in the mode count.
/// Keras: <c>keras.layers.CategoryEncoding</c>.</para>
/// </remarks>
public sealed class CategoryEncoding : DataLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="numTokens">How many categories there are.</param>
    /// <param name="outputMode">one_hot, multi_hot or count.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    public CategoryEncoding(int numTokens, string outputMode = CategoryModes.MultiHot, string? name = null)
        : base(name)
    {
        NumTokens = Check.Positive(numTokens, nameof(numTokens), this);
        OutputMode = CategoryModes.Check(outputMode, CategoryModes.OneHot, CategoryModes.MultiHot, CategoryModes.Count);
    }

    /// <summary>How many categories there are.</summary>
    public int NumTokens { get; }

    /// <summary>one_hot: a row per number; multi_hot: a row per sample with 1 for each number in it; count: with how often.</summary>
    /// <value>Default: multi_hot.</value>
    public string OutputMode { get; }

    /// <summary>What the layer makes of data in the mode count, where numbers count for different weights.</summary>
    /// <param name="data">The numbers.</param>
    /// <param name="countWeights">What each counts for: as many as numbers.</param>
    public DataArray Apply(DataArray data, DataArray countWeights) => Transform([data, countWeights]);

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (inputs.Count > 2)
            throw new ShapeException($"{this} takes numbers and, in the mode count, their weights. Received {inputs.Count} inputs.");
        KerasTensor? weights = inputs.Count == 2 ? inputs[1] : context.Argument<KerasTensor>("countWeights");
        if (weights is not null && OutputMode != CategoryModes.Count)
            throw new ArgumentException($"{this}: weights go with the output mode 'count'. It is '{OutputMode}'.");
        return [CategoryModes.Encode(Ops.Cast(inputs[0], DType.Int64), OutputMode, NumTokens, DType, weights)];
    }
}
