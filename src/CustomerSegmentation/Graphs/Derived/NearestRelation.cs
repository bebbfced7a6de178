namespace CustomerSegmentation;

/// <summary>Joins each customer with the nearest ones in the space of standardised columns.</summary>
internal sealed class NearestRelation(string name, NearestOptions options) : DerivedRelation(name)
{
    /// <summary>The columns of the space.</summary>
    public string[] ColumnsOf(CustomerTable customers) =>
        options.Columns is { } given ? [.. given] : [.. customers.Columns.Where(column => column.Kind == ColumnKind.Number).Select(column => column.Name)];

    public override IEnumerable<string> Problems(CustomerTable customers, IReadOnlyDictionary<string, RelationKind> earlier)
    {
        foreach (string problem in options.Problems(Name)) yield return problem;
        string[] columns = ColumnsOf(customers);
        if (columns.Length == 0)
            yield return $"The relation {Show.Value(Name)} joins the nearest customers, but {customers.Source} has no number column. Add one, or leave the relation out.";
        foreach (string column in columns)
            if (!customers.Contains(column))
                yield return $"The relation {Show.Value(Name)} joins the nearest customers by the column {Show.Value(column)}, which {customers.Source} does not have"
                    + $"{CustomerTable.Nearest(column, customers.ColumnNames)} Name a number column.";
            else if (customers[column].Kind != ColumnKind.Number)
                yield return $"The relation {Show.Value(Name)} joins the nearest customers by the column {Show.Value(column)} of {customers.Source}, which holds {customers[column].Kind}. Expected: numbers.";
        long n = customers.RowCount;
        if (n > options.MostCustomers)
            yield return FormattableString.Invariant($"The relation {Show.Value(Name)} would compare each of the {n} customers of {customers.Source} with each in {Show.Count(columns.Length, "column")}: ")
                + FormattableString.Invariant($"{(double)n * n * columns.Length:0.0e+0} multiplications, {(double)n * n / options.MostCustomers / options.MostCustomers:0.#} times those of the {options.MostCustomers} customers that are allowed. ")
                + "Raise MostCustomers and wait, take fewer customers, or find neighbours elsewhere and add them with AddUserUser.";
    }

    public override GraphRelation Build(CustomerTable customers, IReadOnlyList<GraphRelation> earlier, CancellationToken cancellationToken)
    {
        DataNotes notes = new();
        int[][] nearest = new NearestSearch(Space(customers, customers.RowCount, notes)).Find(Enumerable.Range(0, customers.RowCount).ToArray(), options.Neighbours, cancellationToken);
        List<(int, int, float)> found = [];
        for (int row = 0; row < nearest.Length; row++)
            foreach (int other in nearest[row])
                if (options.Join == NearestJoin.Either || nearest[other].Contains(row)) found.Add((Math.Min(row, other), Math.Max(row, other), 1));
        return Made(AdjacencyBuild.Mirrored(customers.RowCount, DerivedEdges.List([found]), RepeatedEdges.Last, out _), notes.ToList());
    }

    public override GraphRelation Extend(GraphRelation before, CustomerTable customers, IReadOnlyList<GraphRelation> earlier)
    {
        int old = before.ToUsers.Rows;
        NearestSearch search = new(Space(customers, old, new DataNotes()));
        int[] newcomers = [.. Enumerable.Range(old, customers.RowCount - old)];
        int[][] nearest = search.Find(newcomers, options.Neighbours, default);
        Dictionary<int, int[]> back = [];
        if (options.Join == NearestJoin.Mutual)
        {
            int[] met = [.. nearest.SelectMany(row => row).Distinct().Order()];
            int[][] theirs = search.Find(met, options.Neighbours, default);
            for (int i = 0; i < met.Length; i++) back[met[i]] = theirs[i];
        }
        List<(int, int, float)> found = [];
        for (int i = 0; i < newcomers.Length; i++)
            foreach (int other in nearest[i])
                if (options.Join == NearestJoin.Either || back[other].Contains(newcomers[i])) found.Add((Math.Min(newcomers[i], other), Math.Max(newcomers[i], other), 1));
        return Made(DerivedEdges.Join(before.ToUsers, DerivedEdges.List([found]), customers.RowCount), before.Notes);
    }

    private NearestSpace Space(CustomerTable customers, int fitted, DataNotes notes) =>
        NearestSpace.Of(customers, [.. ColumnsOf(customers).Select(column => (NumberColumn)customers[column])], fitted, Name, notes);

    private GraphRelation Made(Adjacency edges, IReadOnlyList<DataNote> notes) => new(Name, RelationKind.UserUser, false, null, edges, new(), notes, this);
}
