using KerasNet.Layers;

namespace KerasNet.Tests.Layers;

/// <summary>The contract of every layer, with and without its arguments.</summary>
public class LayerContractTests
{
    public static TheoryData<string> Cases => [.. s_cases.Keys];

    private static readonly Dictionary<string, (Func<Layer> Make, Shape[] Inputs, DType Type)> s_cases = new()
    {
        ["dense"] = One(() => new Dense(3), [4]),
        ["dense on sequences, all arguments"] = One(
            () => new Dense(
                3,
                "tanh",
                kernelInitializer: new HeNormal(seed: 3),
                kernelRegularizer: new L1L2(0.1, 0.2),
                biasRegularizer: "l2",
                kernelConstraint: new MaxNorm(2, [0, 1])),
            [5, 4]),
        ["dense, low rank"] = One(() => new Dense(3, loraRank: 2, loraAlpha: 1), [4]),
        ["dense, a layer as activation"] = One(() => new Dense(3, new PReLU(alphaInitializer: new Constant(0.2))), [4]),
        ["dense, activity penalty"] = One(() => new Dense(3, useBias: false) { ActivityRegularizer = "l1" }, [4]),
        ["einsum dense"] = One(() => new EinsumDense("abc,cde->abde", [Shape.Unknown, 2, 3], biasAxes: "de", activation: "relu"), [5, 4]),
        ["einsum dense, ellipsis, low rank"] = One(() => new EinsumDense("...x,xy->...y", 3, loraRank: 1), [2, 2, 4]),
        ["embedding"] = One(() => new Embedding(4, 2, maskZero: true), [5], DType.Int32),
        ["embedding, low rank"] = One(() => new Embedding(4, 2, loraRank: 1), [5], DType.Int32),
        ["reversible embedding"] = One(() => new ReversibleEmbedding(4, 2, logitSoftCap: 5), [5], DType.Int32),
        ["identity"] = One(() => new Identity(), [4]),
        ["rescaling"] = One(() => new Rescaling(0.5, -1), [2, 3]),
        ["rescaling per channel"] = One(() => new Rescaling([0.5, 1, 2], [1, 2, 3]), [2, 3]),
        ["lambda"] = One(() => new Lambda(x => Ops.Square(x)), [4]),
        ["masking"] = One(() => new Masking(-1), [3, 4]),
        ["activation"] = One(() => new Activation("gelu"), [4]),
        ["activation, a layer"] = One(() => new Activation(new ELU(0.5)), [4]),
        ["activation that sorts"] = One(() => new Activation("sparsemax"), [4]),
        ["relu"] = One(() => new ReLU(), [4]),
        ["relu, all arguments"] = One(() => new ReLU(2, 0.1, 0.5), [4]),
        ["leaky relu"] = One(() => new LeakyReLU(), [4]),
        ["elu"] = One(() => new ELU(2), [4]),
        ["prelu"] = One(() => new PReLU(alphaInitializer: new Constant(0.25), alphaRegularizer: "l2", alphaConstraint: "non_neg", sharedAxes: 1), [3, 4]),
        ["softmax"] = One(() => new Softmax(), [3, 4]),
        ["softmax over two axes"] = One(() => new Softmax([1, 2]), [3, 4]),
        ["dropout"] = One(() => new Dropout(0.5, seed: 3), [4]),
        ["dropout with a shape"] = One(() => new Dropout(0.5, [Shape.Unknown, 1, Shape.Unknown]), [3, 4]),
        ["spatial dropout 1d"] = One(() => new SpatialDropout1D(0.5), [3, 4]),
        ["spatial dropout 2d"] = One(() => new SpatialDropout2D(0.5, "channels_first"), [2, 3, 4]),
        ["spatial dropout 3d"] = One(() => new SpatialDropout3D(0.5), [2, 2, 3, 4]),
        ["gaussian noise"] = One(() => new GaussianNoise(0.5), [4]),
        ["gaussian dropout"] = One(() => new GaussianDropout(0.5, seed: 1), [4]),
        ["alpha dropout"] = One(() => new AlphaDropout(0.5), [4]),
        ["activity regularization"] = One(() => new ActivityRegularization(0.1, 0.2), [4]),
        ["flatten"] = One(() => new Flatten(), [2, 3]),
        ["flatten, channels first"] = One(() => new Flatten("channels_first"), [2, 3, 4]),
        ["reshape"] = One(() => new Reshape([3, -1]), [2, 6]),
        ["permute"] = One(() => new Permute([3, 1, 2]), [2, 3, 4]),
        ["repeat vector"] = One(() => new RepeatVector(3), [4]),
        ["cropping 1d"] = One(() => new Cropping1D((1, 2)), [6, 2]),
        ["cropping 2d"] = One(() => new Cropping2D(((1, 0), (0, 2))), [5, 6, 2]),
        ["cropping 3d"] = One(() => new Cropping3D(), [3, 4, 5, 1]),
        ["zero padding 1d"] = One(() => new ZeroPadding1D(), [6, 2]),
        ["zero padding 2d"] = One(() => new ZeroPadding2D((1, 2), "channels_first"), [2, 3, 4]),
        ["zero padding 3d"] = One(() => new ZeroPadding3D(((1, 0), (0, 1), (1, 1))), [2, 2, 2, 1]),
        ["up sampling 1d"] = One(() => new UpSampling1D(3), [3, 2]),
        ["up sampling 2d"] = One(() => new UpSampling2D([1, 3]), [2, 3, 2]),
        ["up sampling 2d, bilinear"] = One(() => new UpSampling2D(2, interpolation: "bilinear"), [2, 3, 2]),
        ["up sampling 3d"] = One(() => new UpSampling3D(dataFormat: "channels_first"), [2, 1, 2, 3]),
        ["conv 1d"] = One(() => new Conv1D(3, 2), [5, 2]),
        ["conv 1d, causal"] = One(() => new Conv1D(3, 2, padding: "causal", dilationRate: 2), [5, 2]),
        ["conv 2d"] = One(() => new Conv2D(3, 3, activation: "relu"), [5, 6, 2]),
        ["conv 2d, all arguments"] = One(
            () => new Conv2D(
                4,
                [2, 3],
                [2, 1],
                "same",
                "channels_first",
                groups: 2,
                activation: "tanh",
                kernelInitializer: new HeNormal(seed: 3),
                kernelRegularizer: new L1L2(0.1, 0.2),
                biasRegularizer: "l2",
                kernelConstraint: new MaxNorm(2, [0, 1, 2])),
            [2, 5, 6]),
        ["conv 2d, low rank"] = One(() => new Conv2D(3, 2, useBias: false, loraRank: 2, loraAlpha: 1), [4, 4, 2]),
        ["conv 3d"] = One(() => new Conv3D(2, 2, dilationRate: [1, 2, 1]), [3, 4, 3, 2]),
        ["conv 1d transpose"] = One(() => new Conv1DTranspose(3, 3, 2, "same", outputPadding: 1), [4, 2]),
        ["conv 2d transpose"] = One(
            () => new Conv2DTranspose(3, [3, 2], 2, dataFormat: "channels_first", kernelRegularizer: "l2", kernelConstraint: "non_neg"), [2, 3, 4]),
        ["conv 3d transpose"] = One(() => new Conv3DTranspose(2, 2, dilationRate: 2, activation: "relu"), [2, 3, 2, 2]),
        ["depthwise conv 1d"] = One(() => new DepthwiseConv1D(3, padding: "same", depthMultiplier: 2), [5, 2]),
        ["depthwise conv 2d"] = One(() => new DepthwiseConv2D([2, 3], 2, depthwiseRegularizer: "l1"), [4, 5, 3]),
        ["separable conv 1d"] = One(() => new SeparableConv1D(4, 3, strides: 2, depthMultiplier: 2), [6, 2]),
        ["separable conv 2d"] = One(() => new SeparableConv2D(4, 2, dataFormat: "channels_first", pointwiseRegularizer: "l2", useBias: false), [2, 4, 5]),
        ["batch normalization"] = One(() => new BatchNormalization(), [4]),
        ["batch normalization of channels that come first"] = One(() => new BatchNormalization(1, 0.5, betaRegularizer: "l2", gammaConstraint: "non_neg"), [2, 3, 4]),
        ["batch normalization, corrected"] = One(
            () => new BatchNormalization(renorm: true, renormClipping: new Dictionary<string, double> { ["rmax"] = 2, ["dmax"] = 0.5 }, scale: false), [3, 4]),
        ["layer normalization"] = One(() => new LayerNormalization(), [3, 4]),
        ["layer normalization over two axes"] = One(() => new LayerNormalization([1, 2], center: false), [3, 4]),
        ["layer normalization, deprecated variant"] = One(() => new LayerNormalization(rmsScaling: true), [4]),
        ["group normalization"] = One(() => new GroupNormalization(2), [3, 4]),
        ["instance normalization"] = One(() => new GroupNormalization(-1, 1, scale: false), [4, 3, 2]),
        ["rms normalization"] = One(() => new RMSNormalization(), [3, 4]),
        ["unit normalization"] = One(() => new UnitNormalization([1, 2]), [3, 4]),
        ["spectral normalization"] = One(() => new SpectralNormalization(new Conv2D(3, 2), 2), [3, 4, 2]),
        ["adaptive average pooling 1d"] = One(() => new AdaptiveAveragePooling1D(3), [5, 2]),
        ["adaptive average pooling 2d"] = One(() => new AdaptiveAveragePooling2D(2), [4, 6, 2]),
        ["adaptive average pooling 3d"] = One(() => new AdaptiveAveragePooling3D([1, 2, 3], "channels_first"), [2, 2, 3, 4]),
        ["adaptive max pooling 1d"] = One(() => new AdaptiveMaxPooling1D(4), [7, 2]),
        ["adaptive max pooling 2d"] = One(() => new AdaptiveMaxPooling2D([2, 3]), [5, 4, 2]),
        ["adaptive max pooling 3d"] = One(() => new AdaptiveMaxPooling3D(2), [3, 4, 2, 2]),
        ["max pooling 1d"] = One(() => new MaxPooling1D(3, 2, "same"), [6, 2]),
        ["max pooling 2d"] = One(() => new MaxPooling2D(), [5, 6, 2]),
        ["max pooling 3d"] = One(() => new MaxPooling3D(dataFormat: "channels_first"), [2, 2, 4, 2]),
        ["average pooling 1d"] = One(() => new AveragePooling1D(2), [5, 2]),
        ["average pooling 2d"] = One(() => new AveragePooling2D([2, 3], 1, "same"), [5, 6, 2]),
        ["average pooling 3d"] = One(() => new AveragePooling3D(2, [1, 2, 1]), [3, 4, 2, 1]),
        ["global max pooling 1d"] = One(() => new GlobalMaxPooling1D("channels_first"), [2, 5]),
        ["global max pooling 2d"] = One(() => new GlobalMaxPooling2D(), [3, 4, 2]),
        ["global max pooling 3d"] = One(() => new GlobalMaxPooling3D(keepdims: true), [3, 2, 2, 2]),
        ["global average pooling 1d"] = One(() => new GlobalAveragePooling1D(), [5, 2]),
        ["global average pooling 2d"] = One(() => new GlobalAveragePooling2D("channels_first"), [2, 3, 4]),
        ["global average pooling 3d"] = One(() => new GlobalAveragePooling3D(keepdims: true), [3, 2, 2, 2]),
        ["resizing"] = One(() => new Resizing(3, 5), [4, 6, 3]),
        ["resizing, cubic, padded"] = One(
            () => new Resizing(5, 2, "bicubic", padToAspectRatio: true, fillValue: 2, antialias: true, dataFormat: "channels_first"), [3, 4, 6]),
        ["resizing bytes"] = One(() => new Resizing(3, 5, "nearest", cropToAspectRatio: true), [4, 6, 3], DType.UInt8),
        ["center crop"] = One(() => new CenterCrop(3, 4), [5, 7, 2]),
        ["center crop of smaller pictures"] = One(() => new CenterCrop(6, 4, "channels_first"), [2, 5, 7]),
        ["random flip"] = One(() => new RandomFlip(seed: 3), [4, 6, 3]),
        ["auto contrast"] = One(() => new AutoContrast([-1, 1]), [4, 5, 3]),
        ["equalization"] = One(() => new Equalization([-1, 1], bins: 16), [4, 5, 3]),
        ["contrast limited adaptive histogram equalization"] = One(
            () => new ContrastLimitedAdaptiveHistogramEqualization([-1, 1], clipLimit: 2, tileGridSize: [2, 3], dataFormat: "channels_first"), [2, 5, 7]),
        ["random contrast"] = One(() => new RandomContrast([0.5, 0.5], [-1, 1], seed: 3), [4, 5, 3]),
        ["random brightness"] = One(() => new RandomBrightness(0.5, [-1, 1], seed: 3), [4, 5, 3]),
        ["random saturation"] = One(() => new RandomSaturation([0.2, 0.7], [0, 1], "channels_first", seed: 3), [3, 4, 5]),
        ["random hue"] = One(() => new RandomHue([0.2, 0.7], [-1, 1], seed: 3), [4, 5, 3]),
        ["random sharpness"] = One(() => new RandomSharpness(1, [-1, 1], seed: 3), [4, 5, 2]),
        ["random color degeneration"] = One(() => new RandomColorDegeneration(0.5, [-1, 1], seed: 3), [4, 5, 3]),
        ["random grayscale"] = One(() => new RandomGrayscale(seed: 3), [4, 5, 3]),
        ["random invert"] = One(() => new RandomInvert(seed: 3), [4, 5, 3]),
        ["random posterization"] = One(() => new RandomPosterization([2, 5], [-1, 1], seed: 3), [4, 5, 3]),
        ["solarization"] = One(() => new Solarization(0.2, [0.2, 0.8], [-1, 1], seed: 3), [4, 5, 3]),
        ["random gaussian blur"] = One(() => new RandomGaussianBlur(kernelSize: [3, 5], valueRange: [-1, 1], seed: 3), [4, 5, 3]),
        ["random color jitter"] = One(() => new RandomColorJitter([-1, 1], 0.2, 0.3, [0.4, 0.6], 0.5, seed: 3), [4, 5, 3]),
        ["rand augment"] = One(() => new RandAugment([-1, 1], factor: 0.4, seed: 3), [6, 7, 3]),
        ["mix up"] = (() => new MixUp(1, seed: 3), [[4, 5, 3], [2]], DType.Float32),
        ["cut mix"] = (() => new CutMix([0.9, 1], seed: 3), [[4, 5, 3], [2]], DType.Float32),
        ["random rotation"] = One(() => new RandomRotation(0.3, seed: 3), [4, 6, 3]),
        ["random rotation, all arguments"] = One(() => new RandomRotation([0.1, 0.2], "constant", "nearest", 3, 2, "channels_first"), [3, 4, 6]),
        ["random zoom"] = One(() => new RandomZoom(0.3, [-0.2, 0.4], "nearest", seed: 3), [4, 6, 3]),
        ["random translation"] = One(() => new RandomTranslation(0.3, [0.1, 0.2], "constant", seed: 3), [4, 6, 3]),
        ["random shear"] = One(() => new RandomShear(0.3, [-0.1, 0.4], seed: 3), [4, 6, 3]),
        ["random perspective"] = One(() => new RandomPerspective(0.9, 0.5, fillValue: 2, seed: 3), [4, 6, 3]),
        ["random elastic transform"] = One(() => new RandomElasticTransform([0.9, 1], [0.5, 1], valueRange: [-1, 1], seed: 3), [24, 30, 2]),
        ["random crop"] = One(() => new RandomCrop(3, 4, seed: 3), [5, 7, 2]),
        ["random crop of smaller pictures"] = One(() => new RandomCrop(6, 4, dataFormat: "channels_first"), [2, 5, 7]),
        ["random erasing"] = One(() => new RandomErasing([0.5, 1], fillValue: [0.1, 0.2, 0.3], seed: 3), [4, 6, 3]),
        ["random erasing, noise"] = One(() => new RandomErasing(scale: 0.5, valueRange: [-1, 1], seed: 3), [4, 6, 3]),
        ["add"] = (() => new Add(), [[3, 4], [4], [1, 4]], DType.Float32),
        ["subtract"] = (() => new Subtract(), [[3, 4], [3, 4]], DType.Float32),
        ["multiply"] = (() => new Multiply(), [[3, 1], [1, 4]], DType.Float32),
        ["average"] = (() => new Average(), [[4], [4], [4]], DType.Float32),
        ["maximum"] = (() => new Maximum(), [[4], [4]], DType.Float32),
        ["minimum"] = (() => new Minimum(), [[4], [3, 4]], DType.Float32),
        ["concatenate"] = (() => new Concatenate(), [[3, 4], [3, 2]], DType.Float32),
        ["concatenate along steps"] = (() => new Concatenate(1), [[3, 4], [2, 4]], DType.Float32),
        ["dot"] = (() => new Dot(1), [[4], [4]], DType.Float32),
        ["dot of matrices, normalized"] = (() => new Dot([1, 2], normalize: true), [[3, 2], [4, 3]], DType.Float32),
        ["attention"] = (() => new Attention(), [[3, 4], [5, 4]], DType.Float32),
        ["attention, concatenating, all arguments"] = (() => new Attention(useScale: true, "concat", 0.5, seed: 3), [[3, 4], [5, 2], [5, 4]], DType.Float32),
        ["additive attention"] = (() => new AdditiveAttention(dropout: 0.5, seed: 3), [[3, 4], [5, 4]], DType.Float32),
        ["multi head attention"] = (() => new MultiHeadAttention(2, 3), [[3, 4], [5, 4]], DType.Float32),
        ["multi head attention, all arguments"] = (
            () => new MultiHeadAttention(
                2,
                3,
                4,
                0.5,
                useBias: false,
                outputShape: [3, 2],
                attentionAxes: [2],
                slidingWindow: 2,
                kernelInitializer: new HeNormal(seed: 3),
                kernelRegularizer: "l2",
                kernelConstraint: new MaxNorm(2),
                useGate: true,
                seed: 3) { ActivityRegularizer = "l1" },
            [[2, 3, 4], [2, 5, 2], [2, 5, 4]],
            DType.Float32),
        ["group query attention"] = (() => new GroupQueryAttention(2, 4, 2), [[3, 4], [5, 4]], DType.Float32),
        ["group query attention, all arguments"] = (
            () => new GroupQueryAttention(2, 3, 1, 0.5, slidingWindow: 3, biasRegularizer: "l2", useGate: true, seed: 3), [[3, 4], [5, 2], [5, 4]], DType.Float32),
        ["lambda of two"] = (() => new Lambda((IReadOnlyList<KerasTensor> x) => x[0] * x[1]), [[4], [4]], DType.Float32),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layers_keep_their_contract(string name)
    {
        (Func<Layer> make, Shape[] inputs, DType type) = s_cases[name];
        LayerContract.Check(make, inputs, type);
    }

    [Fact]
    public void Every_layer_of_the_library_is_checked()
    {
        Type[] own =
        [
            .. typeof(Dense).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && type.IsPublic && type.Namespace == typeof(Dense).Namespace),
        ];
        IEnumerable<Type> covered = s_cases.Values.Select(entry => entry.Make().GetType()).Append(typeof(Input));
        Assert.Empty(own.Except(covered).Select(type => type.Name));
    }

    private static (Func<Layer> Make, Shape[] Inputs, DType Type) One(Func<Layer> make, Shape input, DType type = DType.Float32) => (make, [input], type);
}
