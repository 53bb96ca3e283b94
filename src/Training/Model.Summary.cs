using KerasNet.Reporting;
using KerasNet.Training;

namespace KerasNet;

public partial class Model
{
    /// <summary>Prints a table of the layers with output shapes and parameter counts, and the totals below it.</summary>
    /// <param name="expandNested">Whether the layers of nested models are listed too.</param>
    /// <param name="showTrainable">Whether a column says which layers are trained.</param>
    /// <param name="printFn">Takes the text instead of the console.</param>
    /// <param name="layerRange">Lists only the layers from the first whose name matches the one regular expression to the last that matches the other; totals stay those of the model.</param>
    /// <exception cref="ArgumentException">An end of <paramref name="layerRange"/> matches no layer; the message lists the names.</exception>
    public void Summary(bool expandNested = false, bool showTrainable = false, Action<string>? printFn = null, (string First, string Last)? layerRange = null)
    {
        ModelSummary summary = new(this, expandNested, showTrainable, layerRange);
        if (printFn is null)
            summary.Write(ReportConsole.Out);
        else
            printFn(summary.ToText());
    }
}
