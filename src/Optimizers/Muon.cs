using System.Text.RegularExpressions;

namespace KerasNet.Optimizers;

/// <summary>Momentum whose matrices are made orthogonal before each step; everything else goes by Adam.</summary>
/// <remarks>
/// <para>Matrices: m ← μ·m + g; with Nesterov u = g + μ·m, else m; u is made nearly orthogonal by Newton–Schulz steps X ← a·X + (b·A + c·A²)·X with A = X·Xᵀ; v ← v − lr·u·rmsRate·√max(rows, columns), or lr·u·√max(1, rows / columns) without rmsRate.</para>
/// <para>Vectors, embeddings (by path) and what excludeLayers names go by Adam, with their own weight decay.</para>
/// <para>Slots: momentum, and velocity where Adam is used, interleaved per weight.</para>
/// </remarks>
/// <param name="learningRate">How far one step goes: a number or a schedule.</param>
/// <param name="adamBeta1">β₁ of Adam.</param>
/// <param name="adamBeta2">β₂ of Adam.</param>
/// <param name="epsilon">Keeps the divisor above 0.</param>
/// <param name="weightDecay">The share of each weight, times the learning rate, that is taken away in each step.</param>
/// <param name="clipnorm">Each gradient is shortened to this norm. 0 means off.</param>
/// <param name="clipvalue">Each number of a gradient is limited to ± this. 0 means off.</param>
/// <param name="globalClipnorm">All gradients together are shortened to this norm. 0 means off.</param>
/// <param name="useEma">Whether moving averages of the weights are kept; they take the weights' place when training ends.</param>
/// <param name="emaMomentum">How slowly averages follow, 0 to 1.</param>
/// <param name="emaOverwriteFrequency">After so many steps the averages are written into the weights; only at the end if not given.</param>
/// <param name="lossScaleFactor">The loss is multiplied and gradients are divided by it.</param>
/// <param name="gradientAccumulationSteps">So many steps (2 or more) are averaged to one update.</param>
/// <param name="name">A name; made from the class name if not given.</param>
/// <param name="excludeLayers">Regular expressions that are searched in the paths of weights which shall go by Adam.</param>
/// <param name="excludeEmbeddings">Whether embeddings, known by their path, go by Adam.</param>
/// <param name="muonA">The first coefficient of the Newton–Schulz steps.</param>
/// <param name="muonB">The second coefficient of the Newton–Schulz steps.</param>
/// <param name="muonC">The third coefficient of the Newton–Schulz steps.</param>
/// <param name="adamLrRatio">Adam's learning rate as a share of this one.</param>
/// <param name="momentum">How much of the last change goes on, 0 to 1.</param>
/// <param name="nsSteps">The number of Newton–Schulz steps.</param>
/// <param name="nesterov">Whether the gradient is taken as if the momentum had been applied already.</param>
/// <param name="adamWeightDecay">Weight decay of what goes by Adam.</param>
/// <param name="rmsRate">The root mean square of an update at a learning rate of 1; null for the size that the matrix's form suggests.</param>
public sealed class Muon(
    LearningRate? learningRate = null,
    double adamBeta1 = 0.9,
    double adamBeta2 = 0.999,
    double epsilon = 1e-7,
    double? weightDecay = 0.004,
    double? clipnorm = null,
    double? clipvalue = null,
    double? globalClipnorm = null,
    bool useEma = false,
    double emaMomentum = 0.99,
    int? emaOverwriteFrequency = null,
    double? lossScaleFactor = null,
    int? gradientAccumulationSteps = null,
    string? name = null,
    IReadOnlyList<string>? excludeLayers = null,
    bool excludeEmbeddings = true,
    double muonA = 3.4445,
    double muonB = -4.775,
    double muonC = 2.0315,
    double adamLrRatio = 1,
    double momentum = 0.95,
    int nsSteps = 5,
    bool nesterov = true,
    double? adamWeightDecay = 0.004,
    double? rmsRate = 0.2)
    : Optimizer(learningRate ?? 0.001, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
{
    /// <summary>β₁ of Adam.</summary>
    /// <value>Default: 0.9.</value>
    public double AdamBeta1 { get; } = Checks.Fraction(adamBeta1);

    /// <summary>β₂ of Adam.</summary>
    /// <value>Default: 0.999.</value>
    public double AdamBeta2 { get; } = Checks.Fraction(adamBeta2);

    /// <summary>Keeps the divisor above 0.</summary>
    /// <value>Default: 1e-7.</value>
    public double Epsilon { get; } = epsilon;

    private KerasTensor? _alpha;

    /// <summary>Regular expressions that are searched in the paths of weights which shall go by Adam.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> ExcludeLayers { get; } = excludeLayers ?? [];

    /// <summary>Whether embeddings, known by their path, go by Adam.</summary>
    /// <value>Default: true.</value>
    public bool ExcludeEmbeddings { get; } = excludeEmbeddings;

    /// <summary>The first coefficient of the Newton–Schulz steps.</summary>
    /// <value>Default: 3.4445.</value>
    public double MuonA { get; } = muonA;

    /// <summary>The second coefficient of the Newton–Schulz steps.</summary>
    /// <value>Default: −4.775.</value>
    public double MuonB { get; } = muonB;

    /// <summary>The third coefficient of the Newton–Schulz steps.</summary>
    /// <value>Default: 2.0315.</value>
    public double MuonC { get; } = muonC;

    /// <summary>Adam's learning rate as a share of this one.</summary>
    /// <value>Default: 1.</value>
    public double AdamLrRatio { get; } = adamLrRatio;

    /// <summary>How much of the last change goes on, 0 to 1.</summary>
    /// <value>Default: 0.95.</value>
    public double Momentum { get; } = Checks.Fraction(momentum);

    /// <summary>The number of Newton–Schulz steps.</summary>
    /// <value>Default: 5.</value>
    public int NsSteps { get; } = nsSteps;

    /// <summary>Whether the gradient is taken as if the momentum had been applied already.</summary>
    /// <value>Default: true.</value>
    public bool Nesterov { get; } = nesterov;

    /// <summary>Weight decay of what goes by Adam.</summary>
    /// <value>Default: 0.004.</value>
    public double? AdamWeightDecay { get; } = adamWeightDecay;

    /// <summary>The root mean square of an update at a learning rate of 1; none for the size that the matrix's form suggests.</summary>
    /// <value>Default: 0.2.</value>
    public double? RmsRate { get; } = rmsRate;

    /// <inheritdoc/>
    protected override void BuildSlots(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddSlot(variable, "momentum");
            if (ByAdam(variable))
                AddSlot(variable, "velocity");
        }
    }

    /// <inheritdoc/>
    protected override void PrepareStep(KerasTensor learningRate) =>
        _alpha = AdamLrRatio * learningRate * Ops.Sqrt(1 - Ops.Power(Ops.Scalar(AdamBeta2), Step)) / (1 - Ops.Power(Ops.Scalar(AdamBeta1), Step));

    /// <inheritdoc/>
    protected override void UpdateStep(KerasTensor gradient, Variable variable, KerasTensor learningRate)
    {
        Variable m = Slot(variable, "momentum");
        if (ByAdam(variable))
        {
            Variable s = Slot(variable, "velocity");
            m.Assign(m + (gradient - m) * (1 - AdamBeta1));
            s.Assign(s + (Ops.Square(gradient) - s) * (1 - AdamBeta2));
            variable.Assign(variable - m * _alpha! / (Ops.Sqrt(s) + Epsilon));
            return;
        }

        m.Assign(m.Read() * Momentum + gradient);
        KerasTensor update = Orthogonal(Nesterov ? gradient + m.Read() * Momentum : m);
        (int rows, int columns) = (variable.Shape[0], variable.Shape[1]);
        double size = RmsRate is { } rate ? Math.Sqrt(Math.Max(rows, columns)) * rate : Math.Sqrt(Math.Max(1, (double)rows / columns));
        variable.Assign(variable - learningRate * size * update);
    }

    /// <inheritdoc/>
    private protected override double? DecayOf(Variable variable) => ByAdam(variable) ? AdamWeightDecay : WeightDecay;

    private bool ByAdam(Variable variable) =>
        variable.Shape.Rank != 2
        || (ExcludeEmbeddings && variable.Path.Contains("embedding", StringComparison.OrdinalIgnoreCase))
        || ExcludeLayers.Any(pattern => Regex.IsMatch(variable.Path, pattern));

    private KerasTensor Orthogonal(KerasTensor x)
    {
        bool tall = x.Shape[0] > x.Shape[1];
        if (tall)
            x = Ops.Transpose(x);
        x /= Ops.Sqrt(Ops.Sum(Ops.Square(x))) + 1e-7;
        for (int i = 0; i < NsSteps; i++)
        {
            KerasTensor a = Ops.MatMul(x, x, transposeB: true);
            x = MuonA * x + Ops.MatMul(MuonB * a + MuonC * Ops.MatMul(a, a), x);
        }

        return tall ? Ops.Transpose(x) : x;
    }
}
