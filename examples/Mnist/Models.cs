using KerasNet.Layers;
using KerasNet.Losses;
using KerasNet.Optimizers;

namespace KerasNet.Examples.Mnist;

/// <summary>A model with everything that belongs to training it.</summary>
/// <param name="Build">Makes the model, not yet compiled.</param>
internal sealed record Recipe(Func<Sequential> Build)
{
    /// <summary>Pixels are fed as (x/255 − Mean) / Deviation.</summary>
    public float Mean { get; init; }

    public float Deviation { get; init; } = 1;

    public int BatchSize { get; init; } = 32;

    public Func<Optimizer> Optimizer { get; init; } = () => new Adam();

    /// <summary>Whether the model ends in logits, to which the loss applies the softmax, or in probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>The models, by what the user calls them.</summary>
    public static IReadOnlyDictionary<string, Recipe> ByName { get; } = new Dictionary<string, Recipe>
    {
        ["mlp"] = new(() => [new Input([28, 28]), new Flatten(), new Dense(128, "relu"), new Dense(10, "softmax")]),

        ["mlp2"] = new(() => [new Input([28, 28]), new Flatten(), new Dense(128, "relu"), new Dense(64, "relu"), new Dense(10)])
        {
            Mean = 0.5f,
            Deviation = 0.5f,
            BatchSize = 64,
            FromLogits = true,
        },

        ["sgd"] = new(() => [new Input([28, 28]), new Flatten(), new Dense(128, "relu"), new Dense(10, "softmax")])
        {
            Optimizer = () => new SGD(learningRate: 0.01),
        },

        ["dropout"] = new(() => [new Input([28, 28]), new Flatten(), new Dense(128, "relu"), new Dropout(0.5), new Dense(10, "softmax")]),

        ["cnn"] = new(() =>
        [
            new Input([28, 28]),
            new Reshape([28, 28, 1]),
            new Conv2D(32, 3, activation: "relu"),
            new MaxPooling2D(),
            new Conv2D(64, 3, activation: "relu"),
            new MaxPooling2D(),
            new Flatten(),
            new Dropout(0.5),
            new Dense(10, "softmax"),
        ])
        {
            BatchSize = 128,
        },
    };

    /// <summary>The model, ready to be trained.</summary>
    public Sequential BuildAndCompile()
    {
        Sequential model = Build();
        model.Compile(Optimizer(), new SparseCategoricalCrossentropy(fromLogits: FromLogits), metrics: ["accuracy"]);
        return model;
    }
}
