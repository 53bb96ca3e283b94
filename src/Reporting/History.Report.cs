using System.Text;
using KerasNet.Data;
using KerasNet.Reporting;

namespace KerasNet.Callbacks;

public sealed partial class History
{
    /// <summary>
    /// Writes a page about the run that a browser opens and that needs nothing else: learning curves, results, the model as a diagram and a table, the
    /// hyperparameters of Compile and Fit, and a confusion matrix if one is given. It follows the reader's light or dark theme.
    /// </summary>
    /// <param name="path">The file, usually ending in <c>.html</c>; its folder is made if need be. It appears, or is replaced, only when it is complete.</param>
    /// <param name="title">The heading; "Training of" and the model's name if not given.</param>
    /// <param name="confusionMatrix">How often each class was taken for each other, to be shown too.</param>
    /// <exception cref="InvalidOperationException">No epoch has ended.</exception>
    public void SaveReport(string path = "report.html", string? title = null, ConfusionMatrix? confusionMatrix = null)
    {
        if (_epochs.Count == 0)
            throw new InvalidOperationException("There is nothing to report: no epoch has ended. Call Fit first, and SaveReport on the History that it returns.");
        WholeFile.Write(path, Encoding.UTF8.GetBytes(new RunReport(this, _clock, Progress, title, confusionMatrix).ToHtml()));
    }
}
