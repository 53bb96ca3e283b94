using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace KerasNet.Engine.Cpu;

/// <summary>What a thread does while it waits for another without sleeping.</summary>
internal static class SpinHint
{
    /// <summary>One pause of some tens of cycles, which leaves the core's resources to its sibling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Pause()
    {
        if (X86Base.IsSupported)
            X86Base.Pause();
        else if (ArmBase.IsSupported)
            ArmBase.Yield();
        else
            Thread.SpinWait(1);
    }

    /// <summary>The time stamp at which a wait of the given length that starts now ends.</summary>
    internal static long Deadline(TimeSpan length) =>
        Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Whether that time has come.</summary>
    internal static bool IsPast(long deadline) => Stopwatch.GetTimestamp() >= deadline;
}
