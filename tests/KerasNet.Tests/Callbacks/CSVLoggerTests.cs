using KerasNet.Callbacks;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

public sealed class CSVLoggerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keras-csv-").FullName;

    private string LogFile => Path.Combine(_folder, "log.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Play(CSVLogger logger, params Logs[] epochs)
    {
        logger.OnTrainBegin();
        for (int i = 0; i < epochs.Length; i++)
            logger.OnEpochEnd(i, epochs[i]);
        logger.OnTrainEnd([]);
    }

    [Fact]
    public void A_real_run_with_validation()
    {
        Toy.Line(learningRate: 0).Fit(Toy.Rows(4), Toy.Rows(4), epochs: 2, verbose: 0, validationSplit: 0.5, callbacks: [new CSVLogger(LogFile)]);
        Assert.Equal("epoch,loss,val_loss\r\n0,0.0,0.0\r\n1,0.0,0.0\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void The_rate_that_a_callback_before_it_logs_is_a_column()
    {
        Toy.Line().Fit(Toy.Rows(1), Toy.Rows(1), verbose: 0, callbacks: [new LearningRateScheduler(_ => 0.5), new CSVLogger(LogFile)]);
        Assert.Equal("epoch,learning_rate,loss,val_learning_rate,val_loss\r\n0,0.5,0.0,NA,NA\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void Fields_with_separators_or_quotes_are_quoted()
    {
        Play(new CSVLogger(LogFile), new Logs { ["a,b"] = 1, ["c\"d"] = 2, ["val_e"] = 3 });
        Assert.Equal("epoch,\"a,b\",\"c\"\"d\",val_e\r\n0,1.0,2.0,3.0\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void Numbers_that_hold_the_separator_are_quoted_too()
    {
        Play(new CSVLogger(LogFile, "."), new Logs { ["val_a"] = 1.5 });
        Assert.Equal("epoch.val_a\r\n0.\"1.5\"\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void A_line_is_in_the_file_when_its_epoch_has_ended_and_others_may_read_it()
    {
        List<int> lines = [];
        Toy.Line().Fit(
            Toy.Rows(1), Toy.Rows(1), epochs: 3, verbose: 0,
            callbacks: [new CSVLogger(LogFile), new LambdaCallback(onEpochEnd: (_, _) => lines.Add(File.ReadAllLines(LogFile).Length))]);
        Assert.Equal([2, 3, 4], lines);
    }

    [Fact]
    public void Append_goes_on_with_a_file_and_its_header()
    {
        Play(new CSVLogger(LogFile), new Logs { ["val_a"] = 1 });
        Play(new CSVLogger(LogFile, append: true), new Logs { ["val_a"] = 2 });
        Assert.Equal("epoch,val_a\r\n0,1.0\r\n0,2.0\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_is_ended_before_the_next()
    {
        File.WriteAllText(LogFile, "epoch,val_a\r\n0,1.0\r\n1,0.");
        Play(new CSVLogger(LogFile, append: true), new Logs { ["val_a"] = 2 });
        Assert.Equal("epoch,val_a\r\n0,1.0\r\n1,0.\r\n0,2.0\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void Going_on_with_other_columns_warns()
    {
        using Heard heard = new();
        File.WriteAllText(LogFile, "epoch,val_a\r\n0,1.0\r\n");
        Play(new CSVLogger(LogFile, append: true), new Logs { ["val_b"] = 2 });
        Assert.Contains("epoch,val_a", Assert.Single(heard.Warnings));
    }

    [Fact]
    public void Without_append_an_old_file_is_emptied()
    {
        File.WriteAllText(LogFile, "old");
        Play(new CSVLogger(LogFile));
        Assert.Empty(File.ReadAllBytes(LogFile));
    }

    [Fact]
    public void A_logger_used_again_writes_a_header_of_its_own()
    {
        CSVLogger logger = new(LogFile);
        Play(logger, new Logs { ["val_a"] = 1 });
        Play(logger, new Logs { ["val_b"] = 1 });
        Assert.Equal("epoch,val_b\r\n0,1.0\r\n", File.ReadAllText(LogFile));
    }

    [Fact]
    public void A_missing_folder_is_named_before_training()
    {
        Sequential model = Toy.Line();
        DirectoryNotFoundException e = Assert.Throws<DirectoryNotFoundException>(() =>
            model.Fit(Toy.Rows(4), Toy.Rows(4, 1, 2), verbose: 0, callbacks: [new CSVLogger(Path.Combine(_folder, "nowhere", "log.csv"))]));
        Assert.Contains("nowhere' does not exist", e.Message);
        Assert.Equal(1, Toy.Weight(model));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",,")]
    [InlineData("\"")]
    [InlineData("\n")]
    public void The_separator_is_one_character(string separator) =>
        Assert.Contains("one character", Assert.Throws<ArgumentException>(() => new CSVLogger(LogFile, separator)).Message);
}
