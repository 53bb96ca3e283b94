namespace KerasNet.Engine.Cpu;

/// <summary>Decides where every tensor of a program lies and when, and makes the steps.</summary>
internal sealed class PlanBuilder
{
    private readonly Program _program;
    private readonly WorkList _works;
    private readonly Dictionary<KerasTensor, Block> _blocks = [];
    private readonly Dictionary<KerasTensor, int> _lastRead = [];
    private readonly Dictionary<KerasTensor, Work> _maker = [];
    private readonly Dictionary<Work, GroupCode> _groups = [];
    private readonly Dictionary<(Block, long), int> _placeNumbers = [];
    private readonly List<(Block Block, long Offset)> _places = [];
    private readonly List<Block> _arena = [];
    private readonly List<Plan> _loops = [];
    private readonly List<(KerasTensor From, Block To)> _outputCopies = [];
    private readonly List<(KerasTensor From, Block To)> _updateCopies = [];
    private int _step;

    private PlanBuilder(Program program)
    {
        _program = program;
        _works = new(program);
        foreach (Work work in _works.Works)
        {
            if (work.IsElementwise && work.Nodes[0].Output.Shape.ElementCount > 0)
                _groups[work] = new(work);
            foreach (KerasTensor read in work.Reads)
                _lastRead[read] = work.Step;
            foreach (KerasTensor result in work.Results)
                _maker[result] = work;
        }
    }

    private int End => _works.Works.Count;

    /// <summary>Plans a program of primitives and claimed composites.</summary>
    internal static Plan Build(Program program)
    {
        PlanBuilder builder = new(program);
        builder.PlaceLeaves();
        builder.PlaceOutputs();
        builder.PlaceUpdates();
        builder.PlaceOthers();
        return builder.MakePlan();
    }

    /// <summary>The number of the place where a tensor lies.</summary>
    internal int Place(KerasTensor x)
    {
        (KerasTensor root, long offset) = Aliases.Root(x);
        return Place(_blocks[root], offset);
    }

    /// <summary>The number of a place for the step that is being made to use as it likes.</summary>
    internal int Scratch(long bytes)
    {
        Block block = new(BlockOwner.Arena, bytes);
        block.Touch(_step);
        _arena.Add(block);
        return Place(block, 0);
    }

    /// <summary>The number of a loop's body among those whose memory a run brings along.</summary>
    internal int Loop(Plan body)
    {
        _loops.Add(body);
        return _loops.Count - 1;
    }

    /// <summary>Whether anybody reads an output of an operation.</summary>
    internal bool IsRead(KerasTensor x) => _maker.ContainsKey(x);

    /// <summary>The number of the place where an output lies, or −1 if nobody reads it.</summary>
    internal int PlaceIfRead(KerasTensor x) => IsRead(x) ? Place(x) : -1;

    internal GroupCode GroupOf(Work work) => _groups[work];

    internal ProductPattern? ProductOf(Work work) => _works.ProductOf(work);

    private int Place(Block block, long offset)
    {
        if (!_placeNumbers.TryGetValue((block, offset), out int number))
        {
            _placeNumbers[(block, offset)] = number = _places.Count;
            _places.Add((block, offset));
        }

        return number;
    }

    private static long Bytes(KerasTensor x) => x.Shape.ElementCount * x.DType.Size();

    private void PlaceLeaves()
    {
        for (int i = 0; i < _program.Inputs.Count; i++)
            _blocks[_program.Inputs[i]] = new(BlockOwner.Input, Bytes(_program.Inputs[i])) { Index = i };
        foreach (Node node in _program.Nodes)
        {
            TensorData? data = node.Attributes switch
            {
                ConstantAttributes constant => constant.Value,
                VariableAttributes variable => variable.Variable.Value,
                _ => null,
            };
            if (data is not null)
                _blocks[node.Output] = new(BlockOwner.Fixed, data.Bytes) { Address = data.Pointer };
        }
    }

    /// <summary>Results are computed straight into the caller's memory where they can be, and copied there at the end otherwise.</summary>
    private void PlaceOutputs()
    {
        for (int i = 0; i < _program.Outputs.Count; i++)
        {
            KerasTensor output = _program.Outputs[i];
            Block block = new(BlockOwner.Output, Bytes(output)) { Index = i };
            KerasTensor root = Aliases.Root(output).Root;
            if (!_blocks.ContainsKey(root) && Bytes(root) == block.Bytes)
                _blocks[root] = block;
            else
                CopyAtEnd(_outputCopies, output, block);
        }
    }

    /// <summary>A new value is computed straight into the variable's memory where nobody reads the old one any more.</summary>
    private void PlaceUpdates()
    {
        Dictionary<Variable, KerasTensor> reads = _program.Nodes.Where(node => node.Op == Op.ReadVariable)
            .ToDictionary(node => node.Get<VariableAttributes>().Variable, node => node.Output);
        foreach ((Variable variable, KerasTensor value) in _program.Updates)
            if (!_maker.ContainsKey(Aliases.Root(value).Root))
                CopyUpdate(variable, value);
        foreach ((Variable variable, KerasTensor value) in _program.Updates)
        {
            KerasTensor root = Aliases.Root(value).Root;
            if (!_maker.TryGetValue(root, out Work? maker))
                continue;
            if (!_blocks.ContainsKey(root) && Bytes(root) == Bytes(value) && MayOverwrite(reads.GetValueOrDefault(variable), root, maker))
                _blocks[root] = BlockOf(variable);
            else
                CopyUpdate(variable, value);
        }
    }

    private void CopyUpdate(Variable variable, KerasTensor value)
    {
        KerasTensor root = Aliases.Root(value).Root;
        if (root.Node.Attributes is not VariableAttributes read || read.Variable != variable)
            CopyAtEnd(_updateCopies, value, BlockOf(variable));
    }

    private static Block BlockOf(Variable variable) => new(BlockOwner.Fixed, variable.Value.Bytes) { Address = variable.Value.Pointer };

    private void CopyAtEnd(List<(KerasTensor From, Block To)> copies, KerasTensor from, Block to)
    {
        copies.Add((from, to));
        _lastRead[Aliases.Root(from).Root] = End;
    }

    private bool MayOverwrite(KerasTensor? old, KerasTensor result, Work maker) =>
        old is null || !_lastRead.TryGetValue(old, out int last) || last < maker.Step
        || (last == maker.Step && _groups.TryGetValue(maker, out GroupCode? group) && group.CanOverwrite(result, old));

    private void PlaceOthers()
    {
        foreach (Work work in _works.Works)
        {
            HashSet<Block> taken = [];
            foreach (KerasTensor result in work.Results)
            {
                if (!_blocks.TryGetValue(result, out Block? block))
                {
                    block = Dying(work, result, taken);
                    if (block is null)
                        _arena.Add(block = new(BlockOwner.Arena, Bytes(result)));
                    taken.Add(block);
                    _blocks[result] = block;
                }

                block.Touch(work.Step);
                block.Touch(_lastRead.GetValueOrDefault(result, work.Step));
            }
        }
    }

    /// <summary>The memory of an operand that is read here for the last time, if the result may lie there.</summary>
    private Block? Dying(Work work, KerasTensor result, HashSet<Block> taken)
    {
        if (!_groups.TryGetValue(work, out GroupCode? group))
            return null;
        foreach (KerasTensor read in work.Reads)
        {
            Block block = _blocks[read];
            bool dies = block.Owner == BlockOwner.Arena && block.Last == work.Step && !taken.Contains(block);
            if (dies && block.Bytes == Bytes(result) && group.CanOverwrite(result, read))
                return block;
        }

        return null;
    }

    private Plan MakePlan()
    {
        List<Step> steps = [];
        StepFactory factory = new(this);
        foreach (Work work in _works.Works)
        {
            _step = work.Step;
            if (factory.Make(work) is { } step)
                steps.Add(step);
        }

        _step = End;
        steps.AddRange(_outputCopies.Select(copy => new CopyStep(Place(copy.From), Place(copy.To, 0), copy.To.Bytes)));

        // What another variable held is saved before any variable is written.
        List<Step> writes = [];
        foreach ((KerasTensor from, Block to) in _updateCopies)
        {
            int source = Place(from);
            if (Aliases.Root(from).Root.Node.Op == Op.ReadVariable)
            {
                int saved = Scratch(to.Bytes);
                steps.Add(new CopyStep(source, saved, to.Bytes));
                source = saved;
            }

            writes.Add(new CopyStep(source, Place(to, 0), to.Bytes));
        }

        steps.AddRange(writes);
        long arena = ArenaLayout.Place(_arena);
        return new()
        {
            Program = _program,
            Steps = [.. steps],
            Places = _places,
            Loops = _loops,
            ArenaBytes = arena,
            UnsharedBytes = _works.Works.SelectMany(work => work.Results).Sum(Bytes),
            BoundPlaces =
            [
                .. _places.Select((place, number) => new Plan.BoundPlace(place.Block.Owner, place.Block.Index, number, place.Offset))
                    .Where(bound => bound.Owner is BlockOwner.Input or BlockOwner.Output),
            ],
        };
    }
}
