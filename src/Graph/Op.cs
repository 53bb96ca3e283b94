namespace KerasNet;

/// <summary>The operations a program is made of: a small set of primitives, then the composite operations that are defined by them.</summary>
/// <remarks>
/// Every primitive has a row in <c>ShapeRules</c>, in <c>GradientRules</c>, in the reference backend and in the CPU engine; a test asks for each.
/// Every composite has a row in <c>Composites</c>, its decomposition. Attributes stay close to those of StableHLO and TensorFlow's graph.
/// </remarks>
public enum Op
{
    // Leaves.

    /// <summary>Fixed numbers (<see cref="ConstantAttributes"/>).</summary>
    Constant,

    /// <summary>A parameter of the program, fed at each run (<see cref="InputAttributes"/>).</summary>
    Input,

    /// <summary>The value a variable has when the program starts (<see cref="VariableAttributes"/>).</summary>
    ReadVariable,

    // Elementwise, one operand.

    /// <summary>−x.</summary>
    Negate,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>−1, 0 or 1.</summary>
    Sign,

    /// <summary>The largest whole number ≤ x.</summary>
    Floor,

    /// <summary>The smallest whole number ≥ x.</summary>
    Ceil,

    /// <summary>The nearest whole number; halves go to the even neighbour.</summary>
    Round,

    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>eˣ − 1, exact near 0.</summary>
    Expm1,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>ln(1 + x), exact near 0.</summary>
    Log1p,

    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>1 / √x.</summary>
    Rsqrt,

    /// <summary>The sine of x radians.</summary>
    Sin,

    /// <summary>The cosine of x radians.</summary>
    Cos,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>Logical negation of booleans.</summary>
    Not,

    /// <summary>True where x is neither infinite nor NaN.</summary>
    IsFinite,

    /// <summary>Conversion to another dtype (<see cref="CastAttributes"/>); to integers it truncates, to bool it is x ≠ 0.</summary>
    Cast,

    /// <summary>x, but no gradient passes.</summary>
    StopGradient,

    // Elementwise, two operands, broadcast as NumPy does.

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b; of integers, truncated.</summary>
    Divide,

    /// <summary>a − b·floor(a / b): the remainder with the sign of b.</summary>
    Remainder,

    /// <summary>aᵇ.</summary>
    Power,

    /// <summary>The larger operand; NaN if either is NaN.</summary>
    Maximum,

    /// <summary>The smaller operand; NaN if either is NaN.</summary>
    Minimum,

    /// <summary>Logical and of booleans; bitwise and of integers.</summary>
    And,

    /// <summary>Logical or of booleans; bitwise or of integers.</summary>
    Or,

    /// <summary>a = b.</summary>
    Equal,

    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a ≤ b.</summary>
    LessOrEqual,

    // Elementwise, three operands.

    /// <summary>Where the first operand (bool) is true the second, elsewhere the third.</summary>
    Select,

    // Data movement.

    /// <summary>The same elements under other dimensions (<see cref="ShapeAttributes"/>).</summary>
    Reshape,

    /// <summary>Axes in another order (<see cref="PermutationAttributes"/>).</summary>
    Transpose,

    /// <summary>Axes of size 1, or missing leading axes, repeated (<see cref="ShapeAttributes"/>).</summary>
    Broadcast,

    /// <summary>A box with strides (<see cref="SliceAttributes"/>).</summary>
    Slice,

    /// <summary>A constant around and between the elements (<see cref="PadAttributes"/>).</summary>
    Pad,

    /// <summary>Operands one after the other along an axis (<see cref="AxisAttributes"/>).</summary>
    Concatenate,

    /// <summary>Elements in opposite order along axes (<see cref="AxesAttributes"/>).</summary>
    Reverse,

    // Reductions keep the reduced axes with size 1.

    /// <summary>Sum over axes (<see cref="AxesAttributes"/>).</summary>
    Sum,

    /// <summary>Product over one axis (<see cref="AxisAttributes"/>).</summary>
    Product,

    /// <summary>Maximum over axes (<see cref="AxesAttributes"/>).</summary>
    Max,

    /// <summary>Minimum over axes (<see cref="AxesAttributes"/>).</summary>
    Min,

    /// <summary>Index (int32) of the first maximum along an axis, which is kept with size 1 (<see cref="AxisAttributes"/>).</summary>
    ArgMax,

    /// <summary>Running sum along an axis (<see cref="CumulativeAttributes"/>).</summary>
    CumulativeSum,

    /// <summary>Running product along an axis (<see cref="CumulativeAttributes"/>).</summary>
    CumulativeProduct,

    /// <summary>Values in stable order along the last axis, and the int32 indices they came from (<see cref="SortAttributes"/>). Two outputs.</summary>
    Sort,

    // Contractions.

    /// <summary>Matrix product over the last two axes, leading axes equal; either operand may be read transposed (<see cref="MatMulAttributes"/>).</summary>
    MatMul,

    /// <summary>Convolution of (batch, space…, channels) with (kernel…, channels / groups, filters) (<see cref="ConvolutionAttributes"/>).</summary>
    Convolution,

    /// <summary>The gradient of a convolution for its input, from (dy, filters). It is also the transposed convolution.</summary>
    ConvolutionInputGradient,

    /// <summary>The gradient of a convolution for its filters, from (x, dy).</summary>
    ConvolutionFilterGradient,

    /// <summary>Maximum over windows of (batch, space…, channels) (<see cref="WindowAttributes"/>); padding counts as −∞.</summary>
    MaxPool,

    /// <summary>Sends dy to the first maximum of each window, from (x, dy).</summary>
    MaxPoolGradient,

    /// <summary>Sum over windows (<see cref="WindowAttributes"/>); padding counts as 0.</summary>
    SumPool,

    /// <summary>Adds dy to each cell of its window, from dy; the result has <see cref="WindowAttributes.InputShape"/>.</summary>
    SumPoolGradient,

    // Indexing and generation.

    /// <summary>Slices of the first operand along an axis, chosen by integer indices (<see cref="GatherAttributes"/>). Indices must be in range.</summary>
    Gather,

    /// <summary>Zeros of a given shape, to which slices are added at integer indices, from (indices, updates) (<see cref="ScatterAttributes"/>).</summary>
    ScatterAdd,

    /// <summary>0, 1, 2… along an axis (<see cref="IotaAttributes"/>).</summary>
    Iota,

    /// <summary>Random 32-bit patterns (int32) from an int64 state (seed, counter) (<see cref="ShapeAttributes"/>): Philox4x32-10, a pure function of its operand.</summary>
    RandomBits,

    // Control.

    /// <summary>A loop over a leading axis with carried state (<see cref="ScanAttributes"/>). Several outputs.</summary>
    Scan,

    // Composite operations.

    /// <summary>The mean of (x − mean)² over axes, which are kept with size 1, from (x, mean) (<see cref="AxesAttributes"/>).</summary>
    Variance,

    /// <summary>
    /// (x − mean) / √(variance + ε) · scale + offset from (x, scale, offset), where mean and population variance are those of x over axes, along which scale and
    /// offset have size 1 (<see cref="StandardizeAttributes"/>).
    /// </summary>
    Standardize,

    /// <summary>eˣ / Σ eˣ along an axis (<see cref="AxisAttributes"/>).</summary>
    Softmax,

    /// <summary>What a softmax y sends back: y·(dy − Σ y·dy) along an axis, from (y, dy) (<see cref="AxisAttributes"/>).</summary>
    SoftmaxGradient,

    /// <summary>x − ln Σ eˣ along an axis (<see cref="AxisAttributes"/>).</summary>
    LogSoftmax,

    /// <summary>ln Σ eˣ along an axis, which is kept with size 1 (<see cref="AxisAttributes"/>).</summary>
    LogSumExp,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>−Σ t·log softmax(x) along the last axis, from (logits, targets).</summary>
    SoftmaxCrossEntropy,

    /// <summary>−log softmax(x) at integer labels along the last axis, from (logits, labels).</summary>
    SparseSoftmaxCrossEntropy,

    /// <summary>
    /// Pictures (pictures, rows, columns, channels) read at other places, from (pictures, transforms): with a picture's eight numbers a0 a1 a2 b0 b1 b2 c0 c1,
    /// pixel (x, y) of the result is what stands at ((a0·x + a1·y + a2) / k, (b0·x + b1·y + b2) / k), k = c0·x + c1·y + 1
    /// (<see cref="AffineTransformAttributes"/>). A place that is not finite has the fill value.
    /// </summary>
    AffineTransform,

    /// <summary>
    /// The steps of a long short-term memory, from (x·W + b, recurrent kernel, state, cell) and perhaps a bool mask (<see cref="RecurrentAttributes"/>).
    /// Outputs: states and cells after every step, and the gates i f g o (for the gradient; engines do not store outputs nobody reads).
    /// </summary>
    Lstm,

    /// <summary>The gradients of <see cref="Lstm"/> for x·W + b, state and cell, from (kernel, gates, cells, cell, dstates), perhaps dcells, perhaps the mask.</summary>
    LstmGradient,

    /// <summary>
    /// The steps of a gated recurrent unit, from (x·W + b, recurrent kernel, state), perhaps a recurrent bias, perhaps a bool mask (<see cref="GruAttributes"/>).
    /// Outputs: states after every step, and z r g and what the previous state gives to g (for the gradient).
    /// </summary>
    Gru,

    /// <summary>
    /// The gradients of <see cref="Gru"/> with the reset after the product, for x·W + b, for the product of state and kernel, and for the first state, from
    /// (kernel, gates, states, state, dstates), perhaps the mask (<see cref="RecurrentAttributes"/>).
    /// </summary>
    GruGradient,
}
