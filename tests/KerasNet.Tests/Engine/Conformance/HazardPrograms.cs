namespace KerasNet.Tests.Engine.Conformance;

/// <summary>Programs whose results change if a variable, an input or an intermediate result is overwritten too early.</summary>
internal static class HazardPrograms
{
    private delegate KerasTensor[] Body(KerasTensor x, Variable a, Variable b);

    /// <summary>From x (5, 5) and variables a and b (5, 5).</summary>
    internal static readonly Dictionary<string, Func<StatefulProgram>> All = new Dictionary<string, Body>
    {
        ["variables swap"] = (_, a, b) => Assigned([], (a, b), (b, a)),
        ["variables swap through arithmetic"] = (_, a, b) => Assigned([], (a, b.Read() + 0.5), (b, a.Read() * 2)),
        ["a variable is transposed onto itself"] = (_, a, _) => Assigned([], (a, Ops.Transpose(a.Read()))),
        ["a variable is reversed onto itself"] = (_, a, _) => Assigned([], (a, Ops.Flip(a.Read(), 0))),
        ["a variable is shifted onto itself"] = (_, a, _) =>
            Assigned([], (a, Ops.Concatenate([Ops.SliceAxis(a.Read(), 0, 1, 5), Ops.SliceAxis(a.Read(), 0, 0, 1)], 0))),
        ["a variable is multiplied by itself"] = (_, a, _) => Assigned([], (a, Ops.Tanh(Ops.MatMul(a.Read(), a.Read())))),
        ["a variable loses its row means"] = (_, a, _) => Assigned([], (a, a.Read() - Ops.Mean(a.Read(), [1], keepDims: true))),
        ["a variable takes its first row"] = (_, a, _) => Assigned([], (a, a.Read() * 0.5 + Ops.SliceAxis(a.Read(), 0, 0, 1))),
        ["a variable takes its first column"] = (_, a, _) => Assigned([], (a, a.Read() * 0.5 + Ops.SliceAxis(a.Read(), 1, 0, 1))),
        ["a variable takes its transpose"] = (_, a, _) => Assigned([], (a, a.Read() * 0.5 + Ops.Transpose(a.Read()) * 0.25)),
        ["a variable is gathered from itself"] = (_, a, _) => Assigned([], (a, Ops.Gather(a.Read(), Ops.Constant<int>([4, 0, 0, 1, 2], [5])))),
        ["a variable is its softmax"] = (_, a, _) => Assigned([], (a, Ops.Softmax(a.Read()))),
        ["a variable is returned as it was"] = (_, a, _) => Assigned([a], (a, a.Read() + 1)),
        ["a part of a variable is returned as it was"] = (_, a, _) =>
            Assigned([Ops.SliceAxis(a.Read(), 0, 1, 2), Ops.Reshape(a.Read(), [25])], (a, a.Read() + 1)),
        ["a variable is read after its new value is computed"] = (x, a, b) =>
            Assigned([Ops.MatMul(a.Read() + x, a.Read())], (a, a.Read() + 1), (b, b.Read() - Ops.Sum(a.Read()))),
        ["a new value is returned too"] = (_, a, _) => a.Read() + 1 is var y ? Assigned([y, y * 2, Ops.Transpose(y)], (a, y)) : [],
        ["a new value is used further and returned"] = (x, a, b) =>
            a.Read() * 0.5 + x is var y ? Assigned([Ops.MatMul(y, b)], (a, y), (b, Ops.Transpose(y))) : [],
        ["two variables take one value"] = (x, a, b) => a.Read() - x is var y ? Assigned([y], (a, y), (b, y)) : [],
        ["a variable takes an input"] = (x, a, b) => Assigned([a], (a, x), (b, a.Read() + x)),
        ["a variable takes a constant"] = (_, a, _) => Assigned([a], (a, Ops.Full([5, 5], 0.25))),
        ["a variable keeps its value"] = (_, a, b) => Assigned([a], (a, a), (b, b.Read() * a)),
        ["a variable takes a view of another"] = (_, a, b) => Assigned([], (a, Ops.Reshape(Ops.Reshape(b.Read(), [25]), [5, 5])), (b, b.Read() + a)),
        ["a chain of variables"] = (x, a, b) => Assigned([a, b], (a, b), (b, x)),
        ["a moment and its weight"] = (x, a, b) => Ops.MatMul(x, a) is var g && b.Read() * 0.9 + g * 0.1 is var m ? Assigned([Ops.Sum(g)], (b, m),
            (a, a.Read() - m * 0.1)) : [],
        ["a loop reads what is assigned"] = (_, a, b) =>
            Ops.Scan((c, s) => ([Ops.Tanh(Ops.MatMul(Ops.Reshape(c[0], [1, 5]), a)) is var h ? Ops.Reshape(h, [5]) + s[0] : s[0]], [c[0]]), [Ops.Zeros([5])],
                [b]) is var y
                ? Assigned([y.Carries[0]], (a, a.Read() * 0.5 + y.Carries[0]), (b, y.Outputs[0])) : [],
        ["an input is returned"] = (x, _, _) => [x, x, Ops.Transpose(x), Ops.Reshape(x, [25]), Ops.SliceAxis(x, 0, 2, 4)],
        ["constants are returned"] = (x, _, _) => [Ops.Zeros([3]), Ops.Arange(4), Ops.Scalar(2), x],
        ["two products of one row are added"] = (x, a, b) =>
            Ops.SliceAxis(x, 0, 0, 1) is var row ? [Ops.Relu(Ops.MatMul(row, a) + Ops.MatMul(row, b))] : [],
        ["a result is read by many"] = (x, a, _) => Ops.Exp(x * 0.1) is var y ? [y, -y, Ops.Sum(y, [0]) + y, Ops.MatMul(y, a), Ops.Transpose(y),
            Ops.Reshape(y, [25])] : [],
        ["a stretched result beside its source"] = (x, _, _) =>
            Ops.Sum(x, [1], keepDims: true) is var s ? [s, s + x, Ops.BroadcastTo(s * 2, [5, 5]), s * 2] : [],
    }.ToDictionary(pair => pair.Key, pair => (Func<StatefulProgram>)(() => Build(pair.Value)));

    private static KerasTensor[] Assigned(KerasTensor[] outputs, params (Variable Variable, KerasTensor Value)[] values)
    {
        foreach ((Variable variable, KerasTensor value) in values)
            Trace.Current!.Assign(variable, value);
        return outputs;
    }

    private static StatefulProgram Build(Body body)
    {
        Variable a = new(Numbers.Random([5, 5], DType.Float32, 1, -1, 1), "a"), b = new(Numbers.Random([5, 5], DType.Float32, 2, -1, 1), "b");
        KerasTensor x = Ops.Input([5, 5], DType.Float32, "x");
        using Trace trace = new();
        KerasTensor[] outputs = body(x, a, b);
        return new(new Program([x], outputs, trace.Assignments), [Numbers.Random([5, 5], DType.Float32, 3, -1, 1)], [a, b]);
    }
}
