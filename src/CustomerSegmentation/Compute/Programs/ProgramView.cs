namespace CustomerSegmentation;

/// <summary>What a program is run over: how many rows each space has, the sparse matrices and the inputs by their slots. The memory is the maker's.</summary>
internal sealed class ProgramView
{
    /// <summary>The rows of each space.</summary>
    public required int[] Rows { get; init; }

    /// <summary>The sparse matrix of each slot.</summary>
    public required SparseMatrix[] Matrices { get; init; }

    /// <summary>The values of each input <c>[rows, padded]</c>.</summary>
    public required TensorBuffer[] Inputs { get; init; }

    /// <summary>For each space the row of the tables that each of its rows is; null where they are the same.</summary>
    public required int[]?[] TableRows { get; init; }

    /// <summary>Where only the first rows matter: for each space, how many of its rows matter to an answer that is so many steps away; null for all.
    /// A run that trains can then go back once, and only operations without means over all rows may be in the program.</summary>
    public int[][]? Reach { get; init; }

    /// <summary>How many rows of its space a stage computes, from the first.</summary>
    public int RowsOf(ProgramStage stage) =>
        Reach is { } reach ? reach[stage.Space][Math.Min(stage.Remaining, reach[stage.Space].Length - 1)] : Rows[stage.Space];
}
