namespace KerasNet.Engine.Cpu;

/// <summary>
/// Products of few rows with a large matrix stored transposed: each of its rows is used too little to be worth packing. They are computed the other way
/// round, B times the transpose of A, where B is read in place, and the results are transposed on their way into C.
/// </summary>
internal static unsafe class MatMulFew
{
    private const int MaxRows = 64;
    private const long MinElements = 1 << 18;

    /// <summary>Columns of C in a task.</summary>
    private const int ColumnsPerTask = 384;

    /// <summary>What is transposed at a time.</summary>
    private const int Block = 8;

    /// <summary>Whether a product is of this kind and ends without bias and activation.</summary>
    internal static bool Fits(in MatMulShape shape, in MatMulEpilogue epilogue) =>
        shape is { TransposeB: true, TransposeA: false, M: >= Block and <= MaxRows } && shape.N >= ColumnsPerTask && (long)shape.N * shape.K >= MinElements
        && epilogue is { Accumulate: false, Relu: false } && epilogue.Bias == null && epilogue.RowPass == null;

    /// <summary>Computes C.</summary>
    internal static void Run(WorkerPool? pool, MatMulWidth width, in MatMulShape shape, float* a, float* b, float* c)
    {
        Columns body = new(width, shape, a, b, c);
        int tasks = (shape.N + ColumnsPerTask - 1) / ColumnsPerTask;
        if (pool is not null)
        {
            pool.Run(tasks, ref body);
            return;
        }

        for (int i = 0; i < tasks; i++)
            body.Invoke(i);
    }

    private readonly struct Columns(MatMulWidth width, MatMulShape shape, float* a, float* b, float* c) : IParallelBody
    {
        public void Invoke(int taskIndex)
        {
            int start = taskIndex * ColumnsPerTask, count = Math.Min(ColumnsPerTask, shape.N - start), rows = shape.M;
            float* part = MatMulScratch.ForNarrow((long)ColumnsPerTask * rows);
            MatMulShape turned = new(count, rows, shape.K, false, true, shape.Ldb, shape.Lda, rows);
            MatMul.Run(null, width, turned, b + (nint)start * shape.Ldb, a, part, default);

            // The last columns, too few for a block, one by one: blocks write all of their columns.
            int whole = count / Block * Block;
            for (int column = 0; column < whole; column += Block)
                MatMulPacking.Transpose(part + column * rows, rows, rows, Block, c + start + column, shape.Ldc);
            for (int column = whole; column < count; column++)
                for (int row = 0; row < rows; row++)
                    c[(nint)row * shape.Ldc + start + column] = part[column * rows + row];
        }
    }
}
