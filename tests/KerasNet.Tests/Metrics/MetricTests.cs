using KerasNet.Layers;
using KerasNet.Metrics;
using static KerasNet.Tests.Losses.Constants;

namespace KerasNet.Tests.Metrics;

/// <summary>Results that stand in Keras' own tests, or that follow from the definitions by hand.</summary>
public sealed class MetricTests
{
    private static KerasTensor Labels => F(new[,] { { 0f, 1, 0 }, { 0, 0, 1 } });

    private static KerasTensor Probabilities => F(new[,] { { 0.05f, 0.95f, 0 }, { 0.1f, 0.8f, 0.1f } });

    [Fact]
    public void The_mean_runs_over_batches_and_weights()
    {
        Mean mean = new();
        mean.Gives(0);
        mean.Update(V(0), V(1, 3)).Gives(2);
        mean.Update(V(0), V(10), V(2)).Gives((1 + 3 + 20) / 4.0);
        mean.ResetState();
        mean.Gives(0);
    }

    [Fact]
    public void The_sum_takes_weights() => new Sum().Update(V(0), V(1, 3), V(0.5f, 2)).Gives(6.5);

    [Fact]
    public void Accuracies()
    {
        new Accuracy().Update(F(new[,] { { 1f }, { 2 }, { 3 }, { 4 } }), F(new[,] { { 0f }, { 2 }, { 3 }, { 4 } })).Gives(0.75);
        new BinaryAccuracy().Update(I(1, 1, 0, 0), F(new[,] { { 0.98f }, { 1 }, { 0 }, { 0.6f } })).Gives(0.75);
        new BinaryAccuracy().Update(I(1), F(new[,] { { 0.5f } })).Gives(0);
        new CategoricalAccuracy().Update(Labels, Probabilities).Gives(0.5);
        new SparseCategoricalAccuracy().Update(I(1, 2), Probabilities).Gives(0.5);
        new SparseCategoricalAccuracy().Update(F(new[,] { { 1f }, { 2 } }), Probabilities, V(0.7f, 0.3f)).Gives(0.7);
    }

    [Fact]
    public void Ties_with_the_kth_prediction_count_as_found()
    {
        new SparseTopKCategoricalAccuracy(k: 1).Update(I(1, 2), Probabilities).Gives(0.5);
        new SparseTopKCategoricalAccuracy(k: 2).Update(I(1, 2), Probabilities).Gives(1);
        new TopKCategoricalAccuracy(k: 9).Update(Labels, Probabilities).Gives(1);
    }

    [Fact]
    public void Crossentropies_divide_by_the_weights()
    {
        new CategoricalCrossentropy().Update(Labels, Probabilities).Gives(1.17693);
        new CategoricalCrossentropy().Update(Labels, Probabilities, V(1.5f, 2)).Gives(1.337746);
        new SparseCategoricalCrossentropy(fromLogits: true).Update(I(1, 2), F(new[,] { { 1f, 9, 0 }, { 1, 8, 1 } }), V(1.5f, 2)).Gives(4.001238);
    }

    [Fact]
    public void A_root_of_the_running_mean() => new RootMeanSquaredError().Update(V(2, 4, 6), V(1, 3, 2)).Gives(Math.Sqrt(6));

    [Fact]
    public void A_mask_is_a_weight_of_0_or_1()
    {
        KerasTensor p = F(new[,] { { 0.9f, 0.2f }, { 0.6f, 0.4f } });
        p.Mask = B(new[,] { { true, false }, { true, true } });
        new BinaryAccuracy().Update(Ops.Constant<int>([1, 0, 0, 1], [2, 2]), p).Gives(1.0 / 3);
    }

    [Fact]
    public void Precision_and_recall_of_the_best_and_at_thresholds()
    {
        new Precision().Update(I(0, 1, 1, 0), V(1, 0, 1, 0)).Gives(0.5);
        new Recall().Update(I(0, 1, 1, 0), V(1, 0, 1, 0)).Gives(0.5);
        new Precision(thresholds: new[] { 0.5, 0.7 }).Update(I(0, 1), V(0.6f, 0.8f)).Gives(0.5, 1);
        new Precision(topK: 3).Update(F(new[,] { { 0f, 1, 1, 0, 0 } }), F(new[,] { { 0.2f, 0.1f, 0.5f, 0, 0.2f } })).Gives(1.0 / 3);
        new Recall(classId: 1).Update(F(new[,] { { 0f, 1 }, { 0, 1 } }), F(new[,] { { 0f, 1 }, { 1, 0 } })).Gives(0.5);
    }

    [Theory]
    [InlineData(typeof(FalsePositives), 7, 4, 2)]
    [InlineData(typeof(FalseNegatives), 1, 4, 6)]
    [InlineData(typeof(TrueNegatives), 2, 5, 7)]
    [InlineData(typeof(TruePositives), 6, 3, 1)]
    public void Counts_at_thresholds(Type type, double first, double second, double third)
    {
        Numbers thresholds = new[] { 0.15, 0.5, 0.85 };
        Metric metric = (Metric)Activator.CreateInstance(type, thresholds, null)!;
        KerasTensor scores = F(new[,] { { 0.9f, 0.2f, 0.8f, 0.1f }, { 0.2f, 0.9f, 0.7f, 0.6f }, { 0.1f, 0.2f, 0.4f, 0.3f }, { 0, 1, 0.7f, 0.3f } });
        metric.Update(F(new[,] { { 0f, 1, 1, 0 }, { 1, 0, 0, 0 }, { 0, 0, 0, 0 }, { 1, 1, 1, 1 } }), scores).Gives(first, second, third);
    }

    [Theory]
    [InlineData("ROC", "interpolation", 0.75)]
    [InlineData("ROC", "minoring", 0.5)]
    [InlineData("ROC", "majoring", 1)]
    [InlineData("PR", "interpolation", 0.8207)]
    public void Areas_of_four_points(string curve, string sum, double expected)
    {
        double[] got = new AUC(3, curve, sum).Update(I(0, 0, 1, 1), V(0, 0.5f, 0.3f, 0.9f)).Now();
        Assert.Equal(expected, got[0], 1e-3);
    }

    [Fact]
    public void Scores_per_class()
    {
        KerasTensor labels = F(new[,] { { 1f, 1, 1 }, { 1, 0, 0 }, { 1, 1, 0 } });
        KerasTensor scores = F(new[,] { { 0.2f, 0.6f, 0.7f }, { 0.2f, 0.6f, 0.6f }, { 0.6f, 0.8f, 0 } });
        new F1Score(threshold: 0.5).Update(labels, scores).Gives(0.5, 0.8, 2.0 / 3);
        Assert.Throws<ShapeException>(() => new F1Score().Update(V(1, 0), V(1, 0)));
    }

    [Fact]
    public void Determination() => new R2Score().Update(F(new[,] { { 1f }, { 4 }, { 3 } }), F(new[,] { { 2f }, { 4 }, { 4 } })).Gives(4 / 7.0);

    [Fact]
    public void Overlap()
    {
        new IoU(2, [0]).Update(I(0, 0, 1, 1), I(0, 1, 0, 1)).Gives(1.0 / 3);
        new MeanIoU(2).Update(I(0, 0, 1, 1), I(0, 1, 0, 1)).Gives(1.0 / 3);
        new BinaryIoU(threshold: 0.3).Update(I(0, 1, 0, 1), V(0.1f, 0.2f, 0.4f, 0.7f)).Gives(1.0 / 3);
    }

    [Fact]
    public void Shapes_choose_the_accuracy_and_the_name_stays()
    {
        Assert.IsType<BinaryAccuracy>(((MetricSpec)"accuracy").Resolve([4], [4, 1]));
        Assert.IsType<SparseCategoricalAccuracy>(((MetricSpec)"acc").Resolve([4], [4, 3]));
        Assert.IsType<SparseCategoricalAccuracy>(((MetricSpec)"ACC").Resolve([4, 5, 1], [4, 5, 3]));
        Assert.IsType<CategoricalAccuracy>(((MetricSpec)"Accuracy").Resolve([4, 3], [4, 3]));
        Assert.Equal("acc", ((MetricSpec)"acc").Resolve([4], [4, 3]).Name);
        Assert.Equal("mse", ((MetricSpec)"mse").Resolve([4], [4, 3]).Name);
        Assert.Contains("Did you mean 'accuracy'?", Assert.Throws<ArgumentException>(() => (MetricSpec)"acuracy").Message);
        Assert.Throws<ArgumentException>(() => (MetricSpec)"crossentropy");
    }

    [Fact]
    public void A_function_is_a_metric()
    {
        Metric worst = Metric.From((t, p) => Ops.Max(Ops.Abs(t - p), [-1]), "worst");
        worst.Update(Ops.Zeros([2, 2]), F(new[,] { { 1f, -2 }, { 0, 0 } })).Gives(1);
        Assert.Equal("worst", worst.Name);
    }
}
