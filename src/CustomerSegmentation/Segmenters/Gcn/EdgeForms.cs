namespace CustomerSegmentation;

/// <summary>Turns the edges of a relation into the sparse matrix a layer asks for.</summary>
internal static class EdgeForms
{
    /// <summary>
    /// The matrix of a form. A self-loop is the first entry of its row, the others keep their order: so a row has the same bits in the
    /// whole graph and in a part of it that has all its edges.
    /// </summary>
    /// <param name="edges">The edges, row i hearing its targets.</param>
    /// <param name="form">The form.</param>
    /// <param name="rowSums">The sum of the weights of each row in the whole graph.</param>
    /// <param name="columnSums">The sum of the weights of each column in the whole graph.</param>
    public static SparseMatrix Make(Adjacency edges, EdgeForm form, double[] rowSums, double[] columnSums)
    {
        bool loops = form is EdgeForm.SymmetricLoops or EdgeForm.MeanLoops or EdgeForm.SumLoops;
        int loop = loops ? 1 : 0, rows = edges.Rows;
        int[] starts = edges.Starts, targets = edges.Targets;
        if (loops)
        {
            starts = new int[rows + 1];
            targets = new int[checked(edges.Targets.Length + rows)];
        }
        float[] weights = new float[targets.Length];
        for (int row = 0; row < rows; row++)
        {
            int place = edges.Starts[row] + (loops ? row : 0);
            double sum = rowSums[row] + loop;
            if (loops)
            {
                targets[place] = row;
                weights[place++] = Weight(form, 1, sum, columnSums[row] + 1);
                starts[row + 1] = edges.Starts[row + 1] + row + 1;
            }
            for (int e = edges.Starts[row]; e < edges.Starts[row + 1]; e++, place++)
            {
                int target = edges.Targets[e];
                targets[place] = target;
                weights[place] = Weight(form, edges.Weights is null ? 1 : edges.Weights[e], sum, columnSums[target] + loop);
            }
        }
        bool symmetric = edges.Symmetric && form is not (EdgeForm.Mean or EdgeForm.MeanLoops);
        return new(rows, edges.Columns, starts, targets, weights, symmetric);
    }

    /// <summary>The sum of the weights of each row.</summary>
    public static double[] RowSums(Adjacency edges)
    {
        double[] sums = new double[edges.Rows];
        for (int row = 0; row < sums.Length; row++)
            if (edges.Weights is null) sums[row] = edges.Starts[row + 1] - edges.Starts[row];
            else
                for (int e = edges.Starts[row]; e < edges.Starts[row + 1]; e++) sums[row] += edges.Weights[e];
        return sums;
    }

    private static float Weight(EdgeForm form, double weight, double rowSum, double columnSum) => (float)(form switch
    {
        EdgeForm.Symmetric or EdgeForm.SymmetricLoops => weight / Math.Sqrt(rowSum * columnSum),
        EdgeForm.Mean or EdgeForm.MeanLoops => weight / rowSum,
        _ => weight,
    });
}
