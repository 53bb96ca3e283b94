namespace KerasNet.Engine.Cpu;

/// <summary>The steps of <see cref="Op.AffineTransform"/>, one for each fill mode.</summary>
internal static class AffineTransformStep
{
    /// <summary>A pixel of fill values is kept on the stack.</summary>
    internal const int MostChannels = 1024;

    internal static Step Make(string text, Node node, Func<KerasTensor, int> place) => node.Get<AffineTransformAttributes>().Fill switch
    {
        FillMode.Constant => Make<ConstantFill>(text, node, place),
        FillMode.Nearest => Make<NearestFill>(text, node, place),
        FillMode.Reflect => Make<ReflectFill>(text, node, place),
        _ => Make<WrapFill>(text, node, place),
    };

    private static AffineTransformStep<TFill> Make<TFill>(string text, Node node, Func<KerasTensor, int> place)
        where TFill : struct, IFill =>
        new(text, node[0].Shape, node.Get<AffineTransformAttributes>(), place(node[0]), place(node[1]), place(node.Output));
}

/// <summary>Pictures read at other places of themselves, row by row.</summary>
/// <param name="text">What it does.</param>
/// <param name="images">The shape of the pictures.</param>
/// <param name="attributes">How they are read.</param>
/// <param name="from">The place of the pictures.</param>
/// <param name="transforms">The place of their transforms.</param>
/// <param name="to">The place of the results.</param>
internal sealed unsafe class AffineTransformStep<TFill>(string text, Shape images, AffineTransformAttributes attributes, int from, int transforms, int to) : Step
    where TFill : struct, IFill
{
    private const int PixelsPerTask = 4 * 1024;

    private readonly int _tasks = (int)Math.Clamp((long)images[0] * images[1] * images[2] / PixelsPerTask, 1, (long)images[0] * images[1]);

    internal override string Text => $"{text}, {_tasks} task(s)";

    internal override void Run(RunContext run)
    {
        Body body = new(this, (float*)run.Places[from], (float*)run.Places[transforms], (float*)run.Places[to]);
        WorkerPool.Shared.Run(_tasks, ref body);
    }

    private readonly struct Body(AffineTransformStep<TFill> step, float* x, float* transforms, float* y) : IParallelBody
    {
        public void Invoke(int taskIndex) => step.RunRows(x, transforms, y, step.RowOf(taskIndex), step.RowOf(taskIndex + 1));
    }

    private long RowOf(int task) => (long)images[0] * images[1] * task / _tasks;

    private void RunRows(float* x, float* transform, float* y, long start, long end)
    {
        (int rows, int columns, int channels) = (images[1], images[2], images[3]);
        float* fill = stackalloc float[channels];
        new Span<float>(fill, channels).Fill((float)attributes.FillValue);
        for (long i = start; i < end; i++)
        {
            (long picture, long row) = Math.DivRem(i, rows);
            AffineRow<TFill> one = new(
                x + picture * rows * columns * channels, transform + picture * AffineTransform.Numbers, rows, columns, channels, fill);
            if (attributes.Bilinear)
                one.Blend((int)row, y + i * columns * channels);
            else
                one.Nearest((int)row, y + i * columns * channels);
        }
    }
}
