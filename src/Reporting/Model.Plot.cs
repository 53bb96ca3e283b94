using System.Text;
using KerasNet.Data;
using KerasNet.Reporting.Diagrams;

namespace KerasNet;

public partial class Model
{
    /// <summary>Draws the model's layers and what is connected to what, as an SVG picture that browsers open and that follows their light or dark theme.</summary>
    /// <remarks>
    /// <para>Green boxes are inputs, blue ones have weights, violet ones are models, orange ones operations on symbols. A layer that is called several times is one box.
    /// A model whose computation is code of a subclass is one box, too.</para>
    /// <para>Keras: <c>keras.utils.plot_model</c>, without Graphviz.</para>
    /// </remarks>
    /// <param name="path">The file, ending in <c>.svg</c>; its folder is made if need be.</param>
    /// <param name="showShapes">Whether boxes tell the shapes of inputs and outputs.</param>
    /// <param name="showDtype">Whether boxes tell the dtypes of outputs.</param>
    /// <param name="showLayerNames">Whether boxes tell the layers' names beside their classes.</param>
    /// <param name="rankdir">Which way data flows: <c>"TB"</c> down, <c>"BT"</c> up, <c>"LR"</c> to the right, <c>"RL"</c> to the left.</param>
    /// <param name="expandNested">Whether models within the model are drawn layer by layer, each in a frame.</param>
    /// <param name="showLayerActivations">Whether boxes tell the activation of layers that have one.</param>
    /// <param name="showTrainable">Whether boxes of layers with weights tell if these are trained.</param>
    /// <exception cref="ArgumentException">The file's name does not end in <c>.svg</c>, or the direction is unknown.</exception>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public void Plot(
        string path = "model.svg",
        bool showShapes = false,
        bool showDtype = false,
        bool showLayerNames = false,
        string rankdir = "TB",
        bool expandNested = false,
        bool showLayerActivations = false,
        bool showTrainable = false)
    {
        if (!path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Plot writes SVG pictures, so the file's name must end in .svg. Received: '{path}'.", nameof(path));
        PlotOptions options = new(showShapes, showDtype, showLayerNames, rankdir, expandNested, showLayerActivations, showTrainable);
        WholeFile.Write(path, Encoding.UTF8.GetBytes(ModelDiagram.ToSvg(this, options)));
    }
}
