using System.Globalization;
using System.Text;

namespace KerasNet;

/// <summary>What an operation needs to know besides its operands. Immutable; its text identifies it.</summary>
public abstract record OpAttributes
{
    /// <summary>The attributes as one short text, equal for equal attributes, for example <c>axes=[0, 1]</c>.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;

    private protected static string List(IEnumerable<int> values) => $"[{string.Join(", ", values)}]";
}

/// <summary>Operations that need nothing besides their operands.</summary>
public sealed record NoAttributes : OpAttributes
{
    /// <summary>The only instance.</summary>
    public static readonly NoAttributes Instance = new();

    /// <inheritdoc/>
    public override string Text => "";
}

/// <summary>The numbers of a constant.</summary>
public sealed record ConstantAttributes(TensorData Value) : OpAttributes
{
    private const int ShownElements = 8;
    private static int s_count;
    private readonly int _id = Interlocked.Increment(ref s_count);

    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            if (Value.Length > ShownElements)
                return $"#{_id}";
            StringBuilder text = new();
            for (int i = 0; i < Value.Length; i++)
                text.Append(i == 0 ? "" : ", ").Append(Number(i));
            return text.ToString();
        }
    }

    // A 64-bit integer does not fit into a double.
    private string Number(int index) => Value.DType == DType.Int64
        ? Value.AsSpan<long>()[index].ToString(CultureInfo.InvariantCulture)
        : Value.GetDouble(index).ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A parameter's name.</summary>
public sealed record InputAttributes(string Name) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => Name;
}

/// <summary>The variable that is read.</summary>
public sealed record VariableAttributes(Variable Variable) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"{Variable.Path}#{Variable.Id}";
}

/// <summary>The dtype to convert to.</summary>
public sealed record CastAttributes(DType Type) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => Type.KerasName();
}

/// <summary>A target shape.</summary>
public sealed record ShapeAttributes(Shape Shape) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => Shape.ToString();
}

/// <summary>For each axis of the result, the axis of the operand it comes from.</summary>
public sealed record PermutationAttributes(int[] Permutation) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => List(Permutation);
}

/// <summary>One axis, counted from 0.</summary>
public sealed record AxisAttributes(int Axis) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"axis={Axis}";
}

/// <summary>Several axes, counted from 0, ascending.</summary>
public sealed record AxesAttributes(int[] Axes) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"axes={List(Axes)}";
}

/// <summary>Several axes, counted from 0, ascending; and what is added to the variance, so that it can be divided by.</summary>
public sealed record StandardizeAttributes(int[] Axes, double Epsilon) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"axes={List(Axes)} epsilon={Epsilon.ToString("R", CultureInfo.InvariantCulture)}";
}

/// <summary>Elements start, start + stride, … below limit, for each axis. Strides are 1 or more.</summary>
public sealed record SliceAttributes(int[] Starts, int[] Limits, int[] Strides) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"{List(Starts)}:{List(Limits)}:{List(Strides)}";
}

/// <summary>Per axis: cells before, after, and between neighbouring elements (all 0 or more), filled with one value.</summary>
public sealed record PadAttributes(int[] Low, int[] High, int[] Interior, double Value) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"low={List(Low)} high={List(High)} interior={List(Interior)} value={Value.ToString("R", CultureInfo.InvariantCulture)}";
}

/// <summary>The axis and direction of a running reduction; an exclusive one leaves the element itself out.</summary>
public sealed record CumulativeAttributes(int Axis, bool Reverse, bool Exclusive) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"axis={Axis}{(Reverse ? " reverse" : "")}{(Exclusive ? " exclusive" : "")}";
}

/// <summary>The direction of a sort along the last axis. Equal values keep their order in both directions.</summary>
public sealed record SortAttributes(bool Descending) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => Descending ? "descending" : "ascending";
}

/// <summary>Which operands are read with their last two axes swapped.</summary>
public sealed record MatMulAttributes(bool TransposeA, bool TransposeB) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"{(TransposeA ? "aᵀ" : "a")}·{(TransposeB ? "bᵀ" : "b")}";
}

/// <summary>Geometry of a convolution, channels last: per space axis the stride, the dilation and the zeros before and after; the groups; and the shapes of input and filters.</summary>
public sealed record ConvolutionAttributes(int[] Strides, int[] Dilation, int[] PadLow, int[] PadHigh, int Groups, Shape InputShape, Shape FilterShape) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text =>
        $"strides={List(Strides)} dilation={List(Dilation)} pad={List(PadLow)},{List(PadHigh)} groups={Groups} input={InputShape} filter={FilterShape}";
}

/// <summary>Windows over the space axes of (batch, space…, channels): per space axis the size, the stride and the padding before and after; and the shape of the input.</summary>
public sealed record WindowAttributes(int[] Window, int[] Strides, int[] PadLow, int[] PadHigh, Shape InputShape) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"window={List(Window)} strides={List(Strides)} pad={List(PadLow)},{List(PadHigh)} input={InputShape}";
}

/// <summary>The axis that indices choose from; the first <paramref name="BatchAxes"/> axes of both operands go together.</summary>
public sealed record GatherAttributes(int Axis, int BatchAxes) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"axis={Axis} batch={BatchAxes}";
}

/// <summary>The gather that is undone, and the shape of its first operand.</summary>
public sealed record ScatterAttributes(int Axis, int BatchAxes, Shape Shape) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"axis={Axis} batch={BatchAxes} shape={Shape}";
}

/// <summary>The shape, the axis along which numbers rise, and the dtype.</summary>
public sealed record IotaAttributes(Shape Shape, int Axis, DType Type) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"{Shape} axis={Axis} {Type.KerasName()}";
}

/// <summary>A loop: its body and how operands are divided.</summary>
/// <param name="Body">Takes carries, slices, constants; gives new carries, then step outputs.</param>
/// <param name="Carries">The number of carried values.</param>
/// <param name="Slices">The number of operands that are walked along their leading axis.</param>
/// <param name="Length">The number of steps.</param>
/// <param name="Reverse">Walk from the last slice to the first; step outputs land where their slice came from.</param>
/// <remarks>
/// Operands: initial carries, sequences, constants. Outputs: final carries, the stacked step outputs, and the stacked carries as they stood before each step
/// (for the gradient; engines do not store outputs nobody reads).
/// </remarks>
public sealed record ScanAttributes(Program Body, int Carries, int Slices, int Length, bool Reverse) : OpAttributes
{
    /// <summary>The number of stacked step outputs.</summary>
    public int StepOutputs => Body.Outputs.Count - Carries;

    /// <inheritdoc/>
    public override string Text => $"length={Length}{(Reverse ? " reverse" : "")} carries={Carries} slices={Slices} {{\n{Body}}}";
}

/// <summary>How pictures are read between and beyond their pixels.</summary>
/// <param name="Bilinear">Whether the four pixels around a place are blended; if not, the nearest is taken, halves away from zero.</param>
/// <param name="Fill">What lies beyond the edges.</param>
/// <param name="FillValue">The value of <see cref="FillMode.Constant"/>.</param>
public sealed record AffineTransformAttributes(bool Bilinear, FillMode Fill, double FillValue) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"{(Bilinear ? "bilinear" : "nearest")} fill={Fill} value={FillValue.ToString("R", CultureInfo.InvariantCulture)}";
}

/// <summary>How a recurrent operation walks through time.</summary>
/// <param name="Reverse">From the last step to the first; results land where their step is.</param>
public sealed record RecurrentAttributes(bool Reverse) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => Reverse ? "reverse" : "";
}

/// <summary>The form of a gated recurrent unit, and how it walks through time.</summary>
/// <param name="ResetAfter">Whether the reset gate multiplies the product with the kernel rather than the state before it.</param>
/// <param name="Reverse">From the last step to the first; results land where their step is.</param>
public sealed record GruAttributes(bool ResetAfter, bool Reverse) : OpAttributes
{
    /// <inheritdoc/>
    public override string Text => $"reset {(ResetAfter ? "after" : "before")}{(Reverse ? " reverse" : "")}";
}
