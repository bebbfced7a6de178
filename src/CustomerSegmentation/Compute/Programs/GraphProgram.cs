namespace CustomerSegmentation;

/// <summary>Operations that follow each other over the rows of one space, block by block.</summary>
/// <param name="Space">Whose rows.</param>
/// <param name="Operations">In their order.</param>
/// <param name="Remaining">How many steps to other rows follow until the outputs, seen from the rows it goes through.</param>
internal sealed record ProgramStage(int Space, ProgramOperation[] Operations, int Remaining);

/// <summary>
/// A checked list of operations, cut into stages: a stage ends where an operation reads other rows than its own, so that all before it
/// must be complete. Immutable; any number of runs may share it.
/// </summary>
internal sealed class GraphProgram
{
    public GraphProgram(ProgramBuilder builder, ProgramMatrix[] matrices, ProgramOperation[] operations, ProgramMatrix[] outputs)
    {
        (Matrices, Operations, Outputs, Inputs, Parameters) = (matrices, operations, outputs, [.. builder.Inputs], builder.Parameters);
        Dictionary<ProgramMatrix, int> remaining = Remaining();
        HashSet<ProgramMatrix> constant = [.. builder.Inputs];
        foreach (ProgramOperation operation in operations)
            if (operation is { Random: false, HasParameters: false } && operation.Inputs.All(constant.Contains)) constant.Add(operation.Output);
        Once = Stages(operations.Where(operation => constant.Contains(operation.Output)), back: false, remaining);
        Forward = Stages(operations.Where(operation => !constant.Contains(operation.Output)), back: false, remaining);
        ProgramOperation[] learning = [.. operations.Where(operation => operation.Output.NeedsGradient)];
        Backward = Stages(learning.Reverse(), back: true, remaining);
        Constant = constant;
        HashSet<ProgramMatrix> written = [.. outputs.Select(output => output.GradientHolder)];
        foreach (ProgramOperation operation in learning.Reverse())
            for (int k = 0; k < operation.Inputs.Length; k++)
                operation.Accumulates[k] = !written.Add(operation.Inputs[k].GradientHolder) && operation.Output.GradientHolder != operation.Inputs[k].GradientHolder;
        PassingValues = Passing(Forward, matrix => matrix.ValueHolder, [.. Once, .. Forward]);
        PassingGradients = Passing(Backward, matrix => matrix.GradientHolder, Backward);
    }

    public ProgramMatrix[] Matrices { get; }

    public ProgramMatrix[] Inputs { get; }

    public ProgramMatrix[] Outputs { get; }

    public ProgramOperation[] Operations { get; }

    public ProgramParameters Parameters { get; }

    /// <summary>What depends on no parameter and no draw: computed once for a view.</summary>
    public IReadOnlyList<ProgramStage> Once { get; }

    /// <summary>What is computed at every pass.</summary>
    public IReadOnlyList<ProgramStage> Forward { get; }

    /// <summary>The way back.</summary>
    public IReadOnlyList<ProgramStage> Backward { get; }

    /// <summary>Matrices that are inputs or computed once.</summary>
    public IReadOnlySet<ProgramMatrix> Constant { get; }

    /// <summary>Values that live within one stage, so that where no way back follows a block of them is enough.</summary>
    public IReadOnlySet<ProgramMatrix> PassingValues { get; }

    /// <summary>Gradients that live within one stage, so that a block of them is enough.</summary>
    public IReadOnlySet<ProgramMatrix> PassingGradients { get; }

    private static List<ProgramStage> Stages(IEnumerable<ProgramOperation> operations, bool back, Dictionary<ProgramMatrix, int> remaining)
    {
        List<List<ProgramOperation>> stages = [];
        int space = -1;
        foreach (ProgramOperation operation in operations)
        {
            int own = back ? operation.BackwardSpace : operation.Output.Space;
            if (stages.Count == 0 || !operation.RowLocal || own != space) stages.Add([]);
            stages[^1].Add(operation);
            space = own;
        }
        return [.. stages.Select(stage => new ProgramStage(back ? stage[0].BackwardSpace : stage[0].Output.Space, [.. stage], stage.Max(operation => remaining[operation.Output] + (back && !operation.RowLocal ? 1 : 0))))];
    }

    private Dictionary<ProgramMatrix, int> Remaining()
    {
        Dictionary<ProgramMatrix, int> remaining = Matrices.ToDictionary(matrix => matrix, _ => 0);
        foreach (ProgramOperation operation in Operations.Reverse())
            foreach (ProgramMatrix input in operation.Inputs)
                remaining[input] = Math.Max(remaining[input], remaining[operation.Output] + (operation.RowLocal ? 0 : 1));
        return remaining;
    }

    private HashSet<ProgramMatrix> Passing(IReadOnlyList<ProgramStage> candidates, Func<ProgramMatrix, ProgramMatrix> holder, IReadOnlyList<ProgramStage> all)
    {
        Dictionary<ProgramMatrix, ProgramStage> stages = [];
        HashSet<ProgramMatrix> passing = [], kept = [.. Outputs.Select(holder), .. Constant.Select(holder)];
        foreach (ProgramStage stage in all)
            foreach (ProgramMatrix matrix in stage.Operations.SelectMany(operation => operation.Inputs.Append(operation.Output)).Select(holder))
                if (!stages.TryAdd(matrix, stage) && stages[matrix] != stage) kept.Add(matrix);
        foreach ((ProgramMatrix matrix, ProgramStage stage) in stages)
            if (!kept.Contains(matrix) && candidates.Contains(stage)) passing.Add(matrix);
        return passing;
    }
}
