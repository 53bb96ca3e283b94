namespace KerasNet.Layers;

/// <summary>The arguments that the layers with several heads share.</summary>
internal sealed record AttentionArguments(
    double Dropout,
    bool UseBias,
    int? SlidingWindow,
    bool? FlashAttention,
    Initializer? KernelInitializer,
    Initializer? BiasInitializer,
    Regularizer? KernelRegularizer,
    Regularizer? BiasRegularizer,
    Constraint? KernelConstraint,
    Constraint? BiasConstraint,
    bool UseGate,
    long? Seed);
