using KerasNet.Fuzz;

namespace KerasNet.Tests.Fuzzing;

/// <summary>A short run of each fuzzing target; <c>tests/KerasNet.Fuzz</c> makes long ones.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Broken_files_are_refused_or_read(string name)
    {
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == name);

        FuzzSummary summary = new Fuzzer(target, seed: 2).Run(0, target.TestCount);

        Assert.Empty(summary.Failures);

        // Were nearly all refused at once, little would have been tried.
        Assert.InRange(summary.Read, target.TestCount * target.LeastRead, target.TestCount);
        Assert.InRange(summary.Refused, target.TestCount / 10, target.TestCount);
    }

    [Fact]
    public void The_same_number_gives_the_same_file()
    {
        FuzzTarget target = FuzzTargets.All[0];

        Assert.Equal(new Mutator(target, 1).Make(17).File, new Mutator(target, 1).Make(17).File);
        Assert.NotEqual(new Mutator(target, 1).Make(17).File, new Mutator(target, 2).Make(17).File);
    }

    [Fact]
    public void A_reader_that_throws_something_else_is_found()
    {
        FuzzTarget careless = FuzzTargets.All[0] with { Read = (file, _) => GC.KeepAlive(file[100]) };

        Assert.NotEmpty(new Fuzzer(careless, seed: 1).Run(0, 200).Failures);
    }

    [Fact]
    public void A_reader_that_takes_too_much_memory_is_found()
    {
        FuzzTarget greedy = FuzzTargets.All[0] with { Read = (file, _) => GC.KeepAlive(new byte[4096]), MostBytes = 1024 };

        Assert.Equal(5, new Fuzzer(greedy, seed: 1).Run(0, 5).Failures.Count);
    }
}
