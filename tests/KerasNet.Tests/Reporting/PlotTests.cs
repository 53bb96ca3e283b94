using System.Globalization;
using System.Xml.Linq;
using KerasNet.Layers;
using KerasNet.Reporting.Diagrams;
using KerasNet.Tests.Data.Datasets;

namespace KerasNet.Tests.Reporting;

public sealed class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Directions => ["TB", "BT", "LR", "RL"];

    [Fact]
    public void TellsOfALayerWhatIsAskedFor()
    {
        Sequential model = [new Input([4]), new Dense(8, "relu", name: "first"), new Dropout(0.5, name: "second"), new Dense(2, name: "third") { Trainable = false }];
        Assert.Equal(["Dense", "Dropout", "Dense"], Boxes(Draw(model, new PlotOptions())).SelectMany(box => box.Texts));

        XElement all = Draw(model, new PlotOptions(ShowShapes: true, ShowDtype: true, ShowLayerNames: true, ShowLayerActivations: true, ShowTrainable: true));
        Box[] boxes = Boxes(all);
        Assert.Equal(
            ["first(Dense)", "Activation", "relu", "Input shape", "(None, 4)", "Output shape", "(None, 8)", "Output dtype", "float32", "Trainable", "yes"],
            boxes[0].Texts);
        Assert.Equal(["second(Dropout)", "Input shape", "(None, 8)", "Output shape", "(None, 8)", "Output dtype", "float32"], boxes[1].Texts);
        Assert.Equal("no", boxes[2].Texts[^1]);
        Assert.Equal(2, Arrows(all));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void BoxesStandApartAndBehindWhatFeedsThem(string direction)
    {
        Model model = Branches();
        Box[] boxes = Boxes(Draw(model, new PlotOptions(ShowShapes: true, ShowLayerNames: true, Rankdir: direction)));
        Assert.Equal(model.Layers.Count + 2, boxes.Length);
        AssertApart(boxes);
        (string, string)[] links = [("a", "shared"), ("b", "shared"), ("shared", "join"), ("Tanh", "Add"), ("join", "out"), ("late", "second")];
        foreach ((string before, string after) in links)
            Assert.True(IsBehind(boxes.Single(box => box.Name == before), boxes.Single(box => box.Name == after), direction), $"{before} → {after}");
    }

    [Fact]
    public void DrawsOneLinkForEachPairOfBoxesThatAreConnected()
    {
        // a, b → shared → join; c → join, c → c1 → join; join → Tanh, Add; Tanh → Add → out → second; late → second.
        Assert.Equal(12, Arrows(Draw(Branches(), new PlotOptions())));

        // A layer on its own output is a loop.
        Dense again = new(4, name: "again");
        Input x = new([4]);
        Assert.Equal(2, Arrows(Draw(new Model(x, x.Then(again).Then(again)), new PlotOptions())));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void NestedModelsAreBoxesOrFrames(string direction)
    {
        Model model = Nested();
        Box[] flat = Boxes(Draw(model, new PlotOptions(ShowLayerNames: true, Rankdir: direction)));
        Assert.Equal(["x1", "x2", "encoder", "tower", "out"], flat.Select(box => box.Name));

        XElement drawn = Draw(model, new PlotOptions(ShowLayerNames: true, ExpandNested: true, Rankdir: direction));
        Box[] boxes = Boxes(drawn);
        AssertApart(boxes);
        Assert.Equal(10, boxes.Length);
        Box[] frames = [.. Groups(drawn, "nested").Select(group => Read(group, "frame"))];
        Assert.Equal(3, frames.Length);
        Assert.All(boxes.Where(box => box.Name is "left" or "right" or "sum" or "deep"), box => Assert.Contains(frames, frame => frame.Contains(box)));
        Assert.All(boxes.Where(box => box.Name is "x1" or "out"), box => Assert.DoesNotContain(frames, frame => frame.Overlaps(box)));
        Assert.Equal(2, frames.Count(frame => frame.Contains(boxes.Single(box => box.Name == "inmost"))));

        // Every arrow ends at a box; the links into frames go on within them.
        Assert.Equal(9, Arrows(drawn));
    }

    [Fact]
    public void AModelThatComputesInCodeIsOneBox()
    {
        OwnModel model = new();
        model.EnsureBuilt([Shape.Unknown, 3]);
        Assert.Equal(["OwnModel"], Boxes(Draw(model, new PlotOptions(ExpandNested: true))).SelectMany(box => box.Texts));
    }

    [Fact]
    public void LongNamesAreCutAndStrangeOnesEscaped()
    {
        string name = "<&\"" + new string('n', 200);
        Box box = Boxes(Draw(new Sequential([new Input([2]), new Dense(1, name: name)]), new PlotOptions(ShowLayerNames: true))).Single();
        Assert.Contains("…(Dense)", box.Texts[0], StringComparison.Ordinal);
        Assert.Contains(name, box.Hint, StringComparison.Ordinal);
        Assert.InRange(box.Width, 0, 900);
    }

    [Fact]
    public void WritesAFileAndRefusesWhatItCannot()
    {
        using TemporaryFolder folder = new();
        Sequential model = [new Input([4]), new Dense(2)];
        string path = Path.Combine(folder.Path, "pictures", "m.svg");
        model.Plot(path);
        Assert.Equal(Svg + "svg", XDocument.Load(path).Root!.Name);

        Assert.Contains("must end in .svg", Assert.Throws<ArgumentException>(() => model.Plot("m.png")).Message, StringComparison.Ordinal);
        Assert.Contains("BT, LR, RL, TB", Assert.Throws<ArgumentException>(() => model.Plot(path, rankdir: "down")).Message, StringComparison.Ordinal);
        Sequential open = [new Dense(2)];
        Assert.Contains("not built", Assert.Throws<InvalidOperationException>(() => open.Plot(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>Branches that join, a layer on two inputs, operations on symbols, an input that is used late.</summary>
    private static Model Branches()
    {
        Input a = new([6], name: "a"), b = new([6], name: "b"), c = new([3], name: "c"), late = new([1], name: "late");
        Dense shared = new(4, name: "shared");
        KerasTensor joined = new[] { a.Then(shared), b.Then(shared), c.Output, c.Then(new Dense(4, name: "c1")) }.Then(new Concatenate(name: "join"));
        KerasTensor end = (joined + Ops.Tanh(joined)).Then(new Dense(2, name: "out"));
        return new Model([a, b, c, late], [end, new[] { end, late.Output }.Then(new Concatenate(name: "second"))]);
    }

    private static Model Nested()
    {
        Input left = new([4], name: "left"), right = new([4], name: "right");
        Model encoder = new([left, right], [new[] { left.Then(new Dense(3, name: "deep")), right.Then(new Dense(3)) }.Then(new Add(name: "sum"))], name: "encoder");
        Sequential tower = new([new Input([3]), new Dense(3), new Sequential([new Dense(2, name: "inmost")], name: "inner")], name: "tower");
        Input x1 = new([4], name: "x1"), x2 = new([4], name: "x2");
        return new Model([x1, x2], [encoder.Apply([x1, x2])[0].Then(tower).Then(new Dense(1, name: "out"))]);
    }

    private static XElement Draw(Model model, PlotOptions options) => XElement.Parse(ModelDiagram.ToSvg(model, options));

    private static IEnumerable<XElement> Groups(XElement svg, string kind) =>
        svg.Elements(Svg + "g").Where(group => group.Attribute("class")!.Value.Split(' ')[0] == kind);

    private static Box[] Boxes(XElement svg) => [.. Groups(svg, "box").Select(group => Read(group, group.Elements(Svg + "rect").First().Attribute("class")!.Value))];

    private static int Arrows(XElement svg) => svg.Elements(Svg + "path").Count(path => path.Attribute("class")!.Value == "arrow");

    private static Box Read(XElement group, string rectangle)
    {
        XElement edge = group.Elements(Svg + "rect").First(rect => rect.Attribute("class")!.Value == rectangle);
        return new Box(
            group.Element(Svg + "title")!.Value, [.. group.Elements(Svg + "text").Select(text => text.Value)], At("x"), At("y"), At("width"), At("height"));

        double At(string name) => double.Parse(edge.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    private static void AssertApart(Box[] boxes)
    {
        for (int i = 0; i < boxes.Length; i++)
            for (int j = 0; j < i; j++)
                Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} and {boxes[j]}");
    }

    private static bool IsBehind(Box before, Box after, string direction) => direction switch
    {
        "TB" => after.Y >= before.Y + before.Height,
        "BT" => before.Y >= after.Y + after.Height,
        "LR" => after.X >= before.X + before.Width,
        _ => before.X >= after.X + after.Width,
    };

    private sealed record Box(string Hint, string[] Texts, double X, double Y, double Width, double Height)
    {
        public string Name => Hint.Split(' ')[0];

        public bool Overlaps(Box other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

        public bool Contains(Box other) => X <= other.X && Y <= other.Y && other.X + other.Width <= X + Width && other.Y + other.Height <= Y + Height;
    }

    private sealed class OwnModel : Model
    {
        private readonly Dense _dense = new(2);

        protected override KerasTensor Call(KerasTensor input, CallContext context) => _dense.Apply(input);
    }
}
