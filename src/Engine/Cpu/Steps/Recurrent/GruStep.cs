namespace KerasNet.Engine.Cpu;

/// <summary>The steps of a gated recurrent unit that resets after the product.</summary>
internal sealed unsafe class GruStep : RecurrentStep
{
    private const int Gates = 3;

    private readonly bool _reverse;
    private readonly int _projected, _state, _bias;
    private readonly int _states, _gates;

    private GruStep(Node node, RepeatedProduct product, PlanBuilder plan)
        : base(node, node.Outputs[0].Shape, product, node[1], node[1].Shape[0] + product.RowDistance + node[1].Shape[1], plan)
    {
        _reverse = node.Get<GruAttributes>().Reverse;
        (_projected, _state) = (plan.Place(node[0]), plan.Place(node[2]));
        _bias = GruRules.Bias(node.Inputs) is { } bias ? plan.Place(bias) : -1;
        (_states, _gates) = (plan.PlaceIfRead(node.Outputs[0]), plan.PlaceIfRead(node.Outputs[1]));
    }

    internal static GruStep Make(Node node, PlanBuilder plan) =>
        new(node, new(node[0].Shape[0], node[1].Shape[0], node[1].Shape[1], transposed: false), plan);

    private protected override void Walk(RunContext run, int first, int rows, float* kernel, float* own)
    {
        nint units = Units;
        float* states = own, products = states + rows * units, bias = products + rows * Product.RowDistance;
        if (_bias < 0)
            StateRows.Clear(Gates * units, bias);
        else
            bias = (float*)run.Places[_bias];
        StateRows.Copy(rows * units, At(run, _state, first, 1, 0, units), states);
        for (int step = 0; step < Time; step++)
        {
            int time = _reverse ? Time - 1 - step : step;
            if (KeepsAny(run, first, rows, time))
                Product.Run(rows, states, kernel, products, accumulate: false);
            for (int i = 0; i < rows; i++)
            {
                int row = first + i;
                float* state = states + i * units;
                if (Keeps(run, row, time))
                {
                    float* projected = At(run, _projected, row, Time, time, Gates * units);
                    GruCell.Forward(units, projected, products + (nint)i * Product.RowDistance, bias, state, At(run, _gates, row, Time, time, 4 * units));
                }

                StateRows.Copy(units, state, At(run, _states, row, Time, time, units));
            }
        }
    }
}
