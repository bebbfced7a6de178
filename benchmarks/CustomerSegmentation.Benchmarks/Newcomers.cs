namespace CustomerSegmentation.Benchmarks;

/// <summary>A model over 100,000 customers of 16 features and 1,000,000 edges, from a model file, and newcomers with 50 edges each to score by it.</summary>
internal sealed class Newcomers : IDisposable
{
    private const int Users = 100_000, Edges = 1_000_000, Features = 16, Labels = 4, Labelled = 5000, Count = 256, EdgesEach = 50;
    private readonly GcnModel _model;
    private readonly (NumberColumn[] Columns, string Key, string[] Ends)[] _raw;
    private readonly (CustomerTable Customer, EdgeTable Edges)[] _tables;
    private int _next;

    /// <summary>Fits for two epochs, saves and loads.</summary>
    public Newcomers(string network)
    {
        CustomerGraph graph = RandomCustomers.Graph(new(Users, Edges), Features, Labels);
        GcnSegmenterBuilder builder = new GcnSegmenterBuilder().UseLabel(RandomCustomers.Label).AddNumeric(RandomCustomers.Features(Features)).UseTraining(new() { Epochs = 2 });
        GcnSegmenter segmenter = (network == "Fast" ? builder.UsePreset(GraphPreset.Fast) : builder.UseNetwork(new() { Layer = Enum.Parse<GraphLayer>(network) })).Build();
        GraphSplit split = new(Users, [.. Enumerable.Range(0, Labelled)], [.. Enumerable.Range(Labelled, Labelled)], [], false);
        string path = Path.GetTempFileName();
        using (GcnModel fitted = segmenter.Fit(graph, new GraphFitOptions { Split = split })) fitted.Save(path);
        _model = (GcnModel)SegmentationModel.Load(path);
        File.Delete(path);
        RandomSource random = RandomSource.For(1, "newcomers", 0);
        _raw = [.. Enumerable.Range(0, Count).Select(i => (Columns(random), $"new-{i}", Ends(random)))];
        _tables = [.. _raw.Select(Tables)];
        Difference = Differs(graph);
    }

    /// <summary>The largest difference between a newcomer's probability by the model alone and by the whole graph with the newcomer added.</summary>
    public double Difference { get; }

    /// <summary>Scores the next newcomer, whose tables are made.</summary>
    public Segmentation Segment()
    {
        (CustomerTable customer, EdgeTable edges) = _tables[_next++ % Count];
        return _model.Segment(customer, (RandomCustomers.Relation, edges));
    }

    /// <summary>Makes the tables of the next newcomer and scores it.</summary>
    public Segmentation TablesAndSegment()
    {
        (CustomerTable customer, EdgeTable edges) = Tables(_raw[_next++ % Count]);
        return _model.Segment(customer, (RandomCustomers.Relation, edges));
    }

    public void Dispose() => _model.Dispose();

    private static NumberColumn[] Columns(RandomSource random) => [.. RandomCustomers.Features(Features).Select(name => new NumberColumn(name, [random.NextNormal()]))];

    private static string[] Ends(RandomSource random)
    {
        HashSet<int> ends = [];
        while (ends.Count < EdgesEach) ends.Add(random.Next(Users));
        return [.. ends.Select(RandomCustomers.Key)];
    }

    private static (CustomerTable Customer, EdgeTable Edges) Tables((NumberColumn[] Columns, string Key, string[] Ends) raw)
    {
        string[] from = new string[raw.Ends.Length];
        Array.Fill(from, raw.Key);
        return (CustomerTable.FromColumns(raw.Columns, [raw.Key], "Customer"), EdgeTable.FromColumns(from, raw.Ends));
    }

    private double Differs(CustomerGraph graph)
    {
        double most = 0;
        for (int i = 0; i < 3; i++)
        {
            (CustomerTable customer, EdgeTable edges) = _tables[i];
            ReadOnlySpan<float> whole = _model.Segment(graph.With(customer, (RandomCustomers.Relation, edges))).Probabilities, alone = _model.Segment(customer, (RandomCustomers.Relation, edges)).Probabilities;
            for (int label = 0; label < Labels; label++) most = Math.Max(most, Math.Abs(alone[label] - whole[^(Labels - label)]));
        }
        return most;
    }
}
