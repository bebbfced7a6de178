namespace CustomerSegmentation;

/// <summary>A learned row for each row of a space (an embedding): <c>Y[i] = table[tableRow(i)]</c>; every row has its own gradient.</summary>
internal sealed unsafe class TableOperation(ProgramMatrix output, ProgramParameter table) : ProgramOperation(output)
{
    public override bool HasParameters => true;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        float* y = run.Value(Output, shard, first);
        for (int i = 0; i < rows; i++)
            if (Row(run, first + i) is >= 0 and int row)
                VectorKernels.Scale(run.Parameters + table.Offset + (long)row * Output.Padded, 1, y + (long)i * Output.Padded, Output.Padded, false);
            else new Span<float>(y + (long)i * Output.Padded, Output.Padded).Clear(); // one that was not there in training
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* g = run.Gradient(Output, shard, first);
        for (int i = 0; i < rows; i++)
            if (Row(run, first + i) is >= 0 and int row)
                VectorKernels.Scale(g + (long)i * Output.Padded, 1, run.Gradients + table.Offset + (long)row * Output.Padded, Output.Padded, false);
    }

    private int Row(ProgramRun run, int row) => run.View.TableRows[Output.Space] is { } rows ? rows[row] : row;
}
