namespace KerasNet.Layers;

/// <summary>In training, mirrors every second picture on average.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has the shape of the input. Transformation: <c>flips</c>, bool (pictures, 1, 1, 1). With
/// <c>horizontal_and_vertical</c> the one draw serves both axes, as in Keras: a picture is turned by half a turn or left alone.</para>
/// <para>Keras: <c>keras.layers.RandomFlip</c>.</para>
/// </remarks>
public sealed class RandomFlip : RandomImageLayer
{
    private const string Flips = "flips";
    private const int Rows = 1;
    private const int Columns = 2;

    private static readonly Dictionary<string, int[]> s_modes = new()
    {
        ["horizontal"] = [Columns],
        ["vertical"] = [Rows],
        ["horizontal_and_vertical"] = [Rows, Columns],
    };

    /// <summary>Makes the layer.</summary>
    /// <param name="mode"><c>horizontal</c> (left becomes right), <c>vertical</c> (up becomes down) or <c>horizontal_and_vertical</c>, the default.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public RandomFlip(string mode = "horizontal_and_vertical", long? seed = null, string? dataFormat = null, string? name = null)
        : base(seed, dataFormat, name) =>
        Mode = s_modes.ContainsKey(mode) ? mode : throw Naming.Unknown("mode of a flip", mode, s_modes.Keys);

    /// <summary>Along which axes pictures are mirrored.</summary>
    /// <value>Default: <c>horizontal_and_vertical</c>.</value>
    public string Mode { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random) =>
        new Dictionary<string, KerasTensor> { [Flips] = Ops.LessEqual(Ops.RandomUniform(random.Next(), [images[0], 1, 1, 1]), 0.5) };

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Ops.Where(transformation[Flips], Ops.Flip(images, s_modes[Mode]), images);
}
