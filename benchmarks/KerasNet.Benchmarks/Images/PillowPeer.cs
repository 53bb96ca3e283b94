using System.Diagnostics;
using System.Globalization;

namespace KerasNet.Benchmarks.Images;

/// <summary>A Python process that decodes pictures with Pillow.</summary>
internal sealed class PillowPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;
    private readonly BinaryWriter _files;
    private readonly BinaryReader _pictures;

    internal PillowPeer(string script, int repeats)
    {
        ProcessStartInfo start = new(Python, [script, repeats.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{Python} could not be started.");
        _files = new(_process.StandardInput.BaseStream);
        _pictures = new(_process.StandardOutput.BaseStream);
    }

    /// <summary>The RGB bytes of a picture, or null if Pillow refuses it, and the milliseconds of the fastest attempt.</summary>
    internal (byte[]? Pixels, double Milliseconds) Decode(byte[] file)
    {
        _files.Write(file.Length);
        _files.Write(file);
        _files.Flush();
        (int width, int height, long nanoseconds) = (_pictures.ReadInt32(), _pictures.ReadInt32(), _pictures.ReadInt64());
        return width == 0 ? (null, 0) : (_pictures.ReadBytes(width * height * 3), nanoseconds / 1e6);
    }

    public void Dispose()
    {
        _files.Dispose();
        _process.WaitForExit();
        _process.Dispose();
    }
}
