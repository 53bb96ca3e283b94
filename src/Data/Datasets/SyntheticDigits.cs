using System.Numerics.Tensors;
using KerasNet.Data;

namespace KerasNet;

public static partial class Datasets
{
    /// <summary>
    /// Handwritten-looking digits that the library draws itself, in the form of MNIST: for examples and tests that must run without a copy of
    /// MNIST and without a network. They are no substitute for it: accuracies on one say nothing about the other.
    /// </summary>
    public static class SyntheticDigits
    {
        // The numbers of the images' streams: training images count from 0, the others from far beyond any count.
        private const ulong TestStream = 1UL << 40;
        private const ulong ShuffleStream = 1UL << 41;
        private const int PixelsPerImage = DigitPainter.Size * DigitPainter.Size;

        /// <summary>Draws the two parts; all processors help, and the result does not depend on their number.</summary>
        /// <param name="trainCount">Images to train on, 1 or more; a smaller number gives the beginning of the same images.</param>
        /// <param name="testCount">Images to test on, 1 or more; none is also a training image.</param>
        /// <param name="seed">Equal seeds give equal images on every machine.</param>
        /// <param name="cancellation">Ends the drawing.</param>
        /// <returns>Images of shape (count, 28, 28), 0 = background to 255 = ink, and labels 0 to 9 of shape (count), each digit equally often
        /// (within one) and in random order.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A count is less than 1, or too large for one array.</exception>
        /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
        /// <example><code>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.SyntheticDigits.Load(seed: 1);</code></example>
        public static LabelledImages Load(int trainCount = 60_000, int testCount = 10_000, int seed = 0, CancellationToken cancellation = default)
        {
            Check(trainCount, nameof(trainCount));
            Check(testCount, nameof(testCount));
            return new LabelledImages(Draw(trainCount, seed, 0, cancellation), Draw(testCount, seed, TestStream, cancellation))
            {
                Source = $"synthetic digits drawn by the library (seed {seed})",
                ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            };
        }

        private static void Check(int count, string name)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / PixelsPerImage, name);
        }

        private static LabelledImageSplit Draw(int count, int seed, ulong firstStream, CancellationToken cancellation)
        {
            const int ChunkImages = 256;
            byte[] images = GC.AllocateUninitializedArray<byte>(count * PixelsPerImage);
            byte[] labels = ShuffledLabels(count, seed, firstStream);
            int chunks = (count + ChunkImages - 1) / ChunkImages;
            Parallel.For(0, chunks, new ParallelOptions { CancellationToken = cancellation }, () => new DigitPainter(), (chunk, _, painter) =>
            {
                for (int i = chunk * ChunkImages; i < Math.Min(count, (chunk + 1) * ChunkImages); i++)
                {
                    CounterRandom random = new((ulong)(uint)seed, firstStream + (ulong)i);
                    IReadOnlyList<DigitTemplate> ways = DigitAlphabet.Templates[labels[i]];
                    painter.Paint(ways[random.Below(ways.Count)], ref random, images.AsSpan(i * PixelsPerImage, PixelsPerImage));
                }

                return painter;
            }, _ => { });
            return new LabelledImageSplit(Tensor.Create(images, [count, DigitPainter.Size, DigitPainter.Size]), Tensor.Create(labels, [count]));
        }

        /// <summary>Every ten images in a row show the ten digits in an order of their own, so that a shorter part begins like a longer one.</summary>
        private static byte[] ShuffledLabels(int count, int seed, ulong firstStream)
        {
            byte[] labels = new byte[count];
            Span<byte> digits = stackalloc byte[10];
            for (int start = 0; start < count; start += digits.Length)
            {
                CounterRandom random = new((ulong)(uint)seed, ShuffleStream + firstStream + (ulong)start);
                for (int i = 0; i < digits.Length; i++)
                {
                    int other = random.Below(i + 1);
                    digits[i] = digits[other];
                    digits[other] = (byte)i;
                }

                digits[..Math.Min(digits.Length, count - start)].CopyTo(labels.AsSpan(start));
            }

            return labels;
        }
    }
}
