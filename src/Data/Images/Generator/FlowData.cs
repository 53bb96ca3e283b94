using KerasNet.Data;

namespace KerasNet;

/// <summary>What the batches of a flow are made of: pictures by number, and targets and weights with a row for each.</summary>
internal sealed record FlowData(PictureStore Pictures, DataArrays? Targets, DataArrays? Weights = null, bool TargetsAreInputs = false);

/// <summary>How the batches of a flow are made.</summary>
internal sealed record FlowOptions(int BatchSize, bool Shuffle, DatasetSeed Seed, int Workers, string? SaveToDir, string SavePrefix);
