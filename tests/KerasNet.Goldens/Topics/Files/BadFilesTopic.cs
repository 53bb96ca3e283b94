using System.Text.RegularExpressions;
using KerasNet.Goldens;
using KerasNet.Saving;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>Broken and hostile files: each is refused by an exception of ours that says what the case asks for, and quickly; some are loaded all the same.</summary>
internal sealed partial class BadFilesTopic : IGoldenTopic
{
    private const int MostBytes = 32 << 20;

    /// <summary>What the files of weights alone are loaded into, where the case does not bring a model: the one that most files hold.</summary>
    private const string ModelOfWeights = "files/mlp_not_compiled.keras";

    public void Run(GoldenCase golden)
    {
        string report = golden.Text("report")!;
        string path = Path.Combine(golden.Folder, golden.Text("file")!);
        bool loads = golden["keras"].Field("loads") is not null && (report.StartsWith("nothing", StringComparison.Ordinal) || report.StartsWith("a warning", StringComparison.Ordinal));
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Open(golden, path);
        }
        catch (Exception e) when (e is ModelFileException or Hdf5Exception or WeightsException)
        {
            if (loads)
                throw new MismatchException($"refused: {e.Message}");
            CheckMessage(report, e.Message);
            CheckMemory(before);
            return;
        }

        // A file may be read where nothing in it needs to be complained of.
        if (!loads && !report.StartsWith("nothing", StringComparison.Ordinal))
            throw new MismatchException($"was accepted: {report}");
        CheckMemory(before);
    }

    private static void Open(GoldenCase golden, string path)
    {
        if (!path.EndsWith(".weights.h5", StringComparison.Ordinal))
        {
            Model.Load(path);
            return;
        }

        Model.Load(Path.Combine(golden.Folder, ModelOfWeights)).LoadWeights(path);
    }

    /// <summary>The names, numbers and shapes that the report asks for stand in the message.</summary>
    private static void CheckMessage(string report, string message)
    {
        string said = Spaces().Replace(message, "");
        foreach (string word in Particulars().Matches(report).Select(match => Spaces().Replace(match.Value, "")))
            if (!said.Contains(word, StringComparison.OrdinalIgnoreCase))
                throw new MismatchException($"the message does not name '{word}' ({report}): {message}");
    }

    private static void CheckMemory(long before)
    {
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        if (taken > MostBytes)
            throw new MismatchException($"took {taken:N0} bytes of memory");
    }

    // Files and members, shapes, packages, the names of layers and what they are counted by.
    [GeneratedRegex(@"\b[\w]+(\.[\w]+)*\.(json|h5)\b|\(\d+(, ?\d+)*\)|\w+>\w+|(?<=\blayer )(?!class\b|holds\b|Pkg)\w+|(?<=\bclass )\w+|\bversion \d+")]
    private static partial Regex Particulars();

    [GeneratedRegex(@"[\s']")]
    private static partial Regex Spaces();
}
