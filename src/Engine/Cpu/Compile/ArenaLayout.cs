namespace KerasNet.Engine.Cpu;

/// <summary>Gives blocks of the arena their places: two blocks overlap only if they do not live at the same time.</summary>
internal static class ArenaLayout
{
    /// <summary>Blocks start on cache lines.</summary>
    internal const int Alignment = 64;

    /// <summary>Places the blocks, the largest first, each at the lowest address that is free during its life, and returns the bytes needed.</summary>
    internal static long Place(IEnumerable<Block> blocks)
    {
        List<Block> placed = [];
        long end = 0;
        foreach (Block block in blocks.OrderByDescending(block => block.Bytes))
        {
            long size = Rounded(block.Bytes), offset = 0;
            int at = 0;
            foreach (Block other in placed)
            {
                if (other.First <= block.Last && block.First <= other.Last)
                {
                    if (offset + size <= other.Offset)
                        break;
                    offset = Math.Max(offset, other.Offset + Rounded(other.Bytes));
                }
            }

            block.Offset = offset;
            end = Math.Max(end, offset + size);
            while (at < placed.Count && placed[at].Offset <= offset)
                at++;
            placed.Insert(at, block);
        }

        return end;
    }

    private static long Rounded(long bytes) => (bytes + Alignment - 1) & -Alignment;
}
