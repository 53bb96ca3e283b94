namespace KerasNet.Tests.Engine.Conformance;

/// <summary>Programs drawn at random, the same for the same seed: chains and fans of operations, gradients, variables that change while they are read.</summary>
/// <remarks>
/// Numbers stay small, so that rounding errors do, too. Where an operation jumps or has a kink, a rounding error of its operand could change its result or its
/// gradient by much; such operations only take operands that every backend knows exactly.
/// </remarks>
internal sealed partial class RandomProgram
{
    private const double LargestBound = 8;
    private const int LargestTensor = 10_000;
    private const int LargestProduct = 100_000;
    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 16, 17, 31, 33];

    private readonly Random _random;
    private readonly int[] _sizes;
    private readonly bool _differentiated;
    private readonly List<Entry> _pool = [];
    private readonly Operation[] _operations;

    private RandomProgram(int seed)
    {
        _random = new(seed);
        _differentiated = Chance(0.5);
        _sizes = [Pick(s_sizes), Pick(s_sizes), Chance(0.1) ? 130 : Pick(s_sizes)];
        _operations = Operations();
    }

    private delegate Entry? Operation();

    /// <summary>A tensor, a bound of its numbers' size, and whether every backend gets the same bits.</summary>
    private readonly record struct Entry(KerasTensor X, double Bound, bool Exact = false);

    internal static StatefulProgram Make(int seed) => new RandomProgram(seed).Build();

    private StatefulProgram Build()
    {
        KerasTensor[] inputs = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(i => Ops.Input(RandomShape(), DType.Float32, $"x{i}"))];
        Variable[] variables = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(i =>
            new Variable(Numbers.Random(RandomShape(), DType.Float32, 10 + i, -1, 1), $"v{i}"))];
        using Trace trace = new();
        _pool.AddRange(inputs.Select(x => new Entry(x, 3, true)));
        _pool.AddRange(variables.Select(variable => new Entry(variable, 2)));

        Grow(3 + _random.Next(12));
        List<KerasTensor> outputs = _differentiated ? Differentiate(inputs, variables) : [];
        foreach (Variable variable in variables)
            Update(variable, variables);
        _pool.AddRange(variables.Where(_ => Chance(0.3)).Select(variable => new Entry(variable, 2)));
        Grow(_random.Next(8));

        outputs.Add(_pool[^1].X);
        for (int i = _random.Next(4); i > 0; i--)
            outputs.Add(Any().X);
        return new(new Program(inputs, outputs, trace.Assignments), [.. inputs.Select((x, i) => Numbers.Random(x.Shape, DType.Float32, 20 + i, -3, 3))],
            variables);
    }

    private void Grow(int count)
    {
        for (int tries = 0; count > 0 && tries < 200; tries++)
        {
            if (Pick(_operations)() is not { } made || made.X.Shape.ElementCount is 0 or > LargestTensor)
                continue;
            if (made.Bound > LargestBound)
                made = Chance(0.5) ? new(Ops.Tanh(made.X), 1) : new(made.X * (1 / made.Bound), 1);
            _pool.Add(made);
            count--;
        }
    }

    /// <summary>Gradients of a scalar; some become new values of the variables.</summary>
    private List<KerasTensor> Differentiate(KerasTensor[] inputs, Variable[] variables)
    {
        KerasTensor loss = Ops.Mean(Ops.Square(_pool[^1].X)) + Ops.Mean(Any().X * 0.5);
        KerasTensor[] x = [.. inputs, .. variables.Select(variable => (KerasTensor)variable)];
        KerasTensor?[] gradients = Gradient.Of(loss, x);
        for (int i = 0; i < variables.Length; i++)
            if (gradients[inputs.Length + i] is { } gradient && Chance(0.7))
                variables[i].Assign(variables[i].Read() - gradient * 0.1);
        return [loss, .. gradients.OfType<KerasTensor>().Where(_ => Chance(0.5))];
    }

    private void Update(Variable variable, Variable[] variables)
    {
        KerasTensor value = variable;
        Variable other = Pick(variables);
        Entry fitting = _pool.LastOrDefault(entry => entry.X.Shape == variable.Shape);
        switch (_random.Next(6))
        {
            case 0:
                variable.Assign(value * 0.5 + (Fitting(_pool, variable.Shape) is { } small ? Ops.Tanh(small) : 0.1 * value));
                break;
            case 1 when other.Shape == variable.Shape:
                KerasTensor kept = other;
                other.Assign(value);
                variable.Assign(kept);
                break;
            case 2 when variable.Shape.Rank > 0:
                variable.Assign(Ops.Flip(value, _random.Next(variable.Shape.Rank)));
                break;
            case 3 when variable.Shape.Rank == 2 && variable.Shape[0] == variable.Shape[1]:
                variable.Assign(Ops.Transpose(value));
                break;
            case 4 when fitting.X is not null:
                variable.Assign(fitting.Bound <= 1 ? fitting.X : Ops.Tanh(fitting.X));
                break;
        }
    }

    /// <summary>A tensor that can be stretched to a shape.</summary>
    private KerasTensor? Fitting(List<Entry> pool, Shape shape)
    {
        KerasTensor[] all = [.. pool.Select(entry => entry.X).Where(x => x.Rank <= shape.Rank && Fits(x.Shape, shape) == shape)];
        return all.Length == 0 ? null : Pick(all);
    }

    private static Shape? Fits(Shape a, Shape b)
    {
        try
        {
            return Shape.Broadcast(a, b);
        }
        catch (ShapeException)
        {
            return null;
        }
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>A tensor, rather a recent one.</summary>
    private Entry Any() => _pool[Math.Max(_random.Next(_pool.Count), _random.Next(_pool.Count))];

    private Shape RandomShape() => Shape.Of(_sizes.Where(_ => Chance(0.65)).Select(size => Chance(0.15) ? 1 : size));
}
