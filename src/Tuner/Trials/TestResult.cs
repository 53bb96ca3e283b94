namespace KerasNet.Tuning;

/// <summary>How the best model of a search did on samples that no trial saw.</summary>
/// <param name="TrialId">The number of the trial that the model is from.</param>
/// <param name="Results">Loss and metrics by name.</param>
public sealed record TestResult(string TrialId, IReadOnlyDictionary<string, double> Results);
