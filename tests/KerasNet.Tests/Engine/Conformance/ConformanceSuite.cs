using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Engine.Conformance;

/// <summary>What every backend must pass: the same numbers as the reference backend, case by case and in random programs.</summary>
public abstract class ConformanceSuite
{
    private const int RandomPrograms = 250;
    private const int Runs = 3;

    public static TheoryData<string> Cases => [.. ConformanceCases.All.Keys];

    public static TheoryData<string> Hazards => [.. HazardPrograms.All.Keys];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, RandomPrograms)];

    /// <summary>The backend that is tested.</summary>
    private protected abstract IBackend Backend { get; }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operation_agrees_with_the_reference(string name) => ConformanceCases.All[name].Check(Backend);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_program_agrees_with_the_reference(int seed) => Compare(RandomProgram.Make(seed), $"seed {seed}");

    [Theory]
    [MemberData(nameof(Hazards))]
    public void A_program_that_overwrites_what_it_reads_agrees_with_the_reference(string name) => Compare(HazardPrograms.All[name](), name);

    [Fact]
    public void Inputs_and_outputs_of_other_types_are_refused()
    {
        KerasTensor x = Ops.Input([2, 3], DType.Float32, "x");
        IExecutable executable = Backend.Compile(new Program([x], [-x]));
        TensorData right = new([2, 3], DType.Float32), transposed = new([3, 2], DType.Float32), whole = new([2, 3], DType.Int32);

        executable.Run([right.View], [right.Clone().View]);
        Assert.Throws<ShapeException>(() => executable.Run([transposed.View], [right.View]));
        Assert.Throws<ShapeException>(() => executable.Run([whole.View], [right.View]));
        Assert.Throws<ShapeException>(() => executable.Run([right.View], [transposed.View]));
        Assert.Throws<ShapeException>(() => executable.Run([right.View], []));
        Assert.Throws<ShapeException>(() => executable.Run([], [right.View]));
    }

    /// <summary>Runs a program several times on both backends from the same variables; outputs and variables must agree after each run.</summary>
    private void Compare(StatefulProgram stateful, string what)
    {
        List<TensorData[]> expected = stateful.Run(new ReferenceBackend(), Runs);
        List<TensorData[]> actual = stateful.Run(Backend, Runs);
        for (int run = 0; run < Runs; run++)
            for (int i = 0; i < expected[run].Length; i++)
                Tolerance.Program.Check(expected[run][i], actual[run][i], $"{what}, run {run}, {stateful.NameOf(i)}\n{stateful.Program}");
    }
}
