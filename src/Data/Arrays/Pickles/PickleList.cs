namespace KerasNet.Data;

/// <summary>A list that grows; whole numbers of 32 bits, of which data sets have millions, are held as such.</summary>
internal sealed class PickleList
{
    private int[]? _numbers = [];
    private PickleValue[] _values = [];

    internal int Count { get; private set; }

    internal PickleValue this[int index] => _numbers is { } numbers ? PickleValue.Of((long)numbers[index]) : _values[index];

    /// <summary>The elements where all are whole numbers of 32 bits, else null.</summary>
    internal ReadOnlyMemory<int>? Numbers => _numbers?.AsMemory(0, Count);

    internal void Add(ReadOnlySpan<PickleValue> items)
    {
        if (_numbers is not null && !TryAddNumbers(items))
        {
            _values = new PickleValue[Count + items.Length];
            for (int i = 0; i < Count; i++)
                _values[i] = PickleValue.Of((long)_numbers[i]);
            _numbers = null;
        }

        if (_numbers is null)
        {
            Grow(ref _values, items.Length);
            items.CopyTo(_values.AsSpan(Count));
        }

        Count += items.Length;
    }

    private bool TryAddNumbers(ReadOnlySpan<PickleValue> items)
    {
        foreach (ref readonly PickleValue item in items)
            if (!item.IsInteger || item.Integer != (int)item.Integer)
                return false;
        Grow(ref _numbers!, items.Length);
        for (int i = 0; i < items.Length; i++)
            _numbers[Count + i] = (int)items[i].Integer;
        return true;
    }

    private void Grow<T>(ref T[] array, int more)
    {
        if (Count + more > array.Length)
            Array.Resize(ref array, Count == 0 ? more : Math.Max(Count + more, 2 * Count));
    }
}
