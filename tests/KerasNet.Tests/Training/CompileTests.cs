using KerasNet.Callbacks;
using KerasNet.Data;
using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Optimizers;
using KerasNet.Training;

namespace KerasNet.Tests.Training;

public sealed class CompileTests
{
    private static readonly DataArrays s_targets = [Toy.Rows(4), Toy.Labels(4)];

    private static Model Small => new Sequential([new Input([1]), new Dense(1)]);

    private static IEnumerable<string> Logged(Model model, DataArrays y) => model.TrainOnBatch(Toy.Rows(4, 2), y).Keys;

    private static Model TwoHeads(LossSet? loss = null, MetricSet? metrics = null, double[]? lossWeights = null, Dictionary<string, double>? byName = null) =>
        Toy.TwoHeads().Compile("sgd", loss ?? ["mse", "sparse_categorical_crossentropy"], metrics, lossWeights, lossWeightsByName: byName);

    [Fact]
    public void Names_make_objects() => Assert.IsType<Adam>(Small.Compile("adam", "mse").Optimizer);

    [Fact]
    public void The_optimizer_is_RMSprop_unless_given() => Assert.IsType<RMSprop>(Small.Compile(loss: "mse").Optimizer);

    [Fact]
    public void Compile_returns_the_model()
    {
        Model model = Small;
        Assert.Same(model, model.Compile("sgd", "mse"));
        Assert.True(model.IsCompiled);
    }

    [Theory]
    [InlineData("adan", "mse", "mae", "adam")]
    [InlineData("adam", "mean_squared_eror", "mae", "mean_squared_error")]
    [InlineData("adam", "mse", "acuracy", "accuracy")]
    public void An_unknown_name_is_answered_with_the_nearest(string optimizer, string loss, string metric, string nearest) =>
        Assert.Contains($"'{nearest}'", Assert.Throws<ArgumentException>(() => Small.Compile(optimizer, loss, [metric])).Message);

    [Fact]
    public void Objects_and_functions_stand_where_names_do()
    {
        Func<KerasTensor, KerasTensor, KerasTensor> cubes = (yTrue, yPred) => Ops.Mean(Ops.Square(yTrue - yPred) * 3, [-1]);
        Model model = Toy.Line(learningRate: 0);
        model.Compile(new SGD(0.0), cubes, [new KerasNet.Metrics.MeanAbsoluteError(name: "off"), "mse"]);
        Logs logs = model.TestOnBatch(new[,] { { 2f } }, new[,] { { 0f } });
        Assert.Equal(12, logs["loss"], 5);
        Assert.Equal(2, logs["off"], 5);
        Assert.Equal(4, logs["mse"], 5);
    }

    [Fact]
    public void Several_outputs_log_their_losses_under_their_names() => Assert.Equal(["cls_loss", "loss", "reg_loss"], Logged(TwoHeads(), s_targets));

    [Fact]
    public void One_loss_serves_all_outputs() =>
        Assert.Equal(["cls_loss", "loss", "reg_loss"], Logged(TwoHeads("mse"), [Toy.Rows(4), Toy.Rows(4, 3)]));

    [Fact]
    public void Losses_come_by_name()
    {
        Dictionary<string, LossSpec?> losses = new() { ["cls"] = "sparse_categorical_crossentropy", ["reg"] = "mae" };
        Assert.Equal(["cls_loss", "loss", "reg_loss"], Logged(TwoHeads(losses), s_targets));
    }

    [Fact]
    public void An_output_without_a_loss_needs_no_targets() => Assert.Equal(["loss"], Logged(TwoHeads(["mse", null]), Toy.Rows(4)));

    [Fact]
    public void An_output_without_a_loss_may_have_targets() => Assert.Equal(["loss"], Logged(TwoHeads(["mse", null]), s_targets));

    [Fact]
    public void Metrics_of_several_outputs_carry_their_names() => Assert.Equal(
        ["cls_accuracy", "cls_loss", "loss", "reg_accuracy", "reg_loss", "reg_mae"],
        Logged(TwoHeads(metrics: new MetricSet?[] { ["accuracy", "mae"], ["accuracy"] }), s_targets));

    [Fact]
    public void Metrics_come_by_name_and_may_leave_outputs_out() => Assert.Equal(
        ["cls_accuracy", "cls_loss", "loss", "reg_loss"],
        Logged(TwoHeads(metrics: new Dictionary<string, MetricSet> { ["cls"] = "accuracy" }), s_targets));

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        Model model = Toy.Line(metrics: ["mae", new KerasNet.Metrics.MeanAbsoluteError(name: "mae")]);
        Assert.Equal(["loss", "mae", "mae_1"], model.TestOnBatch(Toy.Rows(1), Toy.Rows(1)).Keys);
    }

    [Fact]
    public void A_weighted_metric_is_called_so_only_where_the_name_is_taken()
    {
        Assert.Equal(["loss", "mae"], Toy.Line(weightedMetrics: ["mae"]).TestOnBatch(Toy.Rows(1), Toy.Rows(1)).Keys);
        Assert.Equal(["loss", "mae", "weighted_mae"], Toy.Line(metrics: ["mae"], weightedMetrics: ["mae"]).TestOnBatch(Toy.Rows(1), Toy.Rows(1)).Keys);
    }

    [Fact]
    public void A_metric_called_loss_takes_its_place() =>
        Assert.Equal(3, Toy.Line(metrics: [new KerasNet.Metrics.MeanAbsoluteError(name: "loss")]).TestOnBatch(new[,] { { 3f } }, new[,] { { 0f } })["loss"]);

    [Fact]
    public void Loss_weights_weigh_the_sum_and_not_what_is_logged()
    {
        Model model = TwoHeads(lossWeights: [2, 0.5]);
        Logs logs = model.TestOnBatch(Toy.Rows(4, 2), s_targets);
        Assert.Equal(2 * logs["reg_loss"] + 0.5 * logs["cls_loss"], logs["loss"], 3);
    }

    [Fact]
    public void Loss_weights_come_by_name_and_are_1_where_missing()
    {
        Logs logs = TwoHeads(byName: new() { ["cls"] = 0 }).TestOnBatch(Toy.Rows(4, 2), s_targets);
        Assert.Equal(logs["reg_loss"], logs["loss"], 4);
    }

    [Fact]
    public void Losses_that_do_not_match_the_outputs_are_refused_by_Compile() =>
        Assert.Contains("reg, cls", Assert.Throws<ArgumentException>(() => TwoHeads(["mse", "mse", "mse"])).Message);

    [Fact]
    public void Loss_weights_that_do_not_match_the_outputs_are_refused_by_Compile() =>
        Assert.Contains("Received: 3", Assert.Throws<ArgumentException>(() => TwoHeads(lossWeights: [1, 2, 3])).Message);

    [Fact]
    public void Metrics_that_do_not_match_the_outputs_are_refused_by_Compile() =>
        Assert.Throws<ArgumentException>(() => TwoHeads(metrics: new MetricSet?[] { "mae" }));

    [Fact]
    public void A_loss_for_an_output_that_is_not_there_is_answered_with_the_nearest() =>
        Assert.Contains("'reg'", Assert.Throws<ArgumentException>(() => TwoHeads(new Dictionary<string, LossSpec?> { ["regg"] = "mse", ["cls"] = "mse" })).Message);

    [Fact]
    public void A_weight_for_an_output_that_is_not_there_is_refused() =>
        Assert.Throws<ArgumentException>(() => TwoHeads(byName: new() { ["rec"] = 1 }));

    [Fact]
    public void Without_a_loss_there_must_be_something_else_to_minimize() =>
        Assert.Contains("loss", Assert.Throws<InvalidOperationException>(() => Small.Compile("sgd").TrainOnBatch(Toy.Rows(1), Toy.Rows(1))).Message);

    [Fact]
    public void A_weight_penalty_alone_can_be_minimized()
    {
        Sequential model = [new Input([1]), new Dense(1, kernelInitializer: new Ones(), kernelRegularizer: new L2(0.5), useBias: false)];
        model.Compile(new SGD(0.1));
        Assert.Equal(0.5, model.TrainOnBatch(Toy.Rows(2))["loss"], 5);
        Assert.Equal(0.9f, Toy.Weight(model), 5);
    }

    [Fact]
    public void Losses_of_a_deferred_model_are_checked_at_its_first_data()
    {
        Sequential model = [new Dense(1)];
        model.Compile("sgd", ["mse", "mse"]);
        Assert.Throws<ArgumentException>(() => model.TrainOnBatch(Toy.Rows(1), Toy.Rows(1)));
    }
}
