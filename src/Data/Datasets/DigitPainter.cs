using KindOfPoint = KerasNet.Data.DigitTemplate.PointKind;

namespace KerasNet.Data;

/// <summary>
/// Draws digits as a careless hand would: the template's points are shaken, slanted, stretched and bent, joined by curves, and drawn with a
/// round pen of varying pressure. Like MNIST, a digit is fitted into a box of 20 by 20 pixels and its ink is centred in the picture.
/// One painter serves one thread.
/// </summary>
internal sealed class DigitPainter
{
    public const int Size = 28;

    private const float Box = 20f;
    private const int StepsPerSpan = 5;
    private const int MostPoints = 24;
    private readonly float[] _xs = new float[MostPoints];
    private readonly float[] _ys = new float[MostPoints];
    private readonly Segment[] _segments = new Segment[MostPoints * StepsPerSpan];
    private readonly float[] _ink = new float[Size * Size];
    private int _count;

    /// <summary>Draws one digit into <paramref name="picture"/> (28 by 28 pixels, 255 = ink).</summary>
    public void Paint(DigitTemplate template, ref CounterRandom random, Span<byte> picture)
    {
        // Most people write well most of the time: the square makes great carelessness rare.
        float haste = random.Between(0.35f, 1f);
        haste = 0.45f + 1.7f * haste * haste;
        Shake(template, ref random, haste);
        Trace(template);
        Fit(ref random);
        Ink(ref random);
        Develop(ref random, picture);
    }

    /// <summary>Moves the template's points: each by itself, and all by one slant, stretch and bend.</summary>
    private void Shake(DigitTemplate template, ref CounterRandom random, float haste)
    {
        float wobble = 0.030f * haste;
        float width = 0.8f + 0.15f * random.Bell();
        float slant = -0.14f + 0.21f * haste * random.Bell();
        float tilt = 0.08f * haste * random.Bell();
        float bendX = 0.16f * haste * random.Bell(), bendY = 0.12f * haste * random.Bell();
        float twistX = 0.16f * haste * random.Bell(), twistY = 0.12f * haste * random.Bell();
        ReadOnlySpan<DigitTemplate.Point> points = template.Points;
        for (int i = 0; i < points.Length; i++)
        {
            float x = points[i].X - 0.5f + wobble * random.Bell();
            float y = points[i].Y - 0.5f + wobble * random.Bell();
            _xs[i] = width * (x + bendX * (y * y - 0.08f) + twistX * x * y) + slant * y;
            _ys[i] = y + bendY * (x * x - 0.05f) + twistY * x * y + tilt * x;
        }
    }

    /// <summary>Joins the points by Catmull-Rom curves, cut into short straight segments.</summary>
    private void Trace(DigitTemplate template)
    {
        _count = 0;
        ReadOnlySpan<DigitTemplate.Point> points = template.Points;
        for (int i = 0; i + 1 < points.Length; i++)
        {
            if (points[i].Kind == KindOfPoint.End)
                continue;

            // The curve does not look beyond a corner or an end of the stroke.
            int before = points[i].Kind == KindOfPoint.Smooth ? i - 1 : i;
            int after = points[i + 1].Kind == KindOfPoint.Smooth ? i + 2 : i + 1;
            float lastX = _xs[i], lastY = _ys[i];
            for (int step = 1; step <= StepsPerSpan; step++)
            {
                float t = step / (float)StepsPerSpan;
                float x = CatmullRom(_xs[before], _xs[i], _xs[i + 1], _xs[after], t);
                float y = CatmullRom(_ys[before], _ys[i], _ys[i + 1], _ys[after], t);
                _segments[_count++] = new Segment(lastX, lastY, x, y);
                (lastX, lastY) = (x, y);
            }
        }
    }

    private static float CatmullRom(float before, float from, float to, float after, float t) =>
        from + 0.5f * t * (to - before + t * (2f * before - 5f * from + 4f * to - after + t * (3f * (from - to) + after - before)));

    /// <summary>Scales the digit to the box, keeping its proportions, and moves the centre of its ink to the centre of the picture.</summary>
    private void Fit(ref CounterRandom random)
    {
        Span<Segment> segments = _segments.AsSpan(0, _count);
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        float length = 0, sumX = 0, sumY = 0;
        foreach (ref readonly Segment s in segments)
        {
            left = Math.Min(left, Math.Min(s.X0, s.X1));
            right = Math.Max(right, Math.Max(s.X0, s.X1));
            top = Math.Min(top, Math.Min(s.Y0, s.Y1));
            bottom = Math.Max(bottom, Math.Max(s.Y0, s.Y1));
            float weight = s.Length;
            length += weight;
            sumX += weight * (s.X0 + s.X1) / 2f;
            sumY += weight * (s.Y0 + s.Y1) / 2f;
        }

        // The pen's own width is outside the line, so the line gets a little less than the box.
        float scale = (Box - 2f) * random.Between(0.86f, 1.04f) / Math.Max(right - left, bottom - top);
        float shiftX = (Size - 1) / 2f + 0.7f * random.Bell() - scale * sumX / length;
        float shiftY = (Size - 1) / 2f + 0.7f * random.Bell() - scale * sumY / length;
        foreach (ref Segment s in segments)
            s = new Segment(scale * s.X0 + shiftX, scale * s.Y0 + shiftY, scale * s.X1 + shiftX, scale * s.Y1 + shiftY);
    }

    /// <summary>Lays ink along the segments; a pixel is inked by the nearest of them.</summary>
    private void Ink(ref CounterRandom random)
    {
        Array.Clear(_ink);
        float softness = 1f / random.Between(0.9f, 1.7f);
        float radius = 1.25f + 0.3f * random.Bell();
        float drift = 0.012f * random.Bell();
        for (int i = 0; i < _count; i++)
        {
            ref readonly Segment s = ref _segments[i];
            float pen = Math.Max(0.55f, radius + drift * (i - _count / 2));
            float reach = pen + 0.5f / softness;
            int x0 = Math.Max(0, (int)(Math.Min(s.X0, s.X1) - reach)), x1 = Math.Min(Size - 1, (int)(Math.Max(s.X0, s.X1) + reach) + 1);
            int y0 = Math.Max(0, (int)(Math.Min(s.Y0, s.Y1) - reach)), y1 = Math.Min(Size - 1, (int)(Math.Max(s.Y0, s.Y1) + reach) + 1);
            float dx = s.X1 - s.X0, dy = s.Y1 - s.Y0;
            float inverse = 1f / Math.Max(dx * dx + dy * dy, 1e-6f);
            for (int y = y0; y <= y1; y++)
            {
                Span<float> row = _ink.AsSpan(y * Size, Size);
                for (int x = x0; x <= x1; x++)
                {
                    float along = Math.Clamp(((x - s.X0) * dx + (y - s.Y0) * dy) * inverse, 0f, 1f);
                    float offX = x - s.X0 - along * dx, offY = y - s.Y0 - along * dy;
                    float cover = (pen - MathF.Sqrt(offX * offX + offY * offY)) * softness + 0.5f;
                    if (cover > row[x]) row[x] = cover;
                }
            }
        }
    }

    /// <summary>Turns ink into grey values, with the grain of paper where there is ink.</summary>
    private void Develop(ref CounterRandom random, Span<byte> picture)
    {
        float strength = random.Between(210f, 290f);
        float grain = random.Between(2f, 24f);
        for (int i = 0; i < _ink.Length; i++)
        {
            float cover = Math.Min(_ink[i], 1f);
            picture[i] = cover <= 0f ? (byte)0 : (byte)Math.Clamp(cover * (strength + grain * random.Bell()), 0f, 255f);
        }
    }

    private readonly record struct Segment(float X0, float Y0, float X1, float Y1)
    {
        public float Length => MathF.Sqrt((X1 - X0) * (X1 - X0) + (Y1 - Y0) * (Y1 - Y0));
    }
}
