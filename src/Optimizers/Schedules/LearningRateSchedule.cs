namespace KerasNet.Optimizers;

/// <summary>A learning rate that depends on how many steps have been made.</summary>
/// <remarks>One of your own overrides <see cref="Call"/>. It is part of the traced training step.</remarks>
public abstract class LearningRateSchedule
{
    /// <summary>Sets up a schedule.</summary>
    /// <param name="name">A name; the class name if not given.</param>
    protected LearningRateSchedule(string? name = null) => Name = name ?? GetType().Name;

    /// <summary>The schedule's name.</summary>
    public string Name { get; }

    /// <summary>The learning rate of a step, a float32 scalar.</summary>
    /// <param name="step">How many steps have been made before, a float32 scalar.</param>
    public abstract KerasTensor Call(KerasTensor step);

    /// <inheritdoc/>
    public override string ToString() => $"the schedule {Name}";
}
