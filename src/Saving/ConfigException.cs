namespace KerasNet.Saving;

/// <summary>A saved configuration does not say what it must: an argument is missing or has a value of the wrong kind.</summary>
internal sealed class ConfigException(string message, Exception? inner = null) : ArgumentException(message, inner);

/// <summary>A saved configuration asks for a class or argument of Keras that this version does not have.</summary>
/// <param name="missing">What is missing, for example <c>LSTM</c> or <c>Dense(lora_rank)</c>.</param>
/// <param name="message">What is said of it; that it is missing, if not given.</param>
/// <param name="inner">The same, said without the place.</param>
internal sealed class UnsupportedConfigException(string missing, string? message = null, Exception? inner = null)
    : NotSupportedException(
        message ?? $"The configuration needs {missing}, which this version does not have. Register a class of your own under that name, or save the model without it.",
        inner)
{
    /// <summary>What is missing.</summary>
    internal string Missing { get; } = missing;
}
