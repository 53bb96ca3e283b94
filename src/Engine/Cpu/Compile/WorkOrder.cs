namespace KerasNet.Engine.Cpu;

/// <summary>Puts works in order: operands first, and what lets memory go early before what was traced early.</summary>
/// <remarks>
/// A new value of a variable is computed as soon as nobody reads the old one any more, so that what it is made of (a gradient as large as the variable)
/// does not live until the end; and what is tiny at once, lest such a work wait for it.
/// </remarks>
internal sealed class WorkOrder
{
    private const long TinyElements = 1024;

    /// <summary>More than operations ever have numbers.</summary>
    private const long AllIds = 1L << 60;

    private readonly List<Work> _works;
    private readonly Dictionary<Work, HashSet<Work>> _users;
    private readonly Dictionary<Work, int> _missing;
    private readonly Dictionary<Work, List<Work>> _laterReaders = [];
    private readonly HashSet<Work> _done = [];

    internal WorkOrder(Program program, List<Work> works)
    {
        _works = works;
        _users = works.ToDictionary(work => work, _ => new HashSet<Work>());
        _missing = works.ToDictionary(work => work, _ => 0);
        Dictionary<KerasTensor, Work> maker = [];
        Dictionary<Variable, List<Work>> readers = [];
        foreach (Work work in works)
        {
            foreach (KerasTensor result in work.Results)
                maker[result] = work;
            foreach (KerasTensor read in work.Reads)
                if (read.Node.Attributes is VariableAttributes { Variable: var variable })
                {
                    if (!readers.TryGetValue(variable, out List<Work>? all))
                        readers[variable] = all = [];
                    all.Add(work);
                }
        }

        foreach (Work work in works)
            foreach (KerasTensor read in work.Reads)
                if (maker.TryGetValue(read, out Work? needed) && _users[needed].Add(work))
                    _missing[work]++;
        foreach ((Variable variable, KerasTensor value) in program.Updates)
            if (maker.TryGetValue(Aliases.Root(value).Root, out Work? update))
            {
                if (!_laterReaders.TryGetValue(update, out List<Work>? later))
                    _laterReaders[update] = later = [];
                later.AddRange(readers.GetValueOrDefault(variable, []).Where(reader => reader != update));
            }
    }

    /// <summary>The works in the order in which they run.</summary>
    internal IEnumerable<Work> Run()
    {
        PriorityQueue<Work, long> ready = new();
        List<Work> updates = [];
        foreach (Work work in _works)
            if (_missing[work] == 0)
                Offer(work);
        while (ready.Count + updates.Count > 0)
        {
            int due = updates.FindIndex(IsDue);
            Work next = due >= 0 || ready.Count == 0 ? updates[Math.Max(due, 0)] : ready.Dequeue();
            updates.Remove(next);
            _done.Add(next);
            yield return next;
            foreach (Work user in _users[next])
                if (--_missing[user] == 0)
                    Offer(user);
        }

        void Offer(Work work)
        {
            if (_laterReaders.ContainsKey(work) && _users[work].Count == 0)
                updates.Add(work);
            else
                ready.Enqueue(work, work.Nodes[^1].Id + (IsTiny(work) ? 0 : AllIds));
        }
    }

    /// <summary>Whether nobody reads the variables any more that a work writes.</summary>
    private bool IsDue(Work work) => _laterReaders[work].TrueForAll(_done.Contains);

    private static bool IsTiny(Work work) => work.IsElementwise && work.Nodes[0].Output.Shape.ElementCount <= TinyElements;
}
