using System.Runtime.InteropServices;
using KerasNet.Data;

namespace KerasNet.Layers;

public sealed partial class TextVectorization
{
    /// <summary>The indices of the words of one text, as many as there are, or cut and filled up to <see cref="OutputSequenceLength"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet, or the output mode is not int.</exception>
    public long[] Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (OutputMode != CategoryModes.Int)
            throw new InvalidOperationException($"{this}: the indices of one text are there in the output mode 'int'. It is '{OutputMode}': pass an array of texts.");
        (long[] indices, _) = Read([text], 1);
        if (OutputSequenceLength is { } length)
            Array.Resize(ref indices, length);
        return indices;
    }

    /// <summary>Rows of indices, each as long as its text has words, or at most <see cref="OutputSequenceLength"/>: what <c>PadSequences</c> takes.</summary>
    /// <param name="texts">The texts.</param>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet, or the output mode is not int.</exception>
    public int[][] ApplyRagged(DataArray texts)
    {
        if (OutputMode != CategoryModes.Int)
            throw new InvalidOperationException($"{this}: only rows of indices have lengths of their own, in the output mode 'int'. It is '{OutputMode}'.");
        (long[] indices, int[] ends) = Read(texts.TextsFor(this), PerRow(texts.Shape));
        return [.. ends.Select((end, row) => indices[(row == 0 ? 0 : ends[row - 1])..end].Select(index => (int)index).ToArray())];
    }

    internal override DataArray Transform(IReadOnlyList<DataArray> data)
    {
        if (Ragged)
            throw new InvalidOperationException($"{this} gives rows of unequal length, which no array holds: call ApplyRagged. For a model leave ragged out.");
        ReadOnlySpan<string> texts = data[0].TextsFor(this);
        int perRow = PerRow(data[0].Shape);
        Shape outer = Outer(data[0].Shape);
        if (OutputMode == CategoryModes.Int && OutputSequenceLength is { } length)
            return DataArray.Of(Fixed(texts, perRow, length), outer.Append(length));
        (long[] indices, int[] ends) = Read(texts, perRow);
        if (OutputMode == CategoryModes.Int)
            return Padded(indices, ends, outer);
        int columns = _lookup.Columns;
        return OutputMode == CategoryModes.TfIdf
            ? DataArray.Of(CategoryModes.Rows(indices, ends, OutputMode, columns, [.. _lookup.GetIdfWeights()!]), outer.Append(columns))
            : DataArray.Of(CategoryModes.Rows<long>(indices, ends, OutputMode, columns, null), outer.Append(columns));
    }

    private protected override TensorType TypeFor(IReadOnlyList<TensorType> inputs)
    {
        Shape shape = DataChecks.Texts(inputs[0], this).Shape;
        if (Ragged)
            throw new InvalidOperationException($"{this} gives rows of unequal length, which no model takes. Leave ragged out.");
        int last = OutputMode != CategoryModes.Int ? _lookup.Columns
            : OutputSequenceLength ?? (Splits || NgramWidths is not null ? Shape.Unknown : shape[^1]);
        return new(Outer(shape).Append(last), _lookup.OutputType);
    }

    /// <summary>The axes that are left when the words of a row take the last.</summary>
    private Shape Outer(Shape shape)
    {
        if (!Splits || (shape.Rank > 1 && shape[^1] == 1))
            return shape[..^1];
        return shape.Rank == 1
            ? shape
            : throw new ArgumentException($"{this} splits texts, of which each row may have one: it expects (n) or (n, 1). Received: {shape}.");
    }

    /// <summary>How many texts have their words in one row.</summary>
    private int PerRow(Shape shape)
    {
        _ = Outer(shape);
        return Splits ? 1 : Math.Max(1, shape[^1]);
    }

    /// <summary>The indices of all rows, one after the other, and where each row ends.</summary>
    private (long[] Indices, int[] Ends) Read(ReadOnlySpan<string> texts, int perRow)
    {
        _lookup.CheckLearnt();
        TokenReader reader = new(this);
        List<long> indices = [];
        int[] ends = new int[texts.Length / perRow];
        for (int row = 0; row < ends.Length; row++)
        {
            ListSink sink = new(new Indexer(_lookup), indices, OutputSequenceLength ?? int.MaxValue);
            reader.Read(texts.Slice(row * perRow, perRow), ref sink);
            ends[row] = indices.Count;
        }

        return ([.. indices], ends);
    }

    private long[] Fixed(ReadOnlySpan<string> texts, int perRow, int length)
    {
        _lookup.CheckLearnt();
        TokenReader reader = new(this);
        Indexer indexer = new(_lookup);
        long[] rows = new long[checked(texts.Length / perRow * length)];
        for (int row = 0; row < rows.Length / length; row++)
        {
            RowSink sink = new(indexer, rows.AsSpan(row * length, length));
            reader.Read(texts.Slice(row * perRow, perRow), ref sink);
        }

        return rows;
    }

    private static DataArray Padded(long[] indices, int[] ends, Shape outer)
    {
        int longest = 0, start = 0;
        foreach (int end in ends)
            (longest, start) = (Math.Max(longest, end - start), end);
        long[] rows = new long[checked(ends.Length * longest)];
        start = 0;
        for (int row = 0; row < ends.Length; row++)
        {
            indices.AsSpan(start..ends[row]).CopyTo(rows.AsSpan(row * longest));
            start = ends[row];
        }

        return DataArray.Of(rows, outer.Append(longest));
    }

    /// <summary>Looks words up.</summary>
    private readonly struct Indexer(StringLookup lookup)
    {
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indices = lookup.IndicesOfParts;

        internal long IndexOf(ReadOnlySpan<char> word) => _indices.TryGetValue(word, out int index) ? index : lookup.Apply(word);
    }

    private readonly struct CountSink(TokenCounts<string> counts) : ITokenSink
    {
        private readonly Dictionary<string, Tally>.AlternateLookup<ReadOnlySpan<char>> _tallies = counts.Tallies.GetAlternateLookup<ReadOnlySpan<char>>();

        public bool Add(ReadOnlySpan<char> token)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_tallies, token, out _).Add(counts.Documents);
            return true;
        }
    }

    private struct ListSink(Indexer indexer, List<long> indices, int most) : ITokenSink
    {
        public bool Add(ReadOnlySpan<char> token)
        {
            indices.Add(indexer.IndexOf(token));
            return --most > 0;
        }
    }

    private ref struct RowSink(Indexer indexer, Span<long> row) : ITokenSink
    {
        private readonly Span<long> _row = row;
        private int _next;

        public bool Add(ReadOnlySpan<char> token)
        {
            _row[_next++] = indexer.IndexOf(token);
            return _next < _row.Length;
        }
    }
}
