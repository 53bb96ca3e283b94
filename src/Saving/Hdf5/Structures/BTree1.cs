namespace KerasNet.Saving.Hdf5;

/// <summary>The B-trees of version 1: old groups and chunked datasets.</summary>
/// <param name="source">The file.</param>
/// <param name="type">0 for the names of a group, 1 for chunks.</param>
/// <param name="keyBytes">The length of a key.</param>
internal sealed class BTree1(Hdf5Source source, int type, int keyBytes)
{
    private const string What = "B-tree node";

    private readonly HashSet<long> _seen = [];

    /// <summary>Visits the children of all leaves, in order, each with the key before it.</summary>
    internal void Visit(long root, Action<FieldReader, long> leaf) => Visit(root, null, leaf);

    private void Visit(long address, int? expectedLevel, Action<FieldReader, long> leaf)
    {
        int prefix = 8 + (2 * source.OffsetSize);
        FieldReader node = Enter(source.Block(address, prefix, What), address).Expect("TREE");
        if (node.Byte() is var found && found != type)
            throw node.Broken($"the B-tree is of type {found}, expected {type}");
        int level = node.Byte();
        if (level != (expectedLevel ?? level))
            throw node.Broken($"the B-tree node is of level {level}, expected {expectedLevel}");
        int count = node.UInt16();
        FieldReader children = source.Block(address + prefix, ((long)count * (keyBytes + source.OffsetSize)) + keyBytes, What);
        for (int i = 0; i < count; i++)
        {
            FieldReader key = children.Part(keyBytes);
            long child = children.Offset();
            if (level > 0)
                Visit(child, level - 1, leaf);
            else if (_seen.Contains(child))
                throw source.Broken("a circle in the B-tree: a node is its own descendant", child);
            else
                leaf(key, child);
        }
    }

    private FieldReader Enter(FieldReader node, long address) =>
        _seen.Add(address) ? node : throw source.Broken("a circle in the B-tree: a node is its own descendant", address);
}
