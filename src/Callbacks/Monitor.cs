using KerasNet.Metrics;

namespace KerasNet.Callbacks;

/// <summary>How a callback tells better from worse.</summary>
public enum MonitorMode
{
    /// <summary>As the metric says; the loss is better when smaller.</summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}

/// <summary>A callback that watches one log entry for improvement.</summary>
public abstract class MonitorCallback : Callback
{
    private bool? _larger;

    private protected MonitorCallback(string monitor, MonitorMode mode, double minDelta)
    {
        Monitor = monitor;
        Mode = mode;
        MinDelta = Math.Abs(minDelta);
    }

    /// <summary>The log entry that is watched.</summary>
    public string Monitor { get; }

    /// <summary>How better is told from worse.</summary>
    /// <value>Default: auto.</value>
    public MonitorMode Mode { get; }

    /// <summary>A smaller change than this is no improvement.</summary>
    /// <value>Default: 0.</value>
    public double MinDelta { get; }

    /// <summary>Checks the name as far as names are known before the first epoch.</summary>
    /// <exception cref="ArgumentException">The run cannot log this name.</exception>
    public override void OnTrainBegin()
    {
        StartWatching();
        if (Progress.LogNames is { } names && !names.Contains(Monitor))
            throw new ArgumentException($"{GetType().Name} watches '{Monitor}', which this run does not log. {Naming.Unknown("log entry", Monitor, names).Message}"
                + (Logs.IsOfValidation(Monitor) && !names.Any(Logs.IsOfValidation) ? " Pass validation data or a validation split to Fit." : ""));
    }

    /// <summary>Forgets which way is better: another model may say otherwise.</summary>
    private protected void StartWatching() => _larger = null;

    /// <exception cref="ArgumentException">The mode is auto, and nothing says whether larger is better.</exception>
    private protected void CheckDirection() => _larger ??= LargerIsBetter();

    /// <summary>The value that is watched; warns where the logs do not have it.</summary>
    private protected bool TryGetMonitored(Logs logs, out double value)
    {
        if (logs.TryGetValue(Monitor, out value))
            return true;
        Messages.Warn($"{GetType().Name} watches '{Monitor}', which is not in the logs. Available: {string.Join(", ", logs.Keys)}.");
        return false;
    }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="reference"/> by more than <see cref="MinDelta"/>; anything is better than nothing.</summary>
    private protected bool Improves(double value, double? reference)
    {
        CheckDirection();
        if (reference is not { } best)
            return true;
        return _larger == true ? value > best + MinDelta : value < best - MinDelta;
    }

    private bool LargerIsBetter()
    {
        if (Mode != MonitorMode.Auto)
            return Mode == MonitorMode.Max;
        string name = Logs.WithoutPrefix(Monitor);
        return name != "loss" && (Progress.DirectionOf(name) ?? throw new ArgumentException(
            $"{GetType().Name} watches '{Monitor}' with mode 'auto', but nothing says whether larger is better. Pass MonitorMode.Min or MonitorMode.Max.")) == MetricDirection.Up;
    }
}
