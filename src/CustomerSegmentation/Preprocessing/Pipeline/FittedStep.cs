namespace CustomerSegmentation;

/// <summary>A fitted step of a chain and which columns of the step before it changes; the others follow its outputs unchanged.</summary>
internal sealed record FittedStep(IFittedTransformer Transformer, int[] Takes)
{
    public Column[] Apply(Column[] columns, DataNotes notes)
    {
        bool all = Takes.Length == columns.Length;
        Column[] taken = all ? columns : [.. Takes.Select(index => columns[index])];
        IReadOnlyList<Column> given = Transformer.Transform(taken, notes);
        if (given is null || given.Count != Transformer.OutputNames.Count)
            throw new SegmentationException($"The step {Transformer.TypeName} gave {Show.Count(given?.Count ?? 0, "column")} but names {Transformer.OutputNames.Count}. Correct its Transform or its OutputNames.");
        Column[] next = new Column[columns.Length - Takes.Length + given.Count];
        int count = 0;
        for (int i = 0; i < given.Count; i++)
        {
            if (given[i].Count != columns[0].Count)
                throw new SegmentationException($"The step {Transformer.TypeName} gave {Show.Count(given[i].Count, "row")} for {columns[0].Count}. A step must keep the rows and their order.");
            next[count++] = given[i];
        }
        if (!all)
            for (int i = 0; i < columns.Length; i++)
                if (!Takes.Contains(i)) next[count++] = columns[i];
        return next;
    }

    /// <summary>The names after this step.</summary>
    public string[] Names(string[] before) =>
        [.. Transformer.OutputNames, .. before.Where((_, index) => !Takes.Contains(index))];
}
