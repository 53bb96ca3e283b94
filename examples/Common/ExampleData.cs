namespace KerasNet.Examples;

/// <summary>Data and what the result line calls it.</summary>
/// <param name="Name">The data set's name, or <see cref="ExampleData.Synthetic"/>.</param>
/// <param name="Value">The data.</param>
public sealed record ExampleData<T>(string Name, T Value);

public static class ExampleData
{
    /// <summary>What the user types, and what the result line says, for data made by the library.</summary>
    public const string Synthetic = "synthetic";
}
