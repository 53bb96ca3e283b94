using System.Collections;
using System.Runtime.ExceptionServices;

namespace KerasNet.Data;

/// <summary>A walk whose elements are made by threads in the background, some elements ahead, and come out in order.</summary>
/// <remarks>
/// Threads take turns at the source, so that it is walked by one at a time, and work side by side. What one throws comes out in the element's place.
/// Disposing the walk stops them, each after the element that it is at, and waits until they have ended.
/// </remarks>
internal sealed class BackgroundWalk<TIn, TOut> : IEnumerator<TOut>
{
    private readonly IEnumerator<TIn> _source;
    private readonly Func<TIn, long, TOut> _work;
    private readonly Thread[] _threads;

    /// <summary>Held by the thread whose turn at the source it is.</summary>
    private readonly Lock _turn = new();

    /// <summary>Guards and announces all that follows; element i lies in slot i modulo their number.</summary>
    private readonly object _state = new();
    private readonly Slot[] _slots;
    private long _taken;
    private long _given;
    private bool _ended;
    private bool _stopping;
    private bool _started;

    /// <summary>Prepares a walk; threads start when its first element is asked for.</summary>
    /// <param name="source">What is walked; disposed with this.</param>
    /// <param name="work">Makes an element of one of the source and its place.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="ahead">The most elements that are made or being made and not yet given out.</param>
    internal BackgroundWalk(IEnumerator<TIn> source, Func<TIn, long, TOut> work, int workers, int ahead)
    {
        (_source, _work) = (source, work);
        _slots = new Slot[ahead];
        _threads = new Thread[workers];
    }

    public TOut Current { get; private set; } = default!;

    object? IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (!_started)
            Start();
        lock (_state)
        {
            ref Slot slot = ref _slots[_given % _slots.Length];
            while (!slot.IsReady)
            {
                if (_stopping || (_ended && _given == _taken))
                    return false;
                Monitor.Wait(_state);
            }

            Slot ready = slot;
            slot = default;
            _given++;
            Monitor.PulseAll(_state);
            ready.Failure?.Throw();
            Current = ready.Element;
            return true;
        }
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose()
    {
        lock (_state)
        {
            if (_stopping)
                return;
            _stopping = true;
            Monitor.PulseAll(_state);
        }

        if (_started)
            foreach (Thread thread in _threads)
                thread.Join();
        foreach (Slot slot in _slots)
            Recycling.Recycle(slot.Element);
        _source.Dispose();
    }

    private void Start()
    {
        _started = true;
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"KerasNet data {i + 1}" };
            _threads[i].Start();
        }
    }

    private void Work()
    {
        BackgroundThread.Enter();
        while (TryTake(out TIn element, out long place))
        {
            Slot made;
            try
            {
                made = new Slot(_work(element, place), null);
            }
            catch (Exception e)
            {
                made = new Slot(default!, ExceptionDispatchInfo.Capture(e));
            }

            Put(place, made);
        }
    }

    /// <summary>Takes the next element of the source, when there is room for it.</summary>
    private bool TryTake(out TIn element, out long place)
    {
        (element, place) = (default!, 0);
        lock (_turn)
        {
            lock (_state)
            {
                while (!_stopping && !_ended && _taken - _given >= _slots.Length)
                    Monitor.Wait(_state);
                if (_stopping || _ended)
                    return false;
                place = _taken;
            }

            bool any = false;
            Slot failed = default;
            try
            {
                any = _source.MoveNext();
                if (any)
                    element = _source.Current;
            }
            catch (Exception e)
            {
                failed = new Slot(default!, ExceptionDispatchInfo.Capture(e));
            }

            lock (_state)
            {
                _ended = !any;
                if (any || failed.IsReady)
                    _taken++;
                if (failed.IsReady)
                    _slots[place % _slots.Length] = failed;
                Monitor.PulseAll(_state);
            }

            return any;
        }
    }

    private void Put(long place, Slot made)
    {
        lock (_state)
        {
            _slots[place % _slots.Length] = made;
            Monitor.PulseAll(_state);
        }
    }

    private readonly record struct Slot(TOut Element, ExceptionDispatchInfo? Failure)
    {
        internal bool IsReady { get; } = true;
    }
}
