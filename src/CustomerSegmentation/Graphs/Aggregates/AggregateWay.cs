namespace CustomerSegmentation;

/// <summary>
/// One way along which features travel to customers, with the layout of the rows that travel and of the aggregates made of them. Between customers a row is
/// degrees, then features; from items it is popularity, the item's features, then the mean of such rows over the item's customers.
/// </summary>
internal sealed class AggregateWay
{
    private readonly AggregateSource _source;
    private readonly AggregateOptions _options;
    private readonly int _hopColumns;

    public AggregateWay(AggregateSource source, AggregateOptions options, int relation, bool toUsers)
    {
        (_source, _options, Index, ToUsers) = (source, options, relation, toUsers);
        Relation = source.Relations[relation];
        Links = toUsers ? Relation.ToUsers : Relation.FromUsers;
        Name = Relation is { Directed: true, Items: null } ? $"{Relation.Name} {(toUsers ? "incoming" : "outgoing")}" : Relation.Name;
        Degrees = !options.Degrees ? 0 : Relation.Weighted ? 2 : 1;
        bool few = Math.Min(source.Detailed, source.Names.Count) <= options.MostDetailed;
        (string Name, bool Detailed)[] own =
        [
            .. DegreeNames("degree"), .. source.Names.Select((name, i) => (name, few && i < source.Detailed)),
        ];
        CustomerWidth = own.Length;
        (string Name, bool Detailed)[] columns = Relation.Items is not { } items ? own :
        [
            .. DegreeNames("popularity"), .. items.Names.Select(name => (name, items.Names.Count <= options.MostDetailed)),
            .. options.Hops < 2 ? [] : own.Select(column => ($"customers' {column.Name}", column.Detailed)),
        ];
        Names = [.. columns.Select(column => column.Name)];
        Detailed = [.. columns.Select(column => column.Detailed)];
        Hops = Relation.Items is null ? options.Hops : 1;
        _hopColumns = Math.Min(2, Hops);
    }

    public string Name { get; }

    /// <summary>The number of its relation.</summary>
    public int Index { get; }

    public AggregateRelation Relation { get; }

    /// <summary>Whether it goes the way of the edges.</summary>
    public bool ToUsers { get; }

    /// <summary>Whom each customer hears.</summary>
    public Adjacency Links { get; }

    /// <summary>How many degrees a row begins with: the number of neighbours and, where they are weighted, the sum of the weights.</summary>
    public int Degrees { get; }

    /// <summary>Degrees and features of a customer.</summary>
    public int CustomerWidth { get; }

    /// <summary>The columns of a row that travels.</summary>
    public string[] Names { get; }

    /// <summary>For each of them whether it has spreads and extremes.</summary>
    public bool[] Detailed { get; }

    /// <summary>How many times rows travel.</summary>
    public int Hops { get; }

    /// <summary>The names of the aggregates, in their order.</summary>
    public IEnumerable<string> Aggregates()
    {
        for (int i = 0; i < Degrees; i++) yield return $"{Name} {DegreeNames("degree")[i].Name}";
        for (int hop = 1; hop <= Hops; hop++)
        {
            string place = hop == 1 ? Name : FormattableString.Invariant($"{Name} {hop} hops");
            foreach (string statistic in Statistics)
                for (int column = First(hop); column < Names.Length; column++)
                    if (statistic == "mean" || Detailed[column]) yield return $"{place} {statistic} {Names[column]}";
        }
    }

    /// <summary>A kernel for its rows; not to be shared between threads.</summary>
    public AggregateKernel Kernel()
    {
        bool[] chunks = new bool[AggregateKernel.Padded(Names.Length) / 16];
        for (int column = 0; column < Names.Length; column++) chunks[column / 16] |= Detailed[column] && (_options.Spread || _options.Extremes);
        return new(Names.Length, chunks);
    }

    /// <summary>Writes a row's degrees.</summary>
    public void WriteDegrees(int count, double total, Span<float> row)
    {
        if (Degrees > 0) row[0] = (float)Math.Log(1 + (double)count);
        if (Degrees > 1) row[1] = (float)Math.Log(1 + total);
    }

    /// <summary>How many aggregates a hop has.</summary>
    public int Columns(int hop)
    {
        int details = Detailed.AsSpan(First(hop)).Count(true);
        return Names.Length - First(hop) + (_options.Spread ? details : 0) + (_options.Extremes ? 2 * details : 0);
    }

    /// <summary>Writes the statistics of a hop that the kernel holds.</summary>
    public void Write(AggregateKernel kernel, int hop, Span<float> row)
    {
        int place = 0, first = First(hop);
        for (int column = first; column < Names.Length; column++) row[place++] = kernel.Mean[column];
        if (_options.Spread) Details(kernel.Spread, row);
        if (_options.Extremes)
        {
            Details(kernel.Least, row);
            Details(kernel.Most, row);
        }

        void Details(float[] statistic, Span<float> row)
        {
            for (int column = first; column < Detailed.Length; column++)
                if (Detailed[column]) row[place++] = statistic[column];
        }
    }

    /// <summary>Writes the columns of a customer's row of hop 0.</summary>
    public void WriteCustomer(int count, double total, ReadOnlySpan<float> features, Span<float> row)
    {
        WriteDegrees(count, total, row);
        features.CopyTo(row[Degrees..]);
    }

    private IEnumerable<string> Statistics => [
        "mean", .. _options.Spread ? (string[])["spread"] : [], .. _options.Extremes ? (string[])["least", "most"] : []];

    // Degrees are told of over two hops: a newcomer changes those of all its neighbours, and the third hop would have to look at all of theirs.
    private int First(int hop) => hop > _hopColumns ? Degrees : 0;

    private (string Name, bool Detailed)[] DegreeNames(string count) => [.. ((string[])[count, count == "degree" ? "weight" : "weight of all customers"]).Take(Degrees).Select(name => (name, true))];
}
