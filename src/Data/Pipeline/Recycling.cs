namespace KerasNet.Data;

/// <summary>Whose memory can be used again once the element has been used.</summary>
internal interface IRecyclable
{
    /// <summary>Somebody may hold on to the element: its memory is left to the garbage collector from now on.</summary>
    void Keep();

    /// <summary>Nobody will look at the element any more: its memory may be used for another.</summary>
    void Recycle();
}

/// <summary>Memory is used again only while nobody outside of the library has seen an element.</summary>
internal static class Recycling
{
    /// <summary>The element, about to be shown to somebody outside.</summary>
    internal static T Keep<T>(T element)
    {
        (element as IRecyclable)?.Keep();
        return element;
    }

    /// <summary>Gives the memory of an element back, if it may be.</summary>
    internal static void Recycle<T>(T element) => (element as IRecyclable)?.Recycle();
}
