namespace KerasNet.Engine.Cpu;

/// <summary>The steps of a long short-term memory backwards.</summary>
internal sealed unsafe class LstmGradientStep : RecurrentStep
{
    private const int Gates = 4;

    private readonly bool _reverse;
    private readonly int _gates, _cells, _cell, _dStates, _dCells;
    private readonly int _dProjected, _dState, _dCell;

    private LstmGradientStep(Node node, RepeatedProduct product, PlanBuilder plan)
        : base(node, node[2].Shape, product, node[0], node[0].Shape[0] + node[0].Shape[1] + product.RowDistance, plan)
    {
        _reverse = node.Get<RecurrentAttributes>().Reverse;
        (_gates, _cells, _cell, _dStates) = (plan.Place(node[1]), plan.Place(node[2]), plan.Place(node[3]), plan.Place(node[4]));
        _dCells = node.Inputs.Count > 5 && node[5].DType != DType.Bool ? plan.Place(node[5]) : -1;
        (_dProjected, _dState, _dCell) = (plan.PlaceIfRead(node.Outputs[0]), plan.PlaceIfRead(node.Outputs[1]), plan.PlaceIfRead(node.Outputs[2]));
    }

    internal static LstmGradientStep Make(Node node, PlanBuilder plan) =>
        new(node, new(node[2].Shape[0], node[0].Shape[1], node[0].Shape[0], transposed: true), plan);

    private protected override void Walk(RunContext run, int first, int rows, float* kernel, float* own)
    {
        nint units = Units, distance = Product.RowDistance;
        float* dSums = own, dCells = dSums + rows * Gates * units, dStates = dCells + rows * units;
        StateRows.Clear(rows * units, dCells);
        StateRows.Clear(rows * distance, dStates);
        for (int step = 0; step < Time; step++)
        {
            // Opposite to the direction of the operation itself.
            int time = _reverse ? step : Time - 1 - step;
            for (int i = 0; i < rows; i++)
                Differentiate(run, first + i, time, dStates + i * distance, dCells + i * units, dSums + i * Gates * units);
            if (KeepsAny(run, first, rows, time))
                Product.Run(rows, dSums, kernel, dStates, accumulate: true);
        }

        for (int i = 0; i < rows; i++)
        {
            StateRows.Copy(units, dStates + i * distance, At(run, _dState, first + i, 1, 0, units));
            StateRows.Copy(units, dCells + i * units, At(run, _dCell, first + i, 1, 0, units));
        }
    }

    private void Differentiate(RunContext run, int row, int time, float* dState, float* dCell, float* dSums)
    {
        nint units = Units;
        StateRows.Add(units, At(run, _dStates, row, Time, time, units), dState);
        if (_dCells >= 0)
            StateRows.Add(units, At(run, _dCells, row, Time, time, units), dCell);
        if (Keeps(run, row, time))
        {
            int earlier = _reverse ? time + 1 : time - 1;
            float* before = earlier < 0 || earlier == Time ? At(run, _cell, row, 1, 0, units) : At(run, _cells, row, Time, earlier, units);
            LstmCell.Backward(units, At(run, _gates, row, Time, time, Gates * units), At(run, _cells, row, Time, time, units), before, dState, dCell, dSums);
        }
        else
        {
            StateRows.Clear(Gates * units, dSums);
        }

        StateRows.Copy(Gates * units, dSums, At(run, _dProjected, row, Time, time, Gates * units));
    }
}
