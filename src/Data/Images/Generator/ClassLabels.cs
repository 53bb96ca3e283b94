namespace KerasNet.Data;

/// <summary>Classes of files as targets.</summary>
internal static class ClassLabels
{
    /// <summary>The targets of files that have one class each; null where the mode does not look at classes.</summary>
    internal static DataArrays? Of(FileTable table, ClassMode classMode)
    {
        if (classMode == ClassMode.Categorical)
            return OneHot([.. table.Classes.Select(number => new[] { number })], table.ClassNames.Count);
        return classMode is ClassMode.Binary or ClassMode.Sparse ? table.Classes.Select(number => (float)number).ToArray() : (DataArrays?)null;
    }

    /// <summary>A row per file with 1 in the columns of its classes.</summary>
    internal static DataArray OneHot(IReadOnlyList<IReadOnlyList<int>> classes, int count)
    {
        float[] labels = new float[checked(classes.Count * count)];
        for (int i = 0; i < classes.Count; i++)
            foreach (int number in classes[i])
                labels[(i * count) + number] = 1;
        return DataArray.Of(labels, [classes.Count, count]);
    }
}
