using KerasNet.Layers;

namespace KerasNet.Tests.Layers;

public class NamingTests
{
    [Theory]
    [InlineData("Dense", "dense")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("GlobalAveragePooling2D", "global_average_pooling2d")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("ConvLSTM1D", "conv_lstm1d")]
    [InlineData("LSTM", "lstm")]
    [InlineData("PReLU", "p_re_lu")]
    [InlineData("F1Score", "f1_score")]
    [InlineData("L1L2", "l1l2")]
    [InlineData("RMSprop", "rm_sprop")]
    [InlineData("AdamW", "adam_w")]
    public void Class_names_become_the_names_of_Keras(string className, string expected) => Assert.Equal(expected, Naming.SnakeCase(className));

    [Fact]
    public void A_class_may_have_another_name_in_Keras() => Assert.Equal("Identity", Naming.ClassName(typeof(IdentityInitializer)));
}
