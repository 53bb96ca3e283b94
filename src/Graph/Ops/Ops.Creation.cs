namespace KerasNet;

public static partial class Ops
{
    /// <summary>A parameter of a program, fed at each run.</summary>
    /// <param name="shape">The dimensions, all known.</param>
    /// <param name="type">The element type.</param>
    /// <param name="name">A name for messages and the printed program.</param>
    public static KerasTensor Input(Shape shape, DType type, string name) =>
        new Node(Op.Input, [], new InputAttributes(name), [new TensorType(shape, type)]).Outputs[0];

    /// <summary>Fixed numbers.</summary>
    public static KerasTensor Constant(TensorData value) => Node.Create(Op.Constant, [], new ConstantAttributes(value)).Output;

    /// <summary>Fixed numbers of the given shape.</summary>
    public static KerasTensor Constant<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged => Constant(TensorData.From(values, shape));

    /// <summary>One number in the given dtype.</summary>
    public static KerasTensor Scalar(double value, DType type = DType.Float32) => Constant(TensorData.Scalar(value, type));

    /// <summary>One number in the dtype of another tensor; a fraction beside integers or bools is taken in float32.</summary>
    public static KerasTensor Scalar(double value, KerasTensor like) =>
        Scalar(value, like.DType.IsFloating() || (value == Math.Floor(value) && like.DType != DType.Bool) ? like.DType : DType.Float32);

    /// <summary>A tensor filled with one number.</summary>
    public static KerasTensor Full(Shape shape, double value, DType type = DType.Float32) => BroadcastTo(Scalar(value, type), shape);

    /// <summary>A tensor of zeros.</summary>
    public static KerasTensor Zeros(Shape shape, DType type = DType.Float32) => Full(shape, 0, type);

    /// <summary>A tensor of ones.</summary>
    public static KerasTensor Ones(Shape shape, DType type = DType.Float32) => Full(shape, 1, type);

    /// <summary>Zeros of the shape and dtype of x.</summary>
    public static KerasTensor ZerosLike(KerasTensor x) => Shaped(nameof(ZerosLike), t => Zeros(t[0].Shape, x.DType), x);

    /// <summary>Ones of the shape and dtype of x.</summary>
    public static KerasTensor OnesLike(KerasTensor x) => Shaped(nameof(OnesLike), t => Ones(t[0].Shape, x.DType), x);

    /// <summary>0, 1, … count − 1.</summary>
    public static KerasTensor Arange(int count, DType type = DType.Int32) => Iota([count], 0, type);

    /// <summary>0, 1, 2… along one axis, the same along all others.</summary>
    public static KerasTensor Iota(Shape shape, int axis, DType type = DType.Int32) =>
        Node.Create(Op.Iota, [], new IotaAttributes(shape, shape.Axis(axis), type)).Output;

    /// <summary>1 at each index along a new axis, 0 elsewhere. An index outside of 0…classes − 1 gives zeros.</summary>
    public static KerasTensor OneHot(KerasTensor indices, int classes, int axis = -1, DType type = DType.Float32)
    {
        // The classes lie along one axis and stretch over the others by themselves.
        int place = axis < 0 ? indices.Rank + 1 + axis : axis;
        int[] line = [.. Enumerable.Repeat(1, indices.Rank + 1)];
        line[place] = classes;
        return Cast(Equal(ExpandDims(Cast(indices, DType.Int32), place), Iota(line, place)), type);
    }
}
