namespace KerasNet;

public static partial class Ops
{
    /// <summary>
    /// Einstein's summation over two operands: a letter per axis, sums over the letters that are missing on the right. <c>"abc,cd->abd"</c> is a dense layer on
    /// sequences.
    /// </summary>
    /// <param name="equation">The letters of both operands and of the result; no letter twice in one of them, no ellipsis.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <exception cref="ShapeException">The equation does not have this form or does not fit the operands.</exception>
    public static KerasTensor Einsum(string equation, KerasTensor a, KerasTensor b)
    {
        string[] sides = equation.Split([",", "->"], StringSplitOptions.None);
        if (sides.Length != 3
            || sides.Any(side => side.Distinct().Count() != side.Length)
            || sides[2].Any(letter => !sides[0].Contains(letter) && !sides[1].Contains(letter)))
            throw new ShapeException(
                "Einsum: expected an equation such as \"ab,bc->ac\", with no letter twice in an operand and none in the result alone. Received: " +
                $"\"{equation}\".");
        (string left, string right, string result) = (sides[0], sides[1], sides[2]);
        if (left.Length != a.Rank
            || right.Length != b.Rank
            || left.Intersect(right).Any(letter => a.Shape[left.IndexOf(letter)] != b.Shape[right.IndexOf(letter)]))
            throw new ShapeException($"Einsum: expected operands that fit \"{equation}\", with equal sizes under equal letters. Received: {a} and {b}.");

        Dictionary<char, int> sizes = left.Zip(a.Shape).Concat(right.Zip(b.Shape))
            .DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        string shared = Only(left, letter => right.Contains(letter) && result.Contains(letter));
        string summed = Only(left, letter => right.Contains(letter) && !result.Contains(letter));
        string keptLeft = Only(left, letter => !right.Contains(letter) && result.Contains(letter));
        string keptRight = Only(right, letter => !left.Contains(letter) && result.Contains(letter));

        KerasTensor x = Arrange(a, left, shared, keptLeft, summed);
        KerasTensor y = Arrange(b, right, shared, summed, keptRight);
        string order = shared + keptLeft + keptRight;
        KerasTensor product = Reshape(MatMul(x, y), Shape.Of(order.Select(letter => sizes[letter])));
        return order.Length < 2 ? product : Transpose(product, [.. result.Select(letter => order.IndexOf(letter))]);

        static string Only(string letters, Func<char, bool> keep) => string.Concat(letters.Where(keep));

        // Sums out what stands alone, and gives the axes the form (shared…, rows, columns); without shared letters a matrix.
        KerasTensor Arrange(KerasTensor operand, string letters, string batch, string rows, string columns)
        {
            int[] alone = [.. Enumerable.Range(0, letters.Length).Where(i => !(batch + rows + columns).Contains(letters[i]))];
            KerasTensor reduced = alone.Length == 0 ? operand : Sum(operand, alone);
            string left = string.Concat(letters.Where((_, i) => !alone.Contains(i)));
            int[] permutation = [.. (batch + rows + columns).Select(letter => left.IndexOf(letter))];
            KerasTensor ordered = permutation.Length == 0 ? reduced : Transpose(reduced, permutation);
            return Reshape(ordered, Shape.Of([.. batch.Select(letter => sizes[letter]), Count(rows), Count(columns)]));
        }

        int Count(string letters) => letters.Aggregate(1, (product, letter) => product * sizes[letter]);
    }
}
