using KerasNet.Reporting;
using KerasNet.Training;

namespace KerasNet;

public partial class Model
{
    /// <summary>Prints a table of the layers with output shapes and parameter counts, and the totals below it.</summary>
    /// <param name="expandNested">Whether the layers of nested models are listed too.</param>
    /// <param name="showTrainable">Whether a column says which layers are trained.</param>
    /// <param name="printFn">Takes the text instead of the console.</param>
    public void Summary(bool expandNested = false, bool showTrainable = false, Action<string>? printFn = null)
    {
        ModelSummary summary = new(this, expandNested, showTrainable);
        if (printFn is null)
            summary.Write(ReportConsole.Out);
        else
            printFn(summary.ToText());
    }
}
