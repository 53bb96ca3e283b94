using KerasNet.Layers;
using KerasNet.Optimizers;

namespace KerasNet.Tests.Layers.Normalization;

public sealed class BatchNormalizationTests
{
    private const int Count = 64;

    [Fact]
    public void A_network_of_convolutions_learns_and_predicts_by_moving_averages()
    {
        Keras.SetRandomSeed(1);
        BatchNormalization norm = new(momentum: 0.8);
        Sequential model =
        [
            new Input([8, 8, 1]),
            new Conv2D(4, 3, padding: "same", useBias: false),
            norm,
            new ReLU(),
            new MaxPooling2D(),
            new GlobalAveragePooling2D(),
            new Dense(1, "sigmoid"),
        ];
        model.Compile(new Adam(0.05), "binary_crossentropy", ["accuracy"]);
        (float[,,,] images, int[] labels) = Bars();
        model.Fit(images, labels, batchSize: 16, epochs: 30, verbose: 0);
        float[] means = norm.Weights[2].Value.AsSpan<float>().ToArray();

        Assert.Contains(means, mean => Math.Abs(mean) > 0.01);
        Assert.True(model.Evaluate(images, labels, verbose: 0)["accuracy"] > 0.95);

        // With the statistics of the batch an image would be seen differently among others than alone.
        float together = model.Predict(images)[5, 0], alone = model.Predict(Only(images, 5))[0, 0];
        Assert.Equal(together, alone, 1e-5f);
        Assert.Equal(means, norm.Weights[2].Value.AsSpan<float>().ToArray());
    }

    [Fact]
    public void A_frozen_layer_keeps_its_averages_while_others_learn()
    {
        BatchNormalization norm = new() { Trainable = false };
        Sequential model = [new Input([3]), new Dense(4), norm, new Dense(1)];
        model.Compile("sgd", "mse");
        float[] before = norm.Weights[3].Value.AsSpan<float>().ToArray();
        model.Fit(new float[8, 3], new float[8, 1], epochs: 2, verbose: 0);
        Assert.Equal(before, norm.Weights[3].Value.AsSpan<float>().ToArray());
        Assert.Equal(0, norm.Weights[2].Value.GetDouble(0));
    }

    /// <summary>Bright bars on noise: class 0 lies, class 1 stands.</summary>
    private static (float[,,,] Images, int[] Labels) Bars()
    {
        Random random = new(3);
        float[,,,] images = new float[Count, 8, 8, 1];
        int[] labels = new int[Count];
        for (int n = 0; n < Count; n++)
        {
            labels[n] = n % 2;
            int place = random.Next(8);
            for (int row = 0; row < 8; row++)
                for (int column = 0; column < 8; column++)
                    images[n, row, column, 0] = (labels[n] == 0 ? row : column) == place ? 1 : 0.2f * random.NextSingle();
        }

        return (images, labels);
    }

    private static float[,,,] Only(float[,,,] images, int index)
    {
        float[,,,] one = new float[1, 8, 8, 1];
        for (int i = 0; i < 64; i++)
            one[0, i / 8, i % 8, 0] = images[index, i / 8, i % 8, 0];
        return one;
    }
}
