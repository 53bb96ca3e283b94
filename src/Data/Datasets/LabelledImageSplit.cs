using System.Numerics.Tensors;

namespace KerasNet;

/// <summary>One part of a labelled image data set: the images and, in the same order, what they show.</summary>
/// <param name="Images">Shape (count, height, width), row-major, 0 = background to 255 = ink; photographs in colour (count, height, width, 3).</param>
/// <param name="Labels">Shape (count), or (count, 1) where Keras has it so: the class of each image, 0 to classes - 1.</param>
public sealed record LabelledImageSplit(Tensor<byte> Images, Tensor<byte> Labels);
