namespace KerasNet;

/// <summary>An engine: it compiles programs. This and <see cref="IExecutable"/> are the whole seam between the library and what runs it.</summary>
public interface IBackend
{
    /// <summary>The engine's name, for messages and reports.</summary>
    string Name { get; }

    /// <summary>Whether the engine runs a composite operation itself. All others are lowered to primitives before <see cref="Compile"/> sees them.</summary>
    bool Claims(Node composite);

    /// <summary>Makes a program ready to run.</summary>
    /// <param name="program">A checked program of primitives and claimed composites.</param>
    IExecutable Compile(Program program);
}

/// <summary>A compiled program. Runs may overlap on several threads unless the program writes variables.</summary>
public interface IExecutable
{
    /// <summary>Runs the program once: reads inputs and variables, writes outputs and variables.</summary>
    /// <param name="inputs">The program's inputs, in order.</param>
    /// <param name="outputs">Memory for the program's outputs, in order.</param>
    /// <exception cref="ShapeException">An input or output does not have the shape or dtype that the program was traced for.</exception>
    void Run(ReadOnlySpan<TensorView> inputs, ReadOnlySpan<TensorView> outputs);
}
