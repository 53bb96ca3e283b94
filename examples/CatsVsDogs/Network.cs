using KerasNet.Layers;

namespace KerasNet.Examples.CatsVsDogs;

/// <summary>The convolutional network of the well-known tutorial.</summary>
internal static class Network
{
    /// <summary>A model that takes photographs of 0…255 and gives the probability of a dog.</summary>
    public static Sequential BuildAndCompile()
    {
        Sequential model =
        [
            new Input([Photographs.Side, Photographs.Side, 3]),
            new Rescaling(1 / 255.0),
            new Conv2D(32, 3, activation: "relu"),
            new MaxPooling2D(),
            new Conv2D(64, 3, activation: "relu"),
            new MaxPooling2D(),
            new Conv2D(128, 3, activation: "relu"),
            new MaxPooling2D(),
            new Flatten(),
            new Dense(512, "relu"),
            new Dense(1, "sigmoid"),
        ];
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        return model;
    }
}
