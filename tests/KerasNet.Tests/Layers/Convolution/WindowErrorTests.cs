using KerasNet.Layers;

namespace KerasNet.Tests.Layers.Convolution;

/// <summary>What layers of windows refuse, and that their messages say what to change.</summary>
public sealed class WindowErrorTests
{
    private static readonly Dictionary<string, (Action Wrong, string[] Says)> s_cases = new()
    {
        ["a kernel of size 0"] = (() => new Conv2D(2, [3, 0]), ["kernelSize", "(3, 0)"]),
        ["too many kernel sizes"] = (() => new Conv2D(2, [3, 3, 3]), ["kernelSize", "one number or 2"]),
        ["a stride of 0"] = (() => new MaxPooling2D(strides: 0), ["strides", "1 or more"]),
        ["strides with dilation"] = (() => new Conv1D(2, 3, strides: 2, dilationRate: 2), ["strides", "dilationRate", "Leave one of them at 1"]),
        ["strides with dilation, transposed"] = (() => new Conv2DTranspose(2, 3, strides: 2, dilationRate: [1, 2]), ["strides", "dilationRate"]),
        ["no filters"] = (() => new Conv3D(0, 2), ["filters", "1 or more"]),
        ["groups that do not divide the filters"] = (() => new Conv2D(3, 3, groups: 2), ["3 filters", "2 groups"]),
        ["an unknown padding"] = (() => new Conv2D(2, 3, padding: "sam"), ["'sam'", "same"]),
        ["causal images"] = (() => new Conv2D(2, 3, padding: "causal"), ["'causal'", "valid"]),
        ["an unknown data format"] = (() => new AveragePooling1D(2, dataFormat: "first"), ["'first'", "channels_first"]),
        ["a low-rank kernel with a constraint"] = (() => new Conv2D(2, 3, kernelConstraint: "max_norm", loraRank: 1), ["loraRank", "kernelConstraint"]),
        ["an output padding as large as the stride"] = (() => new Conv2DTranspose(2, 3, 2, outputPadding: 2), ["outputPadding", "smaller than strides"]),
        ["groups that do not divide the channels"] = (() => Apply(new Conv2D(2, 3, groups: 2), 8, 8, 3), ["2 groups", "there are 3"]),
        ["a kernel larger than the image"] = (() => Apply(new Conv2D(2, 3), 2, 5, 3), ["over 3 cells of space axis 0", "only 2", "padding: \"same\""]),
        ["a dilated kernel larger than the sequence"] = (() => Apply(new Conv1D(2, 3, dilationRate: 2), 4, 1), ["over 5 cells", "only 4"]),
        ["a pool larger than the image"] = (() => Apply(new MaxPooling2D(), 1, 4, 3), ["over 2 cells of space axis 0", "only 1"]),
        ["an input of another rank"] = (() => Apply(new Conv2D(2, 3), 8, 8), ["rank 4", "(None, 8, 8)"]),
        ["an unknown number of channels"] = (() => Apply(new Conv2D(2, 3), 8, 8, Shape.Unknown), ["number of channels"]),
        ["a size that no convolution takes back"] = (
            () => Apply(new Conv1DTranspose(2, 2, 2, "same", outputPadding: 0), 4, 1), ["outputPadding", "larger"]),
        ["an adaptive pool of size 0"] = (() => new AdaptiveMaxPooling2D(0), ["outputSize", "1 or more"]),
        ["groups of channels"] = (() => Apply(new GroupNormalization(), 4, 8), ["8 channels", "32 groups", "divide 8"]),
        ["a bound of another name"] = (
            () => new BatchNormalization(renorm: true, renormClipping: new Dictionary<string, double> { ["max"] = 1 }), ["'max'", "rmax"]),
        ["a layer without a kernel"] = (() => Apply(new SpectralNormalization(new ReLU()), 4), ["kernel or embeddings"]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Messages_say_what_is_wrong(string name)
    {
        (Action wrong, string[] says) = s_cases[name];
        string message = Assert.ThrowsAny<ArgumentException>(wrong).Message;
        Assert.All(says, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Other_channels_than_those_of_the_first_call_are_refused()
    {
        Conv2D layer = new(2, 3);
        _ = layer.Apply(new Input([8, 8, 3]));
        Assert.Contains("3 channels", Assert.Throws<ShapeException>(() => layer.Apply(new Input([8, 8, 1]))).Message, StringComparison.Ordinal);
    }

    private static void Apply(Layer layer, params int[] input) => layer.Apply(new Input(input));
}
