using KerasNet.Engine.Cpu;
using KerasNet.Metrics;
using KerasNet.Tests.Engine.Reference;

namespace KerasNet.Tests.Metrics;

/// <summary>Updates metrics batch by batch, each in a program of its own on the CPU engine.</summary>
internal static class Gathered
{
    /// <summary>Takes a batch into account.</summary>
    internal static T Update<T>(this T metric, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null)
        where T : Metric
    {
        using Trace trace = new();
        metric.UpdateState(yTrue, yPred, sampleWeight);
        new Program([], [], trace.Assignments).Run(CpuBackend.Instance);
        return metric;
    }

    /// <summary>The result so far.</summary>
    internal static double[] Now(this Metric metric)
    {
        using Trace trace = new();
        return new Program([], [metric.Result()]).Run(CpuBackend.Instance)[0].Numbers();
    }

    /// <summary>Requires the result to be near the expected numbers.</summary>
    internal static void Gives(this Metric metric, params double[] expected)
    {
        double[] got = metric.Now();
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < got.Length; i++)
            Assert.Equal(expected[i], got[i], 1e-5);
    }
}
