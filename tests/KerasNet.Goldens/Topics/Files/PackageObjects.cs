using KerasNet.Layers;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>The classes and functions of package Pkg that some files were saved with.</summary>
internal static class PackageObjects
{
    internal static CustomObjects All => new()
    {
        { "Pkg>Scale", typeof(Scale) },
        { "Pkg>double_tanh", x => 2 * Ops.Tanh(x) },
        { "Pkg>half_squared", (yTrue, yPred) => 0.5 * Ops.Square(yTrue - yPred) },
    };

    /// <summary>activation(x · w + shift).</summary>
    public sealed class Scale(double shift = 0, ActivationFunction? activation = null, string? name = null) : Layer(name)
    {
        private Variable _w = null!;

        public double Shift { get; } = shift;

        public ActivationFunction Activation { get; } = activation ?? "linear";

        protected override void Build(Shape inputShape) => _w = AddWeight("w", [inputShape[^1]]);

        protected override KerasTensor Call(KerasTensor input, CallContext context) => Activation.Call((input * _w) + Shift);
    }
}
