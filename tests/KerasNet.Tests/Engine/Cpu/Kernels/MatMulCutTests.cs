using KerasNet.Engine.Cpu;

namespace KerasNet.Tests.Engine.Cpu.Kernels;

public sealed class MatMulCutTests
{
    [Fact]
    public void Pieces_cover_the_length_and_none_is_narrower_than_the_minimum()
    {
        for (int length = 8; length <= 100; length++)
        {
            var cut = new MatMulCut(length, 16, 8);
            Assert.Equal((length + 15) / 16, cut.Count);
            int next = 0;
            for (int piece = 0; piece < cut.Count; piece++)
            {
                Assert.Equal(next, cut.Start(piece));
                Assert.InRange(cut.Width(piece), 8, 16);
                next += cut.Width(piece);
            }
            Assert.Equal(length, next);
        }
    }
}
