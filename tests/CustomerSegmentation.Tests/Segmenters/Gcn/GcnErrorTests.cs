using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GcnErrorTests
{
    private static readonly Lazy<CustomerGraph> Shop = new(() => SyntheticShop.Graph(200));

    [Fact]
    public void All_problems_of_a_builder_are_listed_at_once()
    {
        SegmentationException problems = Assert.Throws<SegmentationException>(() => new GcnSegmenterBuilder().AddAll().UseLayer(GraphLayer.Gcn).UsePreset(GraphPreset.Best)
            .UseNetwork(new() { Layers = 0, Hidden = 10, Dropout = 1, Layer = GraphLayer.Gat }).Build());
        foreach (string part in new[]
        {
            "There is no label", "UseNetwork comes together with UsePreset or UseLayer. Keep one of them.", "GcnOptions.Layers is 0; give 1 to 256.", "GcnOptions.Dropout is 1; give 0 to below 1.",
            "GcnOptions.Hidden is 10, which 8 heads cannot share evenly; give a multiple of 8, or other Heads.",
        })
            Assert.Contains(part, problems.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_goes_with_no_other_preset_than_the_published_one() => Fails(
        () => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseLayer(GraphLayer.Sage).UsePreset(GraphPreset.Fast).Build(),
        "UseLayer comes together with UsePreset(GraphPreset.Fast). A layer goes with GraphPreset.Published: remove one of the two.");

    [Fact]
    public void Customers_cannot_be_dropped_from_a_graph() => Fails(
        () => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().DropRowsWithMissing("Age").Build(), "DropRowsWithMissing would take customers out of the graph");

    [Fact]
    public void Best_needs_somebody_who_watches()
    {
        Fails(() => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { ValidationShare = 0 }).Build(), "GraphPreset.Best chooses by a validation part, but TrainingOptions.ValidationShare is 0");
        GraphSplit split = GraphSplit.FromRows(Shop.Value.Customers, Enumerable.Range(0, 150), [], Enumerable.Range(150, 50));
        Fails(() => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().Build().Fit(Shop.Value, new GraphFitOptions { Split = split }),
            "there is nobody in it. Label more customers, give a split with a validation part, or choose GraphPreset.Fast or a layer.");
    }

    [Fact]
    public void A_relation_of_training_that_is_missing_at_scoring_is_named()
    {
        using GcnModel model = Fit();
        Fails(() => model.Segment(Shop.Value.Without("bought")),
            "The model was trained with the relation \"bought\", which the graph does not have. It has: \"friends\". Add it, with no edges if there are none.");
    }

    [Fact]
    public void A_relation_that_has_become_another_one_is_refused()
    {
        using GcnModel model = Fit();
        CustomerGraph other = new CustomerGraphBuilder(Shop.Value.Customers).AddUserUser("friends", EdgeTable.FromColumns(["C000001"], ["C000002"]), new RelationOptions { Directed = true })
            .AddUserUser("bought", EdgeTable.FromColumns([], [])).Build();
        Fails(() => model.Segment(other), "The relation \"friends\" was undirected between customers at training and is directed between customers now. Build the graph as at training.");
    }

    [Fact]
    public void A_newcomer_who_is_in_the_graph_already_is_refused()
    {
        using GcnModel model = Fit();
        Fails(() => model.Segment(Shop.Value.Customers.SelectRows([4]), ("friends", EdgeTable.FromColumns(["C000005"], ["C000001"]))),
            "Row 5 of the synthetic shop (CustomerId \"C000005\") is already in the graph of training. Score known customers with Segment(graph); give only new ones here.");
    }

    [Fact]
    public void A_newcomer_whose_every_neighbour_is_unknown_is_scored_as_one_without_edges_and_flagged()
    {
        using GcnModel model = Fit();
        CustomerTable newcomer = Newcomer("new");
        Segmentation strangers = model.Segment(newcomer, ("friends", EdgeTable.FromColumns(["new", "new"], ["nobody", "no one"])));
        Assert.Contains(strangers.Notes, note => note is { Column: "friends", What: "edges with an unknown end, dropped", Count: 2, Example: "nobody" });
        Assert.Contains(strangers.Notes, note => note is { What: "customers scored without an edge", Count: 1, Example: "new" });
        Assert.Equal(model.Segment(newcomer).Probabilities.ToArray(), strangers.Probabilities.ToArray());
    }

    [Fact]
    public void Edges_of_newcomers_are_checked()
    {
        using GcnModel model = Fit();
        CustomerTable newcomer = Newcomer("new");
        Fails(() => model.Segment(newcomer, ("freinds", EdgeTable.FromColumns(["new"], ["C000001"]))), "The model knows no relation \"freinds\"; did you mean \"friends\"? It knows: \"friends\", \"bought\".");
        EdgeTable edges = EdgeTable.FromColumns(["new"], ["C000001"]);
        Fails(() => model.Segment(newcomer, ("friends", edges), ("friends", edges)), "The relation \"friends\" is given twice. Put its edges into one table.");
        Fails(() => model.Segment(newcomer, ("friends", EdgeTable.FromColumns(["new"], ["C000001"], [-2.0]))), "the weight in data row 1 of columns is -2. Expected: a finite number, 0 or more.");
        Fails(() => model.Segment(newcomer, ("friends", EdgeTable.FromColumns(["1"], ["C000001"]))),
            "Relation \"friends\": none of the 1 edge of columns touches a newcomer. Its ends are \"1\", \"C000001\", the newcomers of columns are \"new\". Name the right key when you read the newcomers, or give their edges.");
        Segmentation odd = model.Segment(newcomer, ("friends", EdgeTable.FromColumns(["new", "new", "C000001"], ["new", "C000001", "C000002"], [1, 0, 1])));
        Assert.Contains(odd.Notes, note => note is { Column: "bought", What: "relations of training of which the newcomers are given no edges" });
        Assert.Equal([1L, 1L, 1L], odd.Notes.Where(note => note.Column == "friends" && !note.What.StartsWith("edges without weights", StringComparison.Ordinal)).Select(note => note.Count));
    }

    [Fact]
    public void A_model_that_carries_no_graph_says_how_newcomers_are_scored()
    {
        using GcnModel model = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { Hidden = 8 }).UseTraining(new() { Epochs = 2 }).UseCarriedGraph(false).Build().Fit(Shop.Value);
        CustomerTable newcomer = Newcomer("new");
        EdgeTable edges = EdgeTable.FromColumns(["new"], ["C000001"]);
        Fails(() => model.Segment(newcomer, ("friends", edges)), "The model carries no graph, so it does not know the newcomers' neighbours. Score graph.With(newcomers, edges) instead, or fit with UseCarriedGraph(true).");
        Assert.Equal(201, model.Segment(Shop.Value.With(newcomer, ("friends", edges))).Count);
        Assert.Single(model.Segment(newcomer));
    }

    [Fact]
    public void A_label_that_nobody_in_the_training_part_has_is_left_out_and_counted()
    {
        CustomerTable customers = Shop.Value.Customers;
        string?[] labels = customers["Segment"].Texts();
        labels[199] = "Only here";
        CustomerGraph graph = Shop.Value.WithCustomers(customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        GraphSplit split = GraphSplit.FromRows(graph.Customers, Enumerable.Range(0, 100), Enumerable.Range(150, 50), Enumerable.Range(100, 50));
        using GcnModel model = Segmenter().Fit(graph, new GraphFitOptions { Split = split });
        Assert.Contains(model.Training.Notes, note => note.Count == 1 && note.What.Contains("nobody in the training part has their label (\"Only here\")", StringComparison.Ordinal));
        Assert.DoesNotContain("Only here", model.Segments);
    }

    [Fact]
    public void A_training_part_without_labels_is_refused()
    {
        CustomerGraph graph = Shop.Value.WithCustomers(Shop.Value.Customers.WithColumn(CategoryColumn.FromTexts("Segment", new string?[200])));
        Fails(() => Segmenter().Fit(graph), "No customer of the synthetic shop has a label in column \"Segment\": 200 customers. Give customers whose segment is known.");
    }

    [Fact]
    public void What_the_audit_flags_is_in_the_record_of_the_training()
    {
        CustomerTable customers = Shop.Value.Customers;
        CustomerGraph told = Shop.Value.WithCustomers(customers.WithColumn(CategoryColumn.FromTexts("Told", customers["Segment"].Texts())));
        using GcnModel model = Segmenter().Fit(told), honest = Segmenter().Fit(Shop.Value);
        Assert.Contains(model.Training.Notes, note => note.Column == "Told" && note.What.StartsWith("warnings of the leak audit", StringComparison.Ordinal));
        Assert.DoesNotContain(honest.Training.Notes, note => note.What.Contains("leak audit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_is_judged_with_the_edges_of_the_graph_or_the_report_says_that_there_were_none()
    {
        CustomerGraph graph = Shop.Value;
        GraphSplit split = graph.Split(new() { StratifyBy = "Segment" });
        using GcnModel model = Segmenter().Fit(graph, new GraphFitOptions { Split = split });
        ClassificationReport judged = model.Evaluate(graph, split.Test), alone = ClassificationReport.Of(model, graph.Customers.SelectRows(split.Test));
        string?[] truth = graph.Customers["Segment"].Texts();
        Segmentation all = model.Segment(graph);
        Assert.Equal(split.Test.Count(row => all[row].Segment == truth[row]) / (double)split.Test.Length, judged.Accuracy.Value, 1e-9);
        Assert.DoesNotContain(judged.Notes, note => note.What.Contains("without an edge", StringComparison.Ordinal));
        Assert.Contains(alone.Notes, note => note is { What: "customers scored without an edge", Count: 50 });
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Evaluate(graph, [200]));
    }

    [Fact]
    public void Weights_that_were_there_at_training_and_are_not_now_are_noted()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Shop.Value.Customers).AddUserUser("friends", EdgeTable.FromColumns(["C000001", "C000002"], ["C000003", "C000004"], [2, 5])).Build();
        using GcnModel model = Segmenter().Fit(graph);
        Segmentation scored = model.Segment(Newcomer("new"), ("friends", EdgeTable.FromColumns(["new"], ["C000001"])));
        Assert.Contains(scored.Notes, note => note is { Column: "friends", Count: 1 } && note.What.StartsWith("edges without weights, each taken as 1", StringComparison.Ordinal));
    }

    private static CustomerTable Newcomer(string key) => CustomerTable.FromColumns(SyntheticShop.Customers(1, seed: 5).Columns, [key], "CustomerId");

    private static GcnSegmenter Segmenter() => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { Hidden = 8 }).UseTraining(new() { Epochs = 2 }).Build();

    private static GcnModel Fit() => Segmenter().Fit(Shop.Value);

    private static void Fails(Action action, string message) => Assert.Contains(message, Assert.Throws<SegmentationException>(action).Message, StringComparison.Ordinal);

    private static void Fails(Func<object> action, string message) => Fails(() => { action(); }, message);
}
