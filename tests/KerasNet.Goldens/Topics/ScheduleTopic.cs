using System.Text.Json;
using KerasNet.Layers;
using KerasNet.Optimizers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics;

/// <summary>Learning rate schedules: the rate at given steps.</summary>
internal sealed class ScheduleTopic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        if (golden.Has("configs"))
            Configs.CheckDefaults(golden["configs"], (type, config) => (LearningRateSchedule)ObjectConfig.Create(type, config, new ConfigNotes()));
        else if (golden.IsError)
            Refusal.Of(golden, () => Make(golden));
        else
            CheckSchedule(golden);
    }

    private static LearningRateSchedule Make(GoldenCase golden) => Configs.Make<LearningRateSchedule>(golden.Text("class")!, golden["args"]);

    private static void CheckSchedule(GoldenCase golden)
    {
        LearningRateSchedule schedule = Make(golden);
        foreach (JsonElement pair in golden["values"].EnumerateArray())
        {
            TensorData step = TensorData.Scalar(pair[0].GetDouble(), DType.Float32);
            Comparer.Check($"rate at step {pair[0]}", Symbols.Evaluate(step, schedule.Call).GetDouble(0), pair[1].AsNumber(), golden.Tolerance);
        }

        Configs.CheckRoundTrip<LearningRateSchedule>(golden["schedule"]);
    }
}
