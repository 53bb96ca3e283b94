using System.Reflection;

namespace KerasNet.Engine.Cpu;

/// <summary>A group of elementwise operations as instructions for tiles.</summary>
internal sealed unsafe class GroupCode
{
    private readonly Dictionary<KerasTensor, int> _of = [];
    private readonly Dictionary<int, int> _dense = [];
    private readonly Dictionary<int, int> _masks = [];
    private readonly Dictionary<int, int> _bytes = [];

    internal GroupCode(Work work)
    {
        // Register 0 stands for operands that a kernel does not have.
        New(new(TileSource.Computed, DType.Bool));
        Shape = work.Nodes[0].Output.Shape;
        Count = Shape.ElementCount;
        foreach (Node node in work.Nodes)
        {
            _of[node.Output] = Emit(node);
            Cost += Elementwise.Cost(node.Op, node.Inputs[0].DType);
        }

        foreach (KerasTensor result in work.Results)
            Bind(result);
    }

    /// <summary>The shape of every result.</summary>
    internal Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    internal long Count { get; }

    /// <summary>The time for one element, in units of an addition.</summary>
    internal long Cost { get; private set; } = 1;

    /// <summary>The same in a loop of its own, where what moves through memory counts most.</summary>
    internal long LoopCost => Math.Max(Cost / 3, Registers.Count(register => register.Tensor is not null));

    internal List<TileRegister> Registers { get; } = [];

    internal List<TileInstruction> Instructions { get; } = [];

    /// <summary>
    /// Whether a result may lie where an operand lies: all reads of the operand are of the group's own shape and done when the result is written.
    /// </summary>
    internal bool CanOverwrite(KerasTensor result, KerasTensor operandRoot)
    {
        int written = Instructions.FindIndex(instruction => Registers[instruction.Result] is { Output: true } register && register.Tensor == result);
        if (written < 0)
            return false;
        for (int i = 0; i < Registers.Count; i++)
        {
            TileRegister register = Registers[i];
            if (register.Output || register.Tensor is null || Aliases.Root(register.Tensor) is var (root, offset) && root != operandRoot)
                continue;
            if (register.Source != TileSource.Dense || offset != 0 || register.Size != Registers[Instructions[written].Result].Size || LastUse(i) > written)
                return false;
        }

        return true;
    }

    /// <summary>The last instruction that reads a register, or −1.</summary>
    internal int LastUse(int register) =>
        Instructions.FindLastIndex(instruction => instruction.A == register || instruction.B == register || instruction.C == register);

    private int Emit(Node node)
    {
        DType type = node.Inputs[0].DType;
        switch (node.Op)
        {
            case Op.Broadcast:
                return Dense(Read(node[0]));
            case Op.Cast:
                return Cast(Dense(Read(node[0])), type, node.Output.DType);
            case Op.Select:
                return Select(Dense(Read(node[0])), Read(node[1]), Read(node[2]), node.Output.DType);
            case Op.Not:
                int x = Dense(Read(node[0]));
                return Registers[x].IsMask
                    ? Add(&VectorUnary<int, NotMaskOp>.Run, DType.Bool, true, x, function: Function(typeof(NotMaskOp)))
                    : Add(TileKernels.Unary(Op.Not, type), DType.Bool, false, x);
            case Op.IsFinite:
                return Add(TileKernels.Unary(Op.IsFinite, type), DType.Bool, type == DType.Float32, Dense(Read(node[0])), function: Function(Op.IsFinite,
                    type));
            default:
                return node.Inputs.Count == 1 ? Unary(node.Op, type, Dense(Read(node[0]))) : Binary(node.Op, type, Read(node[0]), Read(node[1]));
        }
    }

    private int Unary(Op op, DType type, int x) =>
        type == DType.Bool ? Add(TileKernels.Copy(1), type, false, AsBytes(x)) : Add(TileKernels.Unary(op, type), type, false, x, function: Function(op, type));

    private int Binary(Op op, DType type, int x, int y)
    {
        bool compares = op is Op.Equal or Op.Less or Op.LessOrEqual;
        if (type == DType.Bool)
        {
            (x, y) = (Dense(x), Dense(y));
            if (op is Op.And or Op.Or && Registers[x].IsMask && Registers[y].IsMask)
                return Add(TileKernels.Binary(op, DType.Int32, false, false), type, true, x, y, function: Function(op, DType.Int32));
            (x, y) = (AsBytes(x), AsBytes(y));
            if (op == Op.Subtract)
                return Add(&ScalarBinary<byte, byte, XorOp>.Run, type, false, x, y);

            // Sums are at most 1, products 0 where one factor is.
            op = op switch { Op.Add or Op.Maximum => Op.Or, Op.Multiply or Op.Minimum => Op.And, _ => op };
        }

        TileKernel kernel = TileKernels.Binary(op, type, IsScalar(x), IsScalar(y));
        if (kernel == null)
        {
            (x, y) = (Dense(x), Dense(y));
            kernel = TileKernels.Binary(op, type, false, false);
        }

        return Add(kernel, compares ? DType.Bool : type, compares && type.Size() == 4, x, y, function: Function(op, type));
    }

    private int Cast(int x, DType from, DType to)
    {
        if (Registers[x].IsMask && to == DType.Float32)
            return Add(&VectorUnary<float, MaskToFloatOp>.Run, to, false, x, function: Function(typeof(MaskToFloatOp)));
        if (Registers[x].IsMask && to == DType.Int32)
            return Add(&VectorUnary<int, MaskToIntOp>.Run, to, false, x, function: Function(typeof(MaskToIntOp)));
        Type? vectors = (from, to) is (DType.Int32, DType.Float32) ? typeof(IntToFloatOp) : null;
        return Add(TileKernels.Convert(from, to), to, false, AsBytes(x), function: Function(vectors));
    }

    private int Select(int condition, int x, int y, DType type)
    {
        if (type.Size() == 4)
            return Add(TileKernels.SelectByMask(IsScalar(x), IsScalar(y)), type, false, AsMask(condition), x, y, Function(typeof(ChooseFunction)));
        return Add(TileKernels.SelectByBytes(type.Size()), type, false, AsBytes(condition), AsBytes(Dense(x)), AsBytes(Dense(y)));
    }

    /// <summary>Looked up only where a loop may be generated.</summary>
    private MethodInfo? Function(Op op, DType type) => Count >= LoopGenerator.MinCount ? LoopFunctions.Of(op, type) : null;

    private MethodInfo? Function(Type? function) => Count >= LoopGenerator.MinCount ? LoopFunctions.Invoke(function) : null;

    private bool IsScalar(int register) => Registers[register].Source == TileSource.Scalar;

    /// <summary>The register of an operand.</summary>
    private int Read(KerasTensor operand)
    {
        KerasTensor x = Aliases.BeforeStretching(operand);
        if (_of.TryGetValue(x, out int known))
            return known;
        if (x.Shape.ElementCount == Count)
            return _of[x] = New(new(TileSource.Dense, x.DType) { Tensor = x });
        return _of[x] = x.Shape.ElementCount == 1 ? New(new(TileSource.Scalar, x.DType) { Tensor = x }) : Spread(x);
    }

    private int Spread(KerasTensor x)
    {
        int[] strides = new int[Shape.Rank];
        for (int axis = x.Rank - 1, stride = 1; axis >= 0; stride *= x.Shape[axis--])
            strides[axis + Shape.Rank - x.Rank] = x.Shape[axis] == 1 ? 0 : stride;
        return New(new(TileSource.Spread, x.DType) { Tensor = x, Strides = strides });
    }

    /// <summary>A register with one element per element of the group.</summary>
    private int Dense(int register)
    {
        if (!IsScalar(register))
            return register;
        if (!_dense.TryGetValue(register, out int dense))
            _dense[register] = dense = Spread(Registers[register].Tensor!);
        return dense;
    }

    /// <summary>Truth values as masks of 32 bits.</summary>
    private int AsMask(int register)
    {
        if (Registers[register].IsMask)
            return register;
        if (!_masks.TryGetValue(register, out int mask))
            _masks[register] = mask = Add(&MaskKernels.FromBytes, DType.Bool, true, register);
        return mask;
    }

    /// <summary>Truth values as bytes; other registers stay what they are.</summary>
    private int AsBytes(int register)
    {
        if (!Registers[register].IsMask)
            return register;
        if (!_bytes.TryGetValue(register, out int bytes))
            _bytes[register] = bytes = Add(&MaskKernels.ToBytes, DType.Bool, false, register);
        return bytes;
    }

    /// <summary>Lets a result be written to memory.</summary>
    private void Bind(KerasTensor result)
    {
        int register = AsBytes(_of[result]);
        if (Registers[register].Source != TileSource.Computed || Registers[register].Tensor is not null)
            register = Add(TileKernels.Copy(result.DType.Size()), result.DType, false, register);
        Registers[register].Tensor = result;
        Registers[register].Output = true;
    }

    private int New(TileRegister register)
    {
        Registers.Add(register);
        return Registers.Count - 1;
    }

    private int Add(TileKernel kernel, DType type, bool isMask, int a, int b = 0, int c = 0, MethodInfo? function = null)
    {
        int result = New(new(TileSource.Computed, type) { IsMask = isMask });
        Instructions.Add(new(kernel, a, b, c, result, function));
        return result;
    }
}
