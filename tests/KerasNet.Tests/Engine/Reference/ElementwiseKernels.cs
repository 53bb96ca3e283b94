namespace KerasNet.Tests.Engine.Reference;

/// <summary>Operations that treat every element alike.</summary>
internal static class ElementwiseKernels
{
    private static readonly Dictionary<Op, (Func<double, double> Real, Func<long, long>? Whole)> s_unary = new()
    {
        [Op.Negate] = (a => -a, a => -a),
        [Op.Abs] = (Math.Abs, Math.Abs),
        [Op.Sign] = (a => double.IsNaN(a) ? a : Math.Sign(a), a => Math.Sign(a)),
        [Op.Floor] = (Math.Floor, a => a),
        [Op.Ceil] = (Math.Ceiling, a => a),
        [Op.Round] = (a => Math.Round(a, MidpointRounding.ToEven), a => a),
        [Op.Exp] = (Math.Exp, null),
        [Op.Expm1] = (SpecialFunctions.Expm1, null),
        [Op.Log] = (Math.Log, null),
        [Op.Log1p] = (SpecialFunctions.Log1p, null),
        [Op.Sqrt] = (Math.Sqrt, null),
        [Op.Rsqrt] = (a => 1 / Math.Sqrt(a), null),
        [Op.Sin] = (Math.Sin, null),
        [Op.Cos] = (Math.Cos, null),
        [Op.Tanh] = (Math.Tanh, null),
        [Op.Sigmoid] = (a => 1 / (1 + Math.Exp(-a)), null),
        [Op.Erf] = (SpecialFunctions.Erf, null),
        [Op.Not] = (a => a == 0 ? 1 : 0, a => a == 0 ? 1 : 0),
        [Op.IsFinite] = (a => double.IsFinite(a) ? 1 : 0, _ => 1),
        [Op.Cast] = (a => a, a => a),
        [Op.StopGradient] = (a => a, a => a),
    };

    private static readonly Dictionary<Op, (Func<double, double, double> Real, Func<long, long, long> Whole)> s_binary = new()
    {
        [Op.Add] = ((a, b) => a + b, (a, b) => a + b),
        [Op.Subtract] = ((a, b) => a - b, (a, b) => a - b),
        [Op.Multiply] = ((a, b) => a * b, (a, b) => a * b),
        [Op.Divide] = ((a, b) => a / b, (a, b) => a / b),
        [Op.Remainder] = (Remainder, (a, b) => (a % b + b) % b),
        [Op.Power] = (Math.Pow, Power),
        [Op.Maximum] = (Math.Max, Math.Max),
        [Op.Minimum] = (Math.Min, Math.Min),
        [Op.And] = ((_, _) => throw new NotSupportedException(), (a, b) => a & b),
        [Op.Or] = ((_, _) => throw new NotSupportedException(), (a, b) => a | b),
        [Op.Equal] = ((a, b) => a == b ? 1 : 0, (a, b) => a == b ? 1 : 0),
        [Op.Less] = ((a, b) => a < b ? 1 : 0, (a, b) => a < b ? 1 : 0),
        [Op.LessOrEqual] = ((a, b) => a <= b ? 1 : 0, (a, b) => a <= b ? 1 : 0),
    };

    internal static readonly Dictionary<Op, ReferenceKernel> Table = new(
        [
            .. s_unary.Keys.Select(op => KeyValuePair.Create<Op, ReferenceKernel>(op, Unary)),
            .. s_binary.Keys.Select(op => KeyValuePair.Create<Op, ReferenceKernel>(op, Binary)),
            KeyValuePair.Create<Op, ReferenceKernel>(Op.Select, Select),
        ]);

    private static void Unary(Node node, TensorData[] x, TensorData[] y)
    {
        (Func<double, double> real, Func<long, long>? whole) = s_unary[node.Op];
        for (long i = 0; i < y[0].Length; i++)
        {
            if (x[0].DType.IsFloating())
                y[0].SetDouble(i, real(x[0].GetDouble(i)));
            else
                y[0].SetLong(i, whole!(x[0].GetLong(i)));
        }
    }

    private static void Binary(Node node, TensorData[] x, TensorData[] y)
    {
        (Func<double, double, double> real, Func<long, long, long> whole) = s_binary[node.Op];
        long i = 0;
        foreach (int[] at in Grid.All(y[0].Shape))
        {
            long a = Grid.Stretched(x[0].Shape, at), b = Grid.Stretched(x[1].Shape, at);
            if (x[0].DType.IsFloating())
                y[0].SetDouble(i++, real(x[0].GetDouble(a), x[1].GetDouble(b)));
            else
                y[0].SetLong(i++, whole(x[0].GetLong(a), x[1].GetLong(b)));
        }
    }

    private static void Select(Node node, TensorData[] x, TensorData[] y)
    {
        long i = 0;
        foreach (int[] at in Grid.All(y[0].Shape))
        {
            TensorData chosen = x[0].GetLong(Grid.Stretched(x[0].Shape, at)) != 0 ? x[1] : x[2];
            Cells.Copy(chosen, Grid.Stretched(chosen.Shape, at), y[0], i++);
        }
    }

    private static double Remainder(double a, double b)
    {
        double rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    private static long Power(long a, long b)
    {
        if (b < 0)
            return a is 1 or -1 ? (b % 2 == 0 ? 1 : a) : 0;
        long result = 1;
        for (long i = 0; i < b; i++)
            result = unchecked(result * a);
        return result;
    }
}
