namespace KerasNet.Engine.Cpu;

/// <summary>The steps of a gated recurrent unit backwards.</summary>
internal sealed unsafe class GruGradientStep : RecurrentStep
{
    private const int Gates = 3;

    private readonly bool _reverse;
    private readonly int _gates, _states, _state, _dStates;
    private readonly int _dProjected, _dProduct, _dState;

    private GruGradientStep(Node node, RepeatedProduct product, PlanBuilder plan)
        : base(node, node[2].Shape, product, node[0], 2 * node[0].Shape[1] + product.RowDistance, plan)
    {
        _reverse = node.Get<RecurrentAttributes>().Reverse;
        (_gates, _states, _state, _dStates) = (plan.Place(node[1]), plan.Place(node[2]), plan.Place(node[3]), plan.Place(node[4]));
        (_dProjected, _dProduct, _dState) = (plan.PlaceIfRead(node.Outputs[0]), plan.PlaceIfRead(node.Outputs[1]), plan.PlaceIfRead(node.Outputs[2]));
    }

    internal static GruGradientStep Make(Node node, PlanBuilder plan) =>
        new(node, new(node[2].Shape[0], node[0].Shape[1], node[0].Shape[0], transposed: true), plan);

    private protected override void Walk(RunContext run, int first, int rows, float* kernel, float* own)
    {
        nint units = Units, distance = Product.RowDistance;
        float* dProducts = own, dProjected = dProducts + rows * Gates * units, dStates = dProjected + Gates * units;
        StateRows.Clear(rows * distance, dStates);
        for (int step = 0; step < Time; step++)
        {
            // Opposite to the direction of the operation itself.
            int time = _reverse ? step : Time - 1 - step;
            for (int i = 0; i < rows; i++)
                Differentiate(run, first + i, time, dStates + i * distance, dProjected, dProducts + i * Gates * units);
            if (KeepsAny(run, first, rows, time))
                Product.Run(rows, dProducts, kernel, dStates, accumulate: true);
        }

        for (int i = 0; i < rows; i++)
            StateRows.Copy(units, dStates + i * distance, At(run, _dState, first + i, 1, 0, units));
    }

    private void Differentiate(RunContext run, int row, int time, float* dState, float* dProjected, float* dProduct)
    {
        nint units = Units;
        StateRows.Add(units, At(run, _dStates, row, Time, time, units), dState);
        if (Keeps(run, row, time))
        {
            int earlier = _reverse ? time + 1 : time - 1;
            float* before = earlier < 0 || earlier == Time ? At(run, _state, row, 1, 0, units) : At(run, _states, row, Time, earlier, units);
            GruCell.Backward(units, At(run, _gates, row, Time, time, 4 * units), before, dState, dProjected, dProduct);
        }
        else
        {
            StateRows.Clear(Gates * units, dProjected);
            StateRows.Clear(Gates * units, dProduct);
        }

        StateRows.Copy(Gates * units, dProjected, At(run, _dProjected, row, Time, time, Gates * units));
        StateRows.Copy(Gates * units, dProduct, At(run, _dProduct, row, Time, time, Gates * units));
    }
}
