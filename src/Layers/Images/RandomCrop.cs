namespace KerasNet.Layers;

/// <summary>In training, cuts a part out of pictures at a random place, the same for all pictures of a batch.</summary>
/// <remarks>
/// <para>Pictures of any size; the output has <c>height</c> rows and <c>width</c> columns, in floats. Transformation: <c>h_start</c> and <c>w_start</c>, the first
/// row and column. Pictures that are not larger in both directions are not cut at random: what there is of a centred part is resized, bilinearly.</para>
/// <para>Outside of training the largest centred part with these proportions is resized, as Keras' documentation says (Keras 3.15 itself leaves pictures
/// as they are, so that the layer's output has two different shapes).</para>
/// <para>Keras: <c>keras.layers.RandomCrop</c>.</para>
/// </remarks>
public sealed class RandomCrop : RandomImageLayer
{
    private const string FirstRow = "h_start";
    private const string FirstColumn = "w_start";

    /// <summary>Makes the layer.</summary>
    /// <param name="height">The rows of the output.</param>
    /// <param name="width">The columns of the output.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="dataFormat"><c>channels_last</c>, the default, or <c>channels_first</c>.</param>
    /// <param name="name">A name; made from the class name if not given.</param>
    /// <exception cref="ArgumentException">A size is below 1, or the data format is unknown.</exception>
    public RandomCrop(int height, int width, long? seed = null, string? dataFormat = null, string? name = null)
        : base(seed, dataFormat, name)
    {
        Height = Check.Positive(height, nameof(height), this);
        Width = Check.Positive(width, nameof(width), this);
    }

    /// <summary>The rows of the output.</summary>
    public int Height { get; }

    /// <summary>The columns of the output.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, KerasTensor> GetRandomTransformation(Shape images, SeedGenerator random)
    {
        (int rows, int columns) = (images[1], images[2]);
        (int top, int left) = ImageOps.CropStart(rows, columns, Height, Width);
        bool larger = rows > Height && columns > Width;
        return new Dictionary<string, KerasTensor>
        {
            [FirstRow] = larger ? Start(rows - Height) : Ops.Scalar(top, DType.Int32),
            [FirstColumn] = larger ? Start(columns - Width) : Ops.Scalar(left, DType.Int32),
        };

        KerasTensor Start(int last) => Ops.Cast(Ops.RandomUniform(random.Next(), [], 0, last + 1), DType.Int32);
    }

    /// <inheritdoc/>
    protected override KerasTensor TransformImages(KerasTensor images, IReadOnlyDictionary<string, KerasTensor> transformation) =>
        Cut(Cut(images, 1, transformation[FirstRow], Height), 2, transformation[FirstColumn], Width);

    /// <inheritdoc/>
    protected override KerasTensor TransformInference(KerasTensor images) => ImageOps.Resize(images, (Height, Width), cropToAspectRatio: true);

    /// <summary>What there is along an axis from a start on, at most so many places, resized to exactly so many.</summary>
    private static KerasTensor Cut(KerasTensor images, int axis, KerasTensor start, int places)
    {
        KerasTensor first = Ops.Cast(start, images.DType), last = Ops.Minimum(first + places, images.Shape[axis]) - 1;
        KerasTensor step = (last - first + 1) / places;
        KerasTensor fromFirst = Ops.Maximum((Ops.Arange(places, images.DType) + 0.5) * step - 0.5, 0);
        KerasTensor place = Ops.Minimum(first + fromFirst, last);
        KerasTensor low = Ops.Floor(place), part = Ops.Reshape(place - low, Line(images.Rank, axis, places));
        return At(low) * (1 - part) + At(Ops.Minimum(low + 1, last)) * part;

        KerasTensor At(KerasTensor index) => Ops.Gather(images, Ops.Cast(index, DType.Int32), axis);
    }

    private static int[] Line(int rank, int axis, int places)
    {
        int[] sizes = [.. Enumerable.Repeat(1, rank)];
        sizes[axis] = places;
        return sizes;
    }
}
