namespace KerasNet.Engine.Cpu;

/// <summary>A matrix product or a convolution of floats with the bias and activation that follow it.</summary>
internal sealed class ProductPattern
{
    private ProductPattern(Node product, Uses uses, Func<Node, bool> isTaken)
    {
        Product = product;
        Result = product.Output;
        int columns = product.Output.Shape[^1];
        KerasTensor last = Result;
        List<Node> pending = [];

        // The sum of two products with one row each could be taken in by either.
        while (uses.OnlyUser(last) is { } user && !isTaken(user))
        {
            if (user.Op == Op.Reshape && user.Output.Rank > 0 && user.Output.Shape[^1] == columns)
            {
                // Worth following only if something that can be taken in comes behind it.
                pending.Add(user);
                last = user.Output;
                continue;
            }

            if (Bias is null && Activation is null && user.Op == Op.Add && BiasOf(user, last, columns) is { } bias)
                Bias = bias;
            else if (Activation is null && user.Op is (Op.Relu or Op.Tanh or Op.Sigmoid))
                Activation = user.Op;
            else
                break;
            Taken.AddRange(pending);
            pending.Clear();
            Taken.Add(user);
            Result = last = user.Output;
        }
    }

    /// <summary>The product itself.</summary>
    internal Node Product { get; }

    /// <summary>The operations that the product takes in.</summary>
    internal List<Node> Taken { get; } = [];

    /// <summary>What is added to every row, or null.</summary>
    internal KerasTensor? Bias { get; private set; }

    /// <summary>What is applied at the end, or null.</summary>
    internal Op? Activation { get; private set; }

    /// <summary>What comes out at the end.</summary>
    internal KerasTensor Result { get; private set; }

    /// <summary>Looks at what follows a product; null for other operations and dtypes.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="uses">Who reads what.</param>
    /// <param name="isTaken">Whether an operation belongs to another product already.</param>
    internal static ProductPattern? Match(Node node, Uses uses, Func<Node, bool> isTaken) =>
        (node.Op == Op.MatMul && node.Output.DType == DType.Float32) || (node.Op != Op.ConvolutionFilterGradient && ConvolutionPlan.IsProduct(node))
            ? new(node, uses, isTaken)
            : null;

    private static KerasTensor? BiasOf(Node add, KerasTensor sum, int columns)
    {
        if (add.Output.Shape != sum.Shape || add[0] == add[1])
            return null;
        KerasTensor bias = Aliases.BeforeStretching(add[0] == sum ? add[1] : add[0]);
        return bias.Rank > 0 && bias.Shape[^1] == columns && bias.Shape.ElementCount == columns ? bias : null;
    }
}
