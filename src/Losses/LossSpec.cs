namespace KerasNet.Losses;

/// <summary>A loss as a user gives it to <c>Compile</c>: a name, an object or a function. All three convert by themselves.</summary>
public sealed class LossSpec
{
    private readonly Loss? _loss;

    private LossSpec(string text, Loss? loss, bool isName) => (Text, _loss, IsName) = (text, loss, isName);

    /// <summary>The name as it was written; the loss's own for an object or a function.</summary>
    public string Text { get; }

    /// <summary>Whether a name was given, which stands for whatever it names.</summary>
    internal bool IsName { get; }

    /// <summary>The loss that was given or named; null for one that the shapes choose.</summary>
    internal Loss? Loss => _loss;

    /// <summary>The loss with this name. <c>crossentropy</c> (or <c>ce</c>) is chosen by the shapes when the model is first traced.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names and the nearest.</exception>
    public static implicit operator LossSpec(string name) => new(name, LossNames.IsCrossentropy(name) ? null : LossNames.Create(name), isName: true);

    /// <summary>A loss.</summary>
    public static implicit operator LossSpec(Loss loss) => new(loss.Name, loss, isName: false);

    /// <summary>A function from (yTrue, yPred) to one loss per sample.</summary>
    public static implicit operator LossSpec(Func<KerasTensor, KerasTensor, KerasTensor> function) => Losses.Loss.From(function);

    /// <summary>The loss for these shapes, batch axis included.</summary>
    /// <param name="yTrue">The shape of the truth.</param>
    /// <param name="yPred">The shape of the predictions.</param>
    public Loss Resolve(Shape yTrue, Shape yPred) => _loss ?? LossNames.Crossentropy(yTrue, yPred);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
