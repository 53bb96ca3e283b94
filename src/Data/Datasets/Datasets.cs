namespace KerasNet;

/// <summary>
/// The well-known data sets, ready to be trained on: <c>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Mnist.Load();</c>.
/// </summary>
/// <remarks>
/// <para>A set is looked for, in this order, in: the <c>path</c> given to <c>Load</c> (and then nowhere else); KerasNet's own cache,
/// <c>~/.kerasnet/datasets/&lt;set&gt;</c>, where the environment variable <c>KERASNET_HOME</c> replaces <c>~/.kerasnet</c>; the folder that the
/// environment variable <c>KERASNET_DATA</c> names; a folder <c>shared/datasets</c> beside the current directory, the program, or one of the
/// folders that they lie in. If none has it, it is downloaded into the cache and its checksum verified.</para>
/// <para>Without a copy and without a network <c>Load</c> throws <see cref="DatasetUnavailableException"/>; <see cref="SyntheticDigits"/> needs
/// neither.</para>
/// </remarks>
public static partial class Datasets;
