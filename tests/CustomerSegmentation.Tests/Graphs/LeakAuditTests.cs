using System.Xml.Linq;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class LeakAuditTests
{
    [Fact]
    public void Neighbours_by_id_are_flagged_and_those_who_viewed_the_same_product_pass()
    {
        CustomerTable sessions = CustomerTable.FromCsv(RealData.Path("pakdd15_gender/sessions.csv"), key: "session_id");
        EdgeTable views = EdgeTable.FromCsv(RealData.Path("pakdd15_gender/views.csv"), new EdgeColumns { From = "session_id", To = "product_d" });
        CustomerGraph graph = new CustomerGraphBuilder(sessions)
            .AddUserItem("viewed", views)
            .AddSameItem("viewed the same product", "viewed")
            .AddUserUser("neighbours by id", Chain(sessions.Keys, 3)).Build();
        foreach (LeakAudit audit in new[] { graph.Audit("gender"), graph.Audit("gender", graph.Split(new() { StratifyBy = "gender" })) })
        {
            LeakFinding flag = Assert.Single(audit.Findings, finding => finding.Severity == LeakSeverity.Flag);
            Assert.Equal(("neighbours by id", LeakCheck.RelationOrder), (flag.Subject, flag.Check));
            Assert.False(audit.Passed);
            Assert.Contains(audit.Findings, finding => finding is { Check: LeakCheck.RowOrder, Severity: LeakSeverity.Note, Subject: "gender" });
        }
        LeakFinding runs = graph.Audit("gender").Findings.First(finding => finding.Check == LeakCheck.RowOrder);
        Assert.Equal((.9062, .6570), (Math.Round(runs.Value, 4), Math.Round(runs.Chance, 4)));
        Assert.True(graph.Without("neighbours by id").Audit("gender").Passed);
        // Items can hide the order too.
        EdgeTable buckets = EdgeTable.FromColumns([.. sessions.Keys], [.. sessions.Keys.Select((_, i) => $"{i / 6}")]);
        Assert.Equal("bucket", Assert.Single(new CustomerGraphBuilder(sessions).AddUserItem("viewed", views).AddUserItem("bucket", buckets).Build().Audit("gender").Findings,
            finding => finding.Severity == LeakSeverity.Flag).Subject);
    }

    [Fact]
    public void Honest_graphs_pass()
    {
        foreach (string name in new[] { "cora", "tolokers" })
        {
            CustomerTable nodes = CustomerTable.FromCsv(RealData.Path($"{name}/nodes.csv"), key: "node");
            CustomerGraph graph = new CustomerGraphBuilder(nodes).AddUserUser("edges", EdgeTable.FromCsv(RealData.Path($"{name}/edges.csv"))).Build();
            Assert.True(graph.Audit("label").Passed);
            Assert.True(graph.Audit("label", GraphSplit.FromColumns(nodes, "split")[0]).Passed);
        }
        CustomerGraph shop = SyntheticShop.Graph(1000);
        Assert.True(shop.Audit("Segment").Passed);
        Assert.Empty(shop.Audit("Segment").Findings);
    }

    [Fact]
    public void A_file_sorted_by_label_makes_no_honest_relation_a_leak()
    {
        (CustomerGraph graph, string[] keys) = Sorted();
        LeakAudit audit = graph.Audit("kind");
        Assert.Equal(["kind"], audit.Findings.Select(finding => finding.Subject));
        Assert.True(audit.Passed);
        Assert.Equal("neighbours", Assert.Single(new CustomerGraphBuilder(graph.Customers).AddUserUser("neighbours", Chain(keys, 2)).Build().Audit("kind").Findings, finding => finding.Severity == LeakSeverity.Flag).Subject);
    }

    [Fact]
    public void A_counter_is_flagged_where_labels_follow_the_order_and_what_sorts_the_file_is_noted()
    {
        (CustomerGraph graph, string[] keys) = Sorted();
        RandomSource random = new(8);
        NumberColumn counter = new("counter", [.. keys.Select((_, i) => i * 2.0 + 7)]);
        TimeColumn since = new("since", [.. keys.Select((_, i) => new DateTime(2020, 1, 1).AddDays(i / 7).Ticks)]);
        LeakFinding[] found = [.. graph.WithCustomers(graph.Customers.WithColumn(counter).WithColumn(since)).Audit("kind").Findings.Where(finding => finding.Check == LeakCheck.RowOrder)];
        Assert.Equal([("counter", LeakSeverity.Flag), ("kind", LeakSeverity.Note), ("since", LeakSeverity.Note)], found.Select(finding => (finding.Subject, finding.Severity)));
        Assert.Equal(1, found[0].Value, 9);
        Assert.InRange(found[2].Value, .999, 1);
        // Labels in a random order: the counter says nothing.
        CustomerTable mixed = graph.Customers.WithColumn(counter).WithColumn(CategoryColumn.FromTexts("kind", [.. keys.Select(_ => random.NextDouble() < .5 ? "x" : "y")]));
        Assert.Empty(graph.WithCustomers(mixed).Audit("kind").Findings);
    }

    [Fact]
    public void The_order_of_the_keys_counts_too()
    {
        // Rows are shuffled, keys tell in which order they were made, and kinds came in blocks of five.
        int[] order = new RandomSource(4).Permutation(600);
        string[] keys = [.. order.Select(number => $"K{number:D4}")];
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", [.. order.Select(number => number / 5 % 2 == 0 ? "x" : "y")])], keys, "id");
        LeakAudit audit = new CustomerGraphBuilder(customers).AddUserUser("by key", Chain([.. keys.Order(StringComparer.Ordinal)], 1)).Build().Audit("kind");
        Assert.Contains("follows the order of the keys", Assert.Single(audit.Findings, finding => finding.Check == LeakCheck.RowOrder).Words, StringComparison.Ordinal);
        Assert.Equal("by key", Assert.Single(audit.Findings, finding => finding.Severity == LeakSeverity.Flag).Subject);
    }

    [Fact]
    public void Runs_have_the_mean_and_deviation_of_all_orders()
    {
        string labels = GraphReference.Json["runs"]!["labels"]!.GetValue<string>();
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("label", [.. labels.Select(label => label.ToString())])]);
        LabelRuns runs = LabelRuns.In(CustomerOrder.Of(customers).First(), GraphLabels.Read(customers, "label", null));
        double same = GraphReference.Json["runs"]!["same"]!.GetValue<int>(), mean = GraphReference.Json["runs"]!["mean"]!.GetValue<double>(), deviation = GraphReference.Json["runs"]!["deviation"]!.GetValue<double>();
        Assert.Equal(same / 7, runs.Same, 12);
        Assert.Equal(mean / 7, runs.Chance, 12);
        Assert.Equal((same - mean) / deviation, runs.Z, 10);
    }

    [Fact]
    public void Columns_that_tell_the_label_are_flagged_and_good_ones_are_not()
    {
        const int n = 400;
        RandomSource random = new(6);
        int[] kinds = [.. Enumerable.Range(0, n).Select(_ => random.Next(3))];
        CustomerTable customers = CustomerTable.FromColumns(
        [
            CategoryColumn.FromTexts("kind", [.. kinds.Select(kind => "xyz"[kind].ToString())]),
            CategoryColumn.FromTexts("same", [.. kinds.Select(kind => "rst"[kind] + (random.Next(2) == 0 ? "1" : "2"))]),
            CategoryColumn.FromTexts("reason for leaving", [.. kinds.Select(kind => kind == 0 ? null : "r" + kind)]),
            new NumberColumn("code", [.. kinds.Select(kind => kind == 0 ? 5.0 : kind == 1 ? 900 : 17)]),
            new NumberColumn("score", [.. kinds.Select(kind => (kind == 1 ? 10 : 0) + random.NextNormal())]),
            new NumberColumn("band", [.. kinds.Select(kind => (kind == 1 ? 10 : kind == 2 ? 20 : 0) + random.NextNormal())]),
            new TimeColumn("moved on", [.. kinds.Select(kind => new DateTime(2020 + kind, 1 + random.Next(12), 3).Ticks)]),
            new NumberColumn("good", [.. kinds.Select(kind => kind * 1.5 + random.NextNormal())]),
            CategoryColumn.FromTexts("good level", [.. kinds.Select(kind => random.NextDouble() < .8 ? "g" + kind : "g" + random.Next(3))]),
            new NumberColumn("noise", [.. kinds.Select(_ => random.NextNormal())]),
            new TextColumn("name", [.. kinds.Select((_, i) => $"name {i}")]),
            CategoryColumn.FromTexts("constant", [.. kinds.Select(_ => "c")]),
        ]);
        LeakAudit audit = new CustomerGraphBuilder(customers).AddUserUser("friends", GraphTables.Edges(("1", "2"))).Build().Audit("kind");
        Assert.Equal(["same", "reason for leaving", "code", "score", "band", "moved on"], audit.Findings.Select(finding => finding.Subject));
        Assert.All(audit.Findings, finding => Assert.Equal((LeakSeverity.Flag, LeakCheck.LabelColumn), (finding.Severity, finding.Check)));
        Assert.Contains("for \"y\" its AUC is 1.000", audit.Findings[3].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_neighbours_by_the_label_are_flagged()
    {
        CustomerTable customers = GraphReference.Customers.WithColumn(new NumberColumn("label", [.. Enumerable.Range(0, 80).Select(i => i * 7 % 3.0)]));
        CustomerGraph graph = new CustomerGraphBuilder(customers).AddNearest("near").AddNearest("fair", new() { Columns = ["x0", "x1"] }).Build();
        LeakFinding flag = Assert.Single(graph.Audit("label").Findings, finding => finding.Severity == LeakSeverity.Flag);
        Assert.Equal(("near", LeakCheck.LabelColumn), (flag.Subject, flag.Check));
    }

    [Fact]
    public void Edges_between_training_and_test_are_noted_and_flagged_for_an_inductive_split()
    {
        CustomerGraph graph = new CustomerGraphBuilder(CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", ["x", "y", "x", "y", "x", "y"])], ["a", "b", "c", "d", "e", "f"], "id"))
            .AddUserUser("friends", GraphTables.Edges(("a", "b"), ("a", "c"), ("b", "d"), ("e", "a"), ("e", "f")))
            .AddUserUser("follows", GraphTables.Edges(("c", "a"), ("a", "d"), ("c", "d")), new() { Directed = true })
            .AddUserItem("bought", GraphTables.Edges(("a", "p"), ("c", "p"), ("d", "q"))).Build();
        GraphSplit split = GraphSplit.FromRows(graph.Customers, [0, 1], [2], [3]);
        LeakAudit audit = graph.Audit("kind", split);
        Assert.Equal([2, 2, 1], audit.Findings.Select(finding => finding.Value)); // e and f are in no part
        Assert.True(audit.Passed);
        Assert.Contains("2 edges (40.0 %) join training customers with those who validate or test, for example \"a – c\"", audit.Findings[0].Words, StringComparison.Ordinal);
        LeakAudit inductive = graph.Audit("kind", split.WithInductive(true));
        Assert.Equal([("friends", LeakSeverity.Flag), ("follows", LeakSeverity.Flag), ("bought", LeakSeverity.Note)], inductive.Findings.Select(finding => (finding.Subject, finding.Severity)));
        Assert.False(inductive.Passed);
    }

    [Fact]
    public void Edges_of_the_future_are_noted()
    {
        DateTime day = new(2024, 5, 1);
        EdgeTable edges = EdgeTable.FromColumns(["a", "b", "a"], ["b", "c", "c"], times: [day, day.AddDays(2), day.AddDays(3)]);
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", ["x", "y", "x"])], ["a", "b", "c"], "id");
        LeakFinding found = Assert.Single(new CustomerGraphBuilder(customers).AddUserUser("friends", edges).UseCutOff(day.AddDays(2)).Build().Audit("kind").Findings);
        Assert.Equal((LeakSeverity.Note, LeakCheck.CutOff, "friends", 2), (found.Severity, found.Check, found.Subject, found.Value));
        Assert.StartsWith("2 edges at or after the cut-off 2024-05-03", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_training_labels_are_read()
    {
        CustomerGraph graph = SyntheticShop.Graph(600);
        GraphSplit split = graph.Split(new() { StratifyBy = "Segment" });
        string?[] labels = [.. Enumerable.Range(0, 600).Select(row => split.Train.Contains(row) ? graph.Customers["Segment"].Text(row) : $"secret {row}")];
        CustomerGraph changed = graph.WithCustomers(graph.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        Assert.Equal(graph.Audit("Segment", split).ToString(), changed.Audit("Segment", split).ToString());
        Assert.Equal(split.Train.Length, changed.Audit("Segment", split).Labelled);
    }

    [Fact]
    public void The_audit_prints_as_text_Markdown_and_HTML()
    {
        (CustomerGraph graph, string[] keys) = Sorted();
        LeakAudit audit = new CustomerGraphBuilder(graph.Customers).AddUserUser("neighbours|of all", Chain(keys, 2)).Build().Audit("kind");
        Assert.All(audit.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.StartsWith("Leak audit for \"kind\", labels of 600 customers read: 1 flag, 1 note\n\n", audit.ToString(), StringComparison.Ordinal);
        Assert.Contains("FLAG  neighbours|of all", audit.ToString(), StringComparison.Ordinal);
        Assert.Contains("| FLAG | neighbours\\|of all |", audit.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal("FLAG", XElement.Parse(((IHtmlView)audit).ToHtml()).Descendants("td").First().Value);
        LeakAudit clean = SyntheticShop.Graph(200).Audit("Segment");
        Assert.Equal("Leak audit for \"Segment\", labels of 200 customers read: nothing found", clean.ToString());
        Assert.Equal(clean.ToString(), clean.ToMarkdown());
        Assert.StartsWith("FLAG neighbours|of all: 100.0 % of its edges join customers within 5 places in the order of the rows", audit.Findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_of_other_customers_is_refused()
    {
        CustomerGraph graph = SyntheticShop.Graph(20);
        Assert.Equal("The split is of 10 customers but the graph has 20. Make the split from this graph, or from its customers.",
            Assert.Throws<SegmentationException>(() => graph.Audit("Segment", SyntheticShop.Graph(10).Split())).Message);
    }

    /// <summary>600 customers sorted by kind, six kinds; a relation that joins within the kind in four of five edges, wherever they stand.</summary>
    private static (CustomerGraph, string[]) Sorted()
    {
        RandomSource random = new(2);
        string[] keys = [.. Enumerable.Range(0, 600).Select(i => $"{(char)('a' + i % 26)}-{i * 7 % 600}")];
        List<(string?, string?)> edges = [];
        while (edges.Count < 2000)
            if (random.Next(600) is var i && random.Next(600) is var j && i != j && (i / 100 == j / 100 || random.NextDouble() < .05)) edges.Add((keys[i], keys[j]));
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", [.. keys.Select((_, i) => $"kind {i / 100}")])], keys, "id");
        return (new CustomerGraphBuilder(customers).AddUserUser("friends", GraphTables.Edges([.. edges])).Build(), keys);
    }

    /// <summary>Each joined with the next few.</summary>
    private static EdgeTable Chain(IReadOnlyList<string> keys, int reach)
    {
        (int From, int To)[] pairs = [.. from i in Enumerable.Range(0, keys.Count) from d in Enumerable.Range(1, reach) where i + d < keys.Count select (i, i + d)];
        return EdgeTable.FromColumns([.. pairs.Select(pair => keys[pair.From])], [.. pairs.Select(pair => keys[pair.To])]);
    }
}
