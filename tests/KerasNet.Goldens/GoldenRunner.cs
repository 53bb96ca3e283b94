using KerasNet.Goldens.Topics;
using KerasNet.Goldens.Topics.Files;
using KerasNet.Goldens.Topics.Images;
using KerasNet.Goldens.Topics.Text;
using KerasNet.Goldens.Topics.Tuning;
using KerasNet.Saving;

namespace KerasNet.Goldens;

/// <summary>Runs topics and says how each case ended.</summary>
public static class GoldenRunner
{
    private static readonly Dictionary<string, IGoldenTopic> s_topics = new()
    {
        ["layers_core"] = new LayerTopic(),
        ["layers_merge_reshape"] = new LayerTopic(),
        ["layers_conv"] = new LayerTopic(),
        ["layers_pool"] = new LayerTopic(),
        ["layers_norm"] = new LayerTopic(),
        ["layers_recurrent"] = new LayerTopic(),
        ["layers_attention"] = new LayerTopic(),
        ["activations"] = new ActivationTopic(),
        ["initializers"] = new InitializerTopic(),
        ["regularizers_constraints"] = new RegularizerTopic(),
        ["losses"] = new LossTopic(),
        ["metrics"] = new MetricTopic(),
        ["optimizers"] = new OptimizerTopic(),
        ["schedules"] = new ScheduleTopic(),
        ["models"] = new ModelTopic(),
        ["summaries"] = new SummaryTopic(),
        ["callbacks"] = new CallbackTopic(),
        ["accuracy_resolution"] = new AccuracyTopic(),
        ["images"] = new ImageTopic(),
        ["image_files"] = new ImageFileTopic(),
        ["text"] = new TextTopic(),
        ["files_hdf5"] = new Hdf5Topic(),
        ["files"] = new FilesTopic(),
        ["files_bad"] = new BadFilesTopic(),
        ["tuner"] = new TunerTopic(),
    };

    /// <summary>Runs all cases of a topic.</summary>
    public static IReadOnlyList<Outcome> Run(GoldenFolder folder, string topic)
    {
        IGoldenTopic handler = s_topics.GetValueOrDefault(topic) ?? new UncoveredTopic();
        return [.. folder.Cases(topic).Select(golden => Run(handler, golden))];
    }

    private static Outcome Run(IGoldenTopic handler, GoldenCase golden)
    {
        try
        {
            handler.Run(golden);
            return new(golden.Topic, golden.Name, Verdict.Passed, "");
        }
        catch (UnsupportedConfigException e)
        {
            return new(golden.Topic, golden.Name, Verdict.NotCovered, e.Missing);
        }
        catch (NotCoveredException e)
        {
            return new(golden.Topic, golden.Name, Verdict.NotCovered, e.Missing);
        }
        catch (Exception e)
        {
            if (Decisions.For(golden) is { } reason)
                return new(golden.Topic, golden.Name, Verdict.Decided, reason);
            string message = e is MismatchException ? e.Message : $"{e.GetType().Name}: {e.Message} {Place(e)}";
            return new(golden.Topic, golden.Name, Verdict.Failed, message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Where an unexpected exception came from.</summary>
    private static string Place(Exception e) => e.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? "";
}
