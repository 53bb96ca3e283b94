namespace KerasNet.Layers;

/// <summary>
/// The equation of an EinsumDense layer for an input of known rank: every axis has a letter, and the sizes of the weight and of the output are known.
/// </summary>
internal sealed class EinsumEquation
{
    private const string Ellipsis = "...";
    private readonly Dictionary<char, int> _sizes = [];
    private readonly string _input;
    private readonly string _output;

    /// <summary>Reads an equation.</summary>
    /// <param name="layer">Where it stands, for messages.</param>
    /// <param name="equation">Such as <c>abc,cd->abd</c> or <c>...x,xy->...y</c>.</param>
    /// <param name="inputShape">The shape of the input.</param>
    /// <param name="outputShape">The output's sizes after the batch, unknown where they are the input's.</param>
    internal EinsumEquation(Layer layer, string equation, Shape inputShape, Shape outputShape)
    {
        string[] sides = equation.Split([",", "->"], StringSplitOptions.None);
        if (sides.Length != 3 || sides[1].Contains('.') || sides[0].Contains('.') != sides[2].Contains('.'))
            throw Wrong("must have the form \"input,kernel->output\", with an ellipsis in both input and output or in none");
        (string input, Weight, string output) = (sides[0], sides[1], sides[2]);
        bool ellipsisFirst = output.StartsWith(Ellipsis, StringComparison.Ordinal);
        string elided = Elided(input, inputShape.Rank);
        (_input, _output) = (input.Replace(Ellipsis, elided, StringComparison.Ordinal), output.Replace(Ellipsis, elided, StringComparison.Ordinal));
        if ((_input + Weight + _output).Any(letter => !char.IsLetter(letter)) || _input.Length != inputShape.Rank)
            throw Wrong($"does not fit an input of rank {inputShape.Rank}");

        for (int i = 0; i < _input.Length; i++)
            _sizes[_input[i]] = inputShape[i];

        // The sizes given are those of the output's own letters; the first letter is the batch, unless the ellipsis holds it.
        string named = output.Replace(Ellipsis, "", StringComparison.Ordinal);
        named = ellipsisFirst || named.Length == 0 ? named : named[1..];
        if (outputShape.Rank != named.Length)
            throw Wrong($"has {named.Length} output axes whose size output_shape {outputShape} must give");
        for (int i = 0; i < named.Length; i++)
        {
            int size = outputShape[i] == Shape.Unknown ? Shape.Unknown : _sizes.GetValueOrDefault(named[i], outputShape[i]);
            if (size != Shape.Unknown && size != outputShape[i])
                throw Wrong($"gives '{named[i]}' the size {size} in the input {inputShape} and {outputShape[i]} in output_shape {outputShape}");
            if (size != Shape.Unknown)
                _sizes[named[i]] = size;
        }

        foreach (char letter in Weight)
            if (!_input.Contains(letter) && !_output.Contains(letter))
                throw Wrong($"has the kernel axis '{letter}' in neither input nor output");
        foreach (char letter in _output)
            if (!_input.Contains(letter) && !Weight.Contains(letter))
                throw Wrong($"has the output axis '{letter}' in neither input nor kernel");
        foreach (char letter in Weight)
            if (!_sizes.ContainsKey(letter))
                throw Wrong($"leaves the size of '{letter}' open; output_shape {outputShape} must give it");

        ShapeException Wrong(string what) => new($"Layer '{layer.Name}' (EinsumDense): the equation \"{equation}\" {what}.");
    }

    /// <summary>The kernel's letters.</summary>
    internal string Weight { get; }

    /// <summary>The equation with a letter for every axis.</summary>
    internal string Text => $"{_input},{Weight}->{_output}";

    /// <summary>The kernel's dimensions.</summary>
    internal Shape WeightShape => Shape.Of(Weight.Select(letter => _sizes[letter]));

    /// <summary>The kernel's axes that meet the input.</summary>
    internal int[] InputAxes => [.. Enumerable.Range(0, Weight.Length).Where(i => !_output.Contains(Weight[i]))];

    /// <summary>The kernel's axes that are in the output.</summary>
    internal int[] OutputAxes => [.. Enumerable.Range(0, Weight.Length).Where(i => _output.Contains(Weight[i]))];

    /// <summary>The bias: the output's axes from the first that has a bias on, with size 1 where there is none.</summary>
    internal Shape BiasShape(Layer layer, string biasAxes)
    {
        if (biasAxes.Length == 0 || biasAxes.Any(letter => !_output.Contains(letter) || !_sizes.ContainsKey(letter)))
            throw new ShapeException($"Layer '{layer.Name}' (EinsumDense): biasAxes must be output axes of \"{Text}\". Received: \"{biasAxes}\".");
        int first = biasAxes.Min(letter => _output.IndexOf(letter));
        return Shape.Of(_output[first..].Select(letter => biasAxes.Contains(letter) ? _sizes[letter] : 1));
    }

    /// <summary>Letters for the axes that an ellipsis stands for.</summary>
    private string Elided(string input, int rank)
    {
        if (!input.Contains(Ellipsis, StringComparison.Ordinal))
            return "";
        int count = Math.Max(0, rank - (input.Length - Ellipsis.Length));
        return string.Concat("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".Except(input + Weight).Take(count));
    }
}
