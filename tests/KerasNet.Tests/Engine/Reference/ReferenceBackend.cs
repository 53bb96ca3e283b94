namespace KerasNet.Tests.Engine.Reference;

/// <summary>The oracle: a scalar interpreter of every primitive, slow and obvious. It claims no composite.</summary>
internal sealed class ReferenceBackend : IBackend
{
    public string Name => "Reference";

    public bool Claims(Node composite) => false;

    public IExecutable Compile(Program program) => new ReferenceExecutable(ProgramCheck.Verify(program, Claims));
}
