using System.Runtime.CompilerServices;
using KerasNet.Callbacks;
using KerasNet.Data;

namespace KerasNet;

/// <summary>
/// Elements that are made when they are asked for and can be walked through again and again: files, samples, batches.
/// Steps are chained, each giving another dataset: <c>Dataset.FromArrays(x, y).Shuffle().Batch(32).Prefetch(2)</c>.
/// </summary>
/// <typeparam name="T">What an element is; models take <see cref="DataBatch"/>.</typeparam>
/// <remarks>
/// <para>Each walk (a <c>foreach</c>, an epoch of Fit) is a fresh one: shuffled anew, with other random numbers. What is random depends on seeds, the number
/// of the walk and the place of an element alone, so the same seeds give the same elements in the same order, however many threads work.</para>
/// <para>Background threads end when a walk does: at its end, on <c>break</c>, on an exception. Keras: <c>tf.data.Dataset</c> and <c>PyDataset</c>.</para>
/// </remarks>
public abstract class Dataset<T> : IEnumerable<T>, IResumable
{
    private readonly StrongBox<long> _walks = new();

    private protected Dataset()
    {
    }

    /// <summary>How many elements a walk gives; null where nobody knows before its end, or where there is none.</summary>
    public abstract long? Count { get; }

    /// <summary>Whether a walk never ends.</summary>
    public virtual bool IsEndless => false;

    /// <summary>Whether each element is known to be a batch of one sample.</summary>
    internal virtual bool HasSingles => false;

    /// <summary>Starts a walk.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        using IEnumerator<T> walk = Walk(NextWalk());
        while (walk.MoveNext())
            yield return Recycling.Keep(walk.Current);
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Turns each element into another.</summary>
    /// <param name="transform">Is called by many threads at once if <paramref name="workers"/> is above 1.</param>
    /// <param name="workers">How many elements are worked on at a time. 1: on the thread that asks for them. Order stays the same.</param>
    public Dataset<TOut> Map<TOut>(Func<T, TOut> transform, int workers = 1)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return new MappedDataset<T, TOut>(this, (element, _, _) => transform(Recycling.Keep(element)), workers);
    }

    /// <summary>Turns each element into another with random numbers, which depend on the seed, the walk and the element's place alone.</summary>
    /// <param name="transform">Is called by many threads at once if <paramref name="workers"/> is above 1; the random numbers are for this call only.</param>
    /// <param name="seed">Where the random numbers start; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="workers">How many elements are worked on at a time. Order stays the same.</param>
    public Dataset<TOut> Map<TOut>(Func<T, Random, TOut> transform, long? seed = null, int workers = 1)
    {
        ArgumentNullException.ThrowIfNull(transform);
        DatasetSeed start = new(seed ?? Layers.RandomSource.NextSeed());
        return new MappedDataset<T, TOut>(
            this, (element, walk, place) => transform(Recycling.Keep(element), new ElementRandom(start.Value, walk, place)), workers) { Random = start };
    }

    /// <summary>Keeps the elements that satisfy a condition.</summary>
    public Dataset<T> Filter(Func<T, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Like(null, IsEndless, number => Filtered(Walk(number), condition));
    }

    /// <summary>Puts elements in random order, another for each walk.</summary>
    /// <param name="bufferSize">
    /// How many elements are held at a time: each next one is picked at random from these and replaced by the one after. All, which must fit into memory,
    /// if not given. Shuffle samples before batching, and file names rather than pictures.
    /// </param>
    /// <param name="seed">Where the random numbers start; drawn from the process-wide seed (<see cref="Keras.SetRandomSeed"/>) if not given.</param>
    /// <param name="reshuffleEachWalk">Whether each walk has its own order; if not, all have that of the first.</param>
    public Dataset<T> Shuffle(int? bufferSize = null, long? seed = null, bool reshuffleEachWalk = true)
    {
        if (bufferSize is { } size)
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(bufferSize));
        else if (IsEndless)
            throw new ArgumentException("A dataset without an end cannot be shuffled as a whole: pass a bufferSize.", nameof(bufferSize));
        return new ShuffledDataset<T>(this, bufferSize, new(seed ?? Layers.RandomSource.NextSeed()), reshuffleEachWalk);
    }

    /// <summary>Keeps in memory what the first whole walk gives, and gives that from then on: what comes before, such as reading files, is done once.</summary>
    /// <remarks>Whatever is random before the cache is frozen with it: shuffle and augment after it.</remarks>
    public Dataset<T> Cache() =>
        IsEndless ? throw new InvalidOperationException("A dataset without an end does not fit into memory: use Cache before Repeat.") : new CachedDataset<T>(this);

    /// <summary>Makes elements on a background thread while the ones before are used.</summary>
    /// <param name="count">How many are made ahead.</param>
    public Dataset<T> Prefetch(int count = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Like(Count, IsEndless, number => new BackgroundWalk<T, T>(Walk(number), static (element, _) => element, workers: 1, ahead: count));
    }

    /// <summary>The first elements only.</summary>
    public Dataset<T> Take(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        long? taken = IsEndless || count == 0 ? count : Count is { } all ? Math.Min(count, all) : null;
        return Like(taken, isEndless: false, number => Taken(Walk(number), count));
    }

    /// <summary>All but the first elements.</summary>
    public Dataset<T> Skip(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Like(Count is { } all ? Math.Max(0, all - count) : null, IsEndless, number => Skipped(Walk(number), count));
    }

    /// <summary>Goes through the elements several times in one walk; each time is shuffled anew.</summary>
    /// <param name="times">How many times; without an end if not given. Fit then needs <c>stepsPerEpoch</c>.</param>
    public Dataset<T> Repeat(int? times = null)
    {
        if (times is { } count)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(times));
        bool endless = times is null ? Count != 0 : IsEndless && times > 0;
        return Like(endless ? null : Count * times, endless, number => Repeated(number, times));
    }

    /// <summary>Splits the elements into two datasets: Keras' <c>split_dataset</c>. They are read once, here, and kept in memory.</summary>
    /// <param name="leftSize">The first part: from 1 on a number of elements, below 1 a share. What the other part leaves if not given.</param>
    /// <param name="rightSize">The last part, likewise.</param>
    /// <param name="shuffle">Whether elements are put in random order before.</param>
    /// <param name="seed">Seeds that order; drawn from the process-wide seed if not given.</param>
    /// <exception cref="ArgumentException">No size is given, a part would be empty, or the parts are larger than the whole.</exception>
    public (Dataset<T> Left, Dataset<T> Right) Split(double? leftSize = null, double? rightSize = null, bool shuffle = false, long? seed = null)
    {
        if (IsEndless)
            throw new InvalidOperationException("A dataset without an end cannot be split: use Take and Skip.");
        T[] elements = [.. shuffle ? Shuffle(seed: seed) : this];
        (int left, int right) = SplitSizes.Of(elements.Length, leftSize, rightSize);
        return (Part(elements[..left]), Part(elements[^right..]));

        WalkedDataset<T> Part(IReadOnlyList<T> part) => Like(part.Count, isEndless: false, _ => part.GetEnumerator());
    }

    /// <summary>Starts a walk of a number, from 0: the same number gives the same elements. They may be recycled by whoever takes them.</summary>
    internal abstract IEnumerator<T> Walk(long number);

    /// <summary>The number of the next walk that somebody outside asks for.</summary>
    internal long NextWalk() => Interlocked.Increment(ref Walks.Value) - 1;

    /// <summary>What a walk depends on: seeds, and which walk is next. Steps keep what they are made of too.</summary>
    internal virtual void KeepState(RunState state)
    {
        state.Same("kind", GetType().Name, "a step of the dataset");
        Walks.Value = state.Keep("walks", Walks.Value);
    }

    /// <summary>How many walks there were: those of a session, which has its own, do not count elsewhere.</summary>
    private StrongBox<long> Walks => Layers.Session.Walks?.GetOrAdd(this, static _ => new()) ?? _walks;

    void IResumable.KeepState(RunState state) => KeepState(state);

    /// <summary>A dataset of elements of the same kind, made of this one.</summary>
    private WalkedDataset<T> Like(long? count, bool isEndless, Func<long, IEnumerator<T>> walk) => new(count, isEndless, walk, HasSingles) { Source = this };

    private static IEnumerator<T> Filtered(IEnumerator<T> walk, Func<T, bool> condition)
    {
        using (walk)
            while (walk.MoveNext())
                if (condition(Recycling.Keep(walk.Current)))
                    yield return walk.Current;
    }

    private static IEnumerator<T> Taken(IEnumerator<T> walk, long count)
    {
        using (walk)
            for (long i = 0; i < count && walk.MoveNext(); i++)
                yield return walk.Current;
    }

    private static IEnumerator<T> Skipped(IEnumerator<T> walk, long count)
    {
        using (walk)
            for (long i = 0; walk.MoveNext(); i++)
                if (i >= count)
                    yield return walk.Current;
    }

    private IEnumerator<T> Repeated(long number, int? times)
    {
        for (long time = 0; times is null || time < times; time++)
        {
            bool any = false;
            using IEnumerator<T> walk = Walk(number * (times ?? 1L << 32) + time);
            while (walk.MoveNext())
            {
                any = true;
                yield return walk.Current;
            }

            if (!any)
                yield break;
        }
    }
}
