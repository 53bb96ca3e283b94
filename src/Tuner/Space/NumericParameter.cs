namespace KerasNet.Tuning;

/// <summary>A number between two bounds, both inclusive: the maps that <see cref="IntParameter"/> and <see cref="FloatParameter"/> share.</summary>
public abstract class NumericParameter : HyperParameter
{
    // 1.0 / 0.2 is a hair below 5 in floating point; the last step must not be lost to that.
    private const double Slack = 1e-8;

    private protected NumericParameter(string name, double minValue, double maxValue, double? step, Sampling sampling, IReadOnlyList<Condition> conditions)
        : base(name, conditions)
    {
        if (!double.IsFinite(minValue) || !double.IsFinite(maxValue) || minValue > maxValue)
            throw new ArgumentException($"Hyperparameter '{name}' needs minValue <= maxValue, both finite. Received: {minValue} and {maxValue}.", nameof(minValue));
        if (!Enum.IsDefined(sampling))
            throw new ArgumentOutOfRangeException(nameof(sampling), sampling, $"Hyperparameter '{name}' knows the samplings {string.Join(", ", Enum.GetNames<Sampling>())}.");
        if (sampling != Sampling.Linear && minValue <= 0)
            throw new ArgumentException($"Hyperparameter '{name}' with sampling {sampling} needs minValue above 0. Received: {minValue}.", nameof(minValue));
        if (sampling != Sampling.Linear && step <= 1)
            throw new ArgumentException($"Hyperparameter '{name}' with sampling {sampling} takes its step as a factor, which must be above 1. Received: {step}.", nameof(step));
        if (step <= 0 || step is { } given && !double.IsFinite(given))
            throw new ArgumentException($"Hyperparameter '{name}' needs a step above 0. Received: {step}.", nameof(step));
        (Minimum, Maximum, Step, Sampling) = (minValue, maxValue, step, sampling);
    }

    /// <summary>How the values lie on the probabilities.</summary>
    public Sampling Sampling { get; }

    /// <summary>The least value.</summary>
    private protected double Minimum { get; }

    /// <summary>The greatest value, if the steps reach it.</summary>
    private protected double Maximum { get; }

    /// <summary>The distance between values; with a logarithmic sampling the factor between them; null for a range without steps.</summary>
    private protected double? Step { get; }

    /// <summary>The number of steps from the least value to the last that the bounds hold, with the least one.</summary>
    private protected int StepCount => Sampling == Sampling.Linear
        ? (int)(((Maximum - Minimum) / Step!.Value) + Slack) + 1
        : (int)((Math.Log(Maximum / Minimum) / Math.Log(Step!.Value)) + Slack) + 1;

    /// <summary>The value of a step, counted from 0.</summary>
    private protected double AtStep(int index) => Sampling switch
    {
        Sampling.Linear => Minimum + (index * Step!.Value),
        Sampling.Log => Minimum * Math.Pow(Step!.Value, index),
        _ => Maximum + Minimum - (Minimum * Math.Pow(Step!.Value, index)),
    };

    /// <summary>The value of the step that a probability falls into.</summary>
    private protected double StepOf(double probability) => AtStep(Share(probability, StepCount));

    /// <summary>The middle of the share of a value's step.</summary>
    private protected double ProbabilityOfStep(double value)
    {
        double index = Sampling switch
        {
            Sampling.Linear => Math.Floor(((value - Minimum) / Step!.Value) + Slack),
            Sampling.Log => Math.Log(value / Minimum) / Math.Log(Step!.Value),
            _ => Math.Log((Maximum + Minimum - value) / Minimum) / Math.Log(Step!.Value),
        };
        return Middle(index, StepCount);
    }

    /// <summary>The value at a probability of a range without steps, up to <paramref name="maximum"/>.</summary>
    private protected double Between(double probability, double maximum) => Sampling switch
    {
        Sampling.Linear => (probability * (maximum - Minimum)) + Minimum,
        Sampling.Log => Minimum * Math.Pow(maximum / Minimum, probability),
        _ => maximum + Minimum - (Minimum * Math.Pow(maximum / Minimum, 1 - probability)),
    };

    /// <summary>The probability of a value of a range without steps, up to <paramref name="maximum"/>.</summary>
    private protected double ProbabilityBetween(double value, double maximum) =>
        Minimum == maximum ? 0.5
        : Sampling switch
        {
            Sampling.Linear => (value - Minimum) / (maximum - Minimum),
            Sampling.Log => Math.Log(value / Minimum) / Math.Log(maximum / Minimum),
            _ => 1 - (Math.Log((maximum + Minimum - value) / Minimum) / Math.Log(maximum / Minimum)),
        };

    /// <summary>The values of ten evenly spaced probabilities, equal ones once.</summary>
    private protected IReadOnlyList<object> Ten() => [.. Enumerable.Range(0, 10).Select(i => ProbabilityToValue((i * 0.1) + 0.05)).Distinct()];

    private protected void CheckBounds(double value)
    {
        if (!(value >= Minimum && value <= Maximum))
            throw new ArgumentException($"Hyperparameter '{Name}' lies between {Minimum} and {Maximum}. Received: {value}.", nameof(value));
    }
}
