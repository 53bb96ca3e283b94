namespace KerasNet;

/// <summary>The gradient of a loop is a loop in the other direction.</summary>
/// <remarks>
/// Each backward step starts from the carries as they stood before the forward step (an output of the forward loop), computes the step anew and differentiates
/// it. It carries the gradients of the carries and the growing gradients of the constants, and gives the gradients of the slices.
/// </remarks>
internal static class ScanGradient
{
    internal static IReadOnlyList<KerasTensor?> Apply(Node node, KerasTensor?[] upstream)
    {
        ScanAttributes scan = node.Get<ScanAttributes>();
        Program body = scan.Body;
        int carries = scan.Carries, slices = scan.Slices, outputs = scan.StepOutputs;
        KerasTensor[] constants = [.. node.Inputs.Skip(carries + slices)];

        // Only floating carries and constants have gradients.
        int[] openCarries = Floating(body.Inputs.Take(carries));
        int[] openConstants = Floating(constants);
        KerasTensor[] initial =
        [
            .. openCarries.Select(i => upstream[i] ?? Ops.ZerosLike(node.Outputs[i])),
            .. openConstants.Select(i => Ops.ZerosLike(constants[i])),
        ];

        // Slices of the backward loop: the forward slices, the carries before each step, and the gradients of stacked outputs that arrive.
        int[] arriving = [.. Enumerable.Range(carries, outputs + carries).Where(i => upstream[i] is not null)];
        KerasTensor[] sequences =
        [
            .. node.Inputs.Skip(carries).Take(slices),
            .. node.Outputs.Skip(carries + outputs),
            .. arriving.Select(i => upstream[i]!),
        ];

        int[] openSlices = Floating(node.Inputs.Skip(carries).Take(slices));
        (KerasTensor[] final, KerasTensor[] sliceGradients) = Ops.Scan(
            (carried, slice) => Step(carried, slice),
            initial,
            sequences,
            scan.Length,
            !scan.Reverse);

        KerasTensor?[] result = new KerasTensor?[node.Inputs.Count];
        for (int i = 0; i < openCarries.Length; i++)
            result[openCarries[i]] = final[i];
        for (int i = 0; i < openSlices.Length; i++)
            result[carries + openSlices[i]] = sliceGradients[i];
        for (int i = 0; i < openConstants.Length; i++)
            result[carries + slices + openConstants[i]] = final[openCarries.Length + i];
        return result;

        (KerasTensor[] Carries, KerasTensor[] Outputs) Step(KerasTensor[] carried, KerasTensor[] slice)
        {
            // Differentiated between the body's own inputs: captured tensors may depend on each other outside, and that path is not the loop's.
            KerasTensor?[] seeds = new KerasTensor?[body.Outputs.Count];
            for (int i = 0; i < openCarries.Length; i++)
                seeds[openCarries[i]] = carried[i];
            KerasTensor?[] stacked = new KerasTensor?[carries];
            for (int i = 0; i < arriving.Length; i++)
            {
                KerasTensor gradient = slice[slices + carries + i];
                if (arriving[i] < carries + outputs)
                    seeds[arriving[i]] = gradient;
                else
                    stacked[arriving[i] - carries - outputs] = gradient;
            }

            KerasTensor?[] gradients = Gradient.Of(body.Outputs, seeds, body.Inputs);
            KerasTensor[] newCarries =
            [
                .. openCarries.Select(i => Sum(gradients[i], stacked[i]) ?? Ops.ZerosLike(body.Inputs[i])),
                .. openConstants.Select((i, k) => Sum(carried[openCarries.Length + k], gradients[carries + slices + i])!),
            ];
            KerasTensor[] ofSlices = [.. openSlices.Select(i => gradients[carries + i] ?? Ops.ZerosLike(body.Inputs[carries + i]))];

            KerasTensor[] given = [.. slice.Skip(slices).Take(carries), .. slice.Take(slices), .. constants];
            Dictionary<KerasTensor, KerasTensor> image = Rewriter.Rewrite(
                [.. newCarries, .. ofSlices], body.Inputs.Zip(given).ToDictionary(pair => pair.First, pair => pair.Second));
            return ([.. newCarries.Select(y => image[y])], [.. ofSlices.Select(y => image[y])]);
        }
    }

    private static int[] Floating(IEnumerable<KerasTensor> tensors) =>
        [.. tensors.Select((x, i) => (x, i)).Where(pair => pair.x.DType.IsFloating()).Select(pair => pair.i)];

    private static KerasTensor? Sum(KerasTensor? a, KerasTensor? b) => a is null ? b : b is null ? a : a + b;
}
