namespace KerasNet.Engine.Cpu;

/// <summary>The steps of a long short-term memory.</summary>
internal sealed unsafe class LstmStep : RecurrentStep
{
    private const int Gates = 4;

    private readonly bool _reverse;
    private readonly int _projected, _state, _cell;
    private readonly int _states, _cells, _gates;

    private LstmStep(Node node, RepeatedProduct product, PlanBuilder plan)
        : base(node, node.Outputs[0].Shape, product, node[1], 2 * node[1].Shape[0] + product.RowDistance, plan)
    {
        _reverse = node.Get<RecurrentAttributes>().Reverse;
        (_projected, _state, _cell) = (plan.Place(node[0]), plan.Place(node[2]), plan.Place(node[3]));
        (_states, _cells, _gates) = (plan.PlaceIfRead(node.Outputs[0]), plan.PlaceIfRead(node.Outputs[1]), plan.PlaceIfRead(node.Outputs[2]));
    }

    internal static LstmStep Make(Node node, PlanBuilder plan) =>
        new(node, new(node[0].Shape[0], node[1].Shape[0], node[1].Shape[1], transposed: false), plan);

    private protected override void Walk(RunContext run, int first, int rows, float* kernel, float* own)
    {
        nint units = Units;
        float* states = own, cells = states + rows * units, products = cells + rows * units;
        StateRows.Copy(rows * units, At(run, _state, first, 1, 0, units), states);
        StateRows.Copy(rows * units, At(run, _cell, first, 1, 0, units), cells);
        for (int step = 0; step < Time; step++)
        {
            int time = _reverse ? Time - 1 - step : step;
            if (KeepsAny(run, first, rows, time))
                Product.Run(rows, states, kernel, products, accumulate: false);
            for (int i = 0; i < rows; i++)
            {
                int row = first + i;
                float* state = states + i * units, cell = cells + i * units;
                if (Keeps(run, row, time))
                {
                    float* projected = At(run, _projected, row, Time, time, Gates * units);
                    LstmCell.Forward(units, projected, products + (nint)i * Product.RowDistance, state, cell, At(run, _gates, row, Time, time, Gates * units));
                }

                StateRows.Copy(units, state, At(run, _states, row, Time, time, units));
                StateRows.Copy(units, cell, At(run, _cells, row, Time, time, units));
            }
        }
    }
}
