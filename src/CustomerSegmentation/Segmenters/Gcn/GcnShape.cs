namespace CustomerSegmentation;

/// <summary>What a network over a graph is made for: widths, rows of the learned tables, relations.</summary>
/// <param name="Features">The features of each space; 0 for none.</param>
/// <param name="TableRows">The rows of each space in training, for learned embeddings.</param>
/// <param name="Relations">The relations.</param>
/// <param name="Outputs">1 for two labels (sigmoid), else the number of labels (softmax).</param>
internal sealed record GcnShape(EquatableList<int> Features, EquatableList<int> TableRows, EquatableList<GcnRelationShape> Relations, int Outputs)
{
    public int Labels => Outputs == 1 ? 2 : Outputs;
}

/// <summary>One relation: the space its edges lead to (0 between customers), and whether direction matters.</summary>
internal sealed record GcnRelationShape(string Name, int Space, bool Directed);

/// <summary>One way along a relation: rows of <see cref="To"/> hear rows of <see cref="From"/>.</summary>
internal sealed record GcnChannel(int Relation, string Name, bool ToUsers, int To, int From)
{
    /// <summary>All ways: a directed relation and one to items are heard both ways, each with weights of its own.</summary>
    public static IReadOnlyList<GcnChannel> Of(IReadOnlyList<GcnRelationShape> relations)
    {
        List<GcnChannel> channels = [];
        for (int r = 0; r < relations.Count; r++)
        {
            GcnRelationShape relation = relations[r];
            channels.Add(new(r, $"relation{r + 1}", true, 0, relation.Space));
            if (relation.Space > 0 || relation.Directed) channels.Add(new(r, $"relation{r + 1}.back", false, relation.Space, 0));
        }
        return channels;
    }
}

/// <summary>How a relation's edges become a sparse matrix.</summary>
internal enum EdgeForm
{
    /// <summary><c>a / √(rows' sum · columns' sum)</c></summary>
    Symmetric,

    /// <summary>The same with self-loops of weight 1.</summary>
    SymmetricLoops,

    /// <summary><c>a / rows' sum</c></summary>
    Mean,

    /// <summary>The same with self-loops of weight 1.</summary>
    MeanLoops,

    /// <summary><c>a</c></summary>
    Sum,

    /// <summary>The same with self-loops of weight 1.</summary>
    SumLoops,
}

/// <summary>A sparse matrix that a program asks for.</summary>
internal readonly record struct GcnSlot(int Relation, bool ToUsers, EdgeForm Form);
