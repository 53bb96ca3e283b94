using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KerasNet.Data.Images;

/// <summary>
/// Brings the rows of a component to the width and height of the picture as libjpeg-turbo does: where there is half as many samples, "fancy", three parts
/// of the nearer sample and one of the farther; else each sample is repeated.
/// </summary>
internal sealed class JpegUpsampling
{
    private readonly JpegComponent _component;
    private readonly int _across;
    private readonly int _down;
    private readonly bool _fancyAcross;
    private readonly bool _fancyDown;
    private readonly ushort[] _sums;
    private readonly byte[] _row;

    internal JpegUpsampling(JpegComponent component, JpegFrame frame)
    {
        _component = component;
        _across = frame.MostHorizontal / component.Horizontal;
        _down = frame.MostVertical / component.Vertical;
        _fancyAcross = _across == 2 && _down <= 2 && component.Width > 2;
        _fancyDown = _down == 2 && (_fancyAcross || _across == 1);
        _sums = _fancyAcross ? new ushort[component.Stride + 2] : [];
        _row = _across == 1 && !_fancyDown ? [] : new byte[component.Stride * _across];
    }

    /// <summary>A row of the picture; more bytes than the picture is wide. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Row(int y)
    {
        ReadOnlySpan<byte> near = _component.Row(y / _down);
        if (_fancyDown)
        {
            int other = Math.Clamp((y & 1) == 0 ? y / 2 - 1 : y / 2 + 1, 0, _component.Height - 1);
            if (_fancyAcross)
            {
                Sum(near, _component.Row(other));
                Spread(8, 7, 4);
            }
            else
            {
                Mix(near, _component.Row(other), (y & 1) == 0 ? 1 : 2);
            }
        }
        else if (_fancyAcross)
        {
            Widen(near);
            Spread(1, 2, 2);
        }
        else if (_across > 1)
        {
            Repeat(near);
        }
        else
        {
            return near;
        }

        return _row;
    }

    private void Repeat(ReadOnlySpan<byte> row)
    {
        for (int i = 0; i < _component.Width; i++)
            _row.AsSpan(i * _across, _across).Fill(row[i]);
    }

    private void Mix(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias)
    {
        for (int i = 0; i < _component.Stride; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> nearLow, Vector128<ushort> nearHigh) = Vector128.Widen(Vector128.Create(near[i..]));
            (Vector128<ushort> farLow, Vector128<ushort> farHigh) = Vector128.Widen(Vector128.Create(far[i..]));
            Vector128<ushort> round = Vector128.Create((ushort)bias);
            Vector128.Narrow((nearLow * 3 + farLow + round) >> 2, (nearHigh * 3 + farHigh + round) >> 2).CopyTo(_row.AsSpan(i));
        }
    }

    private void Widen(ReadOnlySpan<byte> row)
    {
        for (int i = 0; i < _component.Stride; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(row[i..]));
            low.CopyTo(_sums.AsSpan(1 + i));
            high.CopyTo(_sums.AsSpan(1 + i + Vector128<ushort>.Count));
        }

        RepeatEnds();
    }

    private void Sum(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        for (int i = 0; i < _component.Stride; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> nearLow, Vector128<ushort> nearHigh) = Vector128.Widen(Vector128.Create(near[i..]));
            (Vector128<ushort> farLow, Vector128<ushort> farHigh) = Vector128.Widen(Vector128.Create(far[i..]));
            (nearLow * 3 + farLow).CopyTo(_sums.AsSpan(1 + i));
            (nearHigh * 3 + farHigh).CopyTo(_sums.AsSpan(1 + i + Vector128<ushort>.Count));
        }

        RepeatEnds();
    }

    /// <summary>The first and last sample are their own neighbours.</summary>
    private void RepeatEnds()
    {
        _sums[0] = _sums[1];
        _sums[1 + _component.Width] = _sums[_component.Width];
    }

    /// <summary>Two bytes of each number: ¾ of it and ¼ of its left, then of its right neighbour; libjpeg rounds the two differently.</summary>
    private void Spread(int leftBias, int rightBias, int shift)
    {
        (Vector128<ushort> roundLeft, Vector128<ushort> roundRight) = (Vector128.Create((ushort)leftBias), Vector128.Create((ushort)rightBias));
        Span<ushort> pairs = MemoryMarshal.Cast<byte, ushort>(_row.AsSpan());
        for (int i = 0; i < _component.Stride; i += Vector128<ushort>.Count)
        {
            Vector128<ushort> most = Vector128.Create(_sums.AsSpan(1 + i)) * 3;
            Vector128<ushort> left = (most + Vector128.Create(_sums.AsSpan(i)) + roundLeft) >> shift;
            Vector128<ushort> right = (most + Vector128.Create(_sums.AsSpan(2 + i)) + roundRight) >> shift;
            Vector128<ushort> pair = BitConverter.IsLittleEndian ? left | (right << 8) : right | (left << 8);
            pair.CopyTo(pairs[i..]);
        }
    }
}
