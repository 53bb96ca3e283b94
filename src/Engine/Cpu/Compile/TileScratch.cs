namespace KerasNet.Engine.Cpu;

/// <summary>Shares scratch tiles between the registers of a group that do not live at the same time.</summary>
internal sealed class TileScratch
{
    private readonly List<(int Register, int Slot)> _slots = [];
    private readonly int _slotCount;
    private readonly int _elementSize = 1;

    internal TileScratch(GroupCode code)
    {
        Stack<int> free = [];

        // Spread operands keep their tile: some are filled only once.
        for (int i = 1; i < code.Registers.Count; i++)
        {
            TileRegister register = code.Registers[i];
            if (register.Source == TileSource.Spread)
                _slots.Add((i, _slotCount++));
            if (register.Source == TileSource.Spread || (register.Source == TileSource.Computed && !register.Output))
                _elementSize = Math.Max(_elementSize, register.Size);
        }

        Dictionary<int, int> held = [];
        for (int i = 0; i < code.Instructions.Count; i++)
        {
            TileInstruction instruction = code.Instructions[i];
            if (!code.Registers[instruction.Result].Output)
            {
                int slot = free.TryPop(out int reused) ? reused : _slotCount++;
                held[instruction.Result] = slot;
                _slots.Add((instruction.Result, slot));
            }

            foreach (int operand in new HashSet<int> { instruction.A, instruction.B, instruction.C, instruction.Result })
                if (held.TryGetValue(operand, out int done) && code.LastUse(operand) <= i)
                {
                    free.Push(done);
                    held.Remove(operand);
                }
        }
    }

    /// <summary>Scratch bytes for each element of a tile.</summary>
    internal int BytesPerElement => _slotCount * _elementSize;

    /// <summary>The place of each register for a length of tiles, and the bytes of all.</summary>
    internal (int Register, int Offset)[] Place(int tile, int alignment, out int bytes)
    {
        int stride = (tile * _elementSize + alignment - 1) / alignment * alignment;
        bytes = _slotCount * stride;
        return [.. _slots.Select(pair => (pair.Register, pair.Slot * stride))];
    }
}
