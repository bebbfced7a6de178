using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GraphHealthTests
{
    public static TheoryData<string> Relations => ["friends", "follows", "bought"];

    [Theory]
    [MemberData(nameof(Relations))]
    public void Degrees_components_and_homophily_are_those_of_numpy_and_scipy(string name)
    {
        JsonNode expected = GraphReference.Json[name + "_health"]!;
        RelationHealth relation = GraphReference.Graph.Health("label", GraphReference.Whole(GraphReference.Json["labelled"])).Relations.First(relation => relation.Name == name);
        Close(GraphReference.Numbers(expected["degrees"]), relation.Degrees);
        Assert.Equal(GraphReference.Whole(expected["components"]), (int[])[relation.Components, relation.LargestComponent]);
        Assert.Equal(expected["isolated"]!.GetValue<int>(), relation.Isolated);
        Homophily found = relation.Homophily!;
        Assert.Equal(expected["edges"]!.GetValue<int>() / (name == "friends" ? 2 : 1), found.Edges);
        Assert.Equal(expected["share"]!.GetValue<double>(), found.Share, 12);
        Assert.Equal(expected["chance"]!.GetValue<double>(), found.Chance, 12);
        Assert.Equal(expected["error"]!.GetValue<double>(), found.StandardError, 12);
        Assert.Equal((found.Share - found.Chance) / (1 - found.Chance), found.Adjusted);
        if (name != "bought") return;
        Close(GraphReference.Numbers(expected["item_degrees"]), relation.ItemDegrees!);
        Assert.Equal((40, expected["cold"]!.GetValue<int>()), (relation.Items!.Value, relation.ColdItems!.Value));

        static void Close(double[] expected, DegreeSummary found)
        {
            double[] values = [found.Mean, found.Lower, found.Median, found.Upper, found.Top, found.Most];
            for (int i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], 12);
        }
    }

    [Fact]
    public void Components_of_the_whole_graph_go_over_all_relations_and_through_items()
    {
        GraphHealth health = GraphReference.Graph.Health();
        Assert.Equal(GraphReference.Whole(GraphReference.Json["all_components"]), (int[])[health.Components, health.LargestComponent]);
        Assert.Equal(80, health.Customers);
        Assert.Null(health.Label);
        Assert.All(health.Relations, relation => Assert.Null(relation.Homophily));
        Assert.DoesNotContain("verdict", health.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hubs_are_named_and_isolated_customers_counted()
    {
        GraphHealth health = new CustomerGraphBuilder(GraphTables.Nodes("a", "b", "c", "d", "e"))
            .AddUserUser("friends", GraphTables.Edges(("c", "a"), ("c", "b"), ("c", "d"), ("a", "b"), ("b", "a"), ("d", "d"), ("a", "nobody"))).Build().Health();
        Assert.Equal([new("c", 3), new("a", 2), new("b", 2), new("d", 1)], health.Relations[0].Hubs);
        Assert.Equal((1, 2, 4), (health.Isolated, health.Components, health.LargestComponent));
        string text = health.ToString();
        Assert.Contains("c 3, a 2, b 2, d 1", text, StringComparison.Ordinal);
        Assert.Contains("from a customer to itself", text, StringComparison.Ordinal);
        Assert.Contains("unknown end", text, StringComparison.Ordinal);
        Assert.Contains("repeated edge", text, StringComparison.Ordinal);
        Assert.Equal(3, health.Relations[0].Notes.Count);
    }

    [Fact]
    public void Only_labels_of_the_given_rows_are_read()
    {
        int[] given = GraphReference.Whole(GraphReference.Json["labelled"]);
        CustomerGraph graph = GraphReference.Graph;
        string?[] labels = [.. Enumerable.Range(0, 80).Select(row => given.Contains(row) ? graph.Customers["label"].Text(row) : $"another {row}")];
        CustomerGraph changed = graph.WithCustomers(graph.Customers.WithColumn(CategoryColumn.FromTexts("label", labels)));
        Assert.Equal(graph.Health("label", given).ToString(), changed.Health("label", given).ToString());
        Assert.NotEqual(graph.Health("label", given).ToString(), graph.Health("label").ToString());
    }

    [Fact]
    public void The_verdict_tells_what_helps_from_what_is_chance()
    {
        // Two kinds in turn; one relation within the kinds, one between them, one that does not care.
        const int n = 400;
        string[] keys = [.. Enumerable.Range(0, n).Select(i => $"c{i}")];
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? "x" : "y")])], keys, "id");
        RandomSource random = new(5);
        CustomerGraph graph = new CustomerGraphBuilder(customers)
            .AddUserUser("within", Draw((i, j) => i % 2 == j % 2 || random.NextDouble() < .2))
            .AddUserUser("between", Draw((i, j) => i % 2 != j % 2 || random.NextDouble() < .2))
            .AddUserUser("any", Draw((_, _) => true))
            .AddUserUser("few", GraphTables.Edges(("c0", "c2"), ("c1", "c3"))).Build();
        GraphHealth health = graph.Health("kind");
        Assert.Equal([HomophilyVerdict.Helps, HomophilyVerdict.Helps, HomophilyVerdict.None, HomophilyVerdict.TooFew], health.Relations.Select(relation => relation.Homophily!.Verdict));
        Assert.True(health.Relations[1].Homophily!.Z < -3);
        string text = health.ToString();
        Assert.Contains("helps: opposites meet", text, StringComparison.Ordinal);
        Assert.Contains("too few labels", text, StringComparison.Ordinal);

        EdgeTable Draw(Func<int, int, bool> accept)
        {
            List<(string?, string?)> edges = [];
            while (edges.Count < 800)
                if (random.Next(n) is var i && random.Next(n) is var j && i != j && accept(i, j)) edges.Add((keys[i], keys[j]));
            return GraphTables.Edges([.. edges]);
        }
    }

    [Fact]
    public void A_random_relation_is_rarely_taken_for_a_helpful_one()
    {
        // The jackknife is conservative: of 200 random graphs about one in twenty or fewer may look like more than chance, none like much.
        int surprised = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            RandomSource random = new((ulong)trial);
            string[] keys = [.. Enumerable.Range(0, 150).Select(i => $"c{i}")];
            CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", [.. keys.Select(_ => random.NextDouble() < .3 ? "x" : "y")])], keys, "id");
            (string?, string?)[] edges = [.. Enumerable.Range(0, 300).Select(_ => ((string?)keys[random.Next(150)], (string?)keys[random.Next(150) / 3]))]; // some are met more often
            Homophily found = new CustomerGraphBuilder(customers).AddUserUser("any", GraphTables.Edges(edges)).Build().Health("kind").Relations[0].Homophily!;
            if (Math.Abs(found.Z) >= 2) surprised++;
            Assert.True(Math.Abs(found.Z) < 4.5);
        }
        Assert.InRange(surprised, 0, 18);
    }

    [Fact]
    public void The_report_is_invariant_and_no_wider_than_100_columns()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            string[] keys = [.. Enumerable.Range(0, 60).Select(i => $"customer <{i}> with a very long name, as some have it")];
            CustomerGraph graph = new CustomerGraphBuilder(CustomerTable.FromColumns([CategoryColumn.FromTexts("label|", [.. keys.Select((_, i) => i % 3 == 0 ? "x" : "y")])], keys, "id"))
                .AddUserUser("friends and relatives of the first, second and third degree", EdgeTable.FromColumns(keys[..59], keys[1..]))
                .AddUserItem("bought", EdgeTable.FromColumns(keys, [.. keys.Select((_, i) => $"item {i % 7}")])).Build();
            GraphHealth health = graph.Health("label|");
            string text = health.ToString();
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
            Assert.Contains("1.97", text, StringComparison.Ordinal);
            Assert.DoesNotContain("1,97", text, StringComparison.Ordinal);
            Assert.Contains("same label\\|", health.ToMarkdown(), StringComparison.Ordinal);
            XElement html = XElement.Parse(((IHtmlView)health).ToHtml());
            Assert.Equal(4, html.Elements("table").Count());
            Assert.StartsWith("60 customers in 2 relations: 1 component, the largest with 60 customers", html.Element("p")!.Value, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_graph_without_relations_or_edges_has_a_report_too()
    {
        CustomerGraph one = new CustomerGraphBuilder(GraphTables.Nodes("a", "b")).AddUserUser("friends", GraphTables.Edges()).Build();
        Assert.Equal((2, 2, 1), (one.Health().Isolated, one.Health().Components, one.Health().LargestComponent));
        Assert.Empty(one.Health().Relations[0].Hubs);
        Assert.StartsWith("2 customers in 0 relations: 2 components", one.Without("friends").Health().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        CustomerGraph graph = GraphReference.Graph;
        CustomerGraph none = graph.WithCustomers(graph.Customers.WithColumn(CategoryColumn.FromTexts("empty", new string?[80])).WithColumn(new NumberColumn("many", [.. Enumerable.Range(0, 80).Select(i => (double)i)])));
        Assert.Equal("None of the 2 customers whose label may be read has one in column \"empty\" of columns. Give rows with a label, or leave the label out.",
            Assert.Throws<SegmentationException>(() => none.Health("empty", [1, 2])).Message);
        Assert.Contains("There is no column \"lable\"", Assert.Throws<SegmentationException>(() => graph.Health("lable")).Message, StringComparison.Ordinal);
        Assert.Contains("Row 80 is not one of the 80 customers", Assert.Throws<ArgumentOutOfRangeException>(() => graph.Health("label", [80])).Message, StringComparison.Ordinal);
        Assert.Contains("but not the label", Assert.Throws<ArgumentException>(() => graph.Health(null, [1])).Message, StringComparison.Ordinal);
        string[] keys = [.. Enumerable.Range(0, 101).Select(i => $"c{i}")];
        CustomerGraph wide = new CustomerGraphBuilder(CustomerTable.FromColumns([CategoryColumn.FromTexts("id too", keys)], keys, "id")).AddUserUser("friends", GraphTables.Edges(("c0", "c1"))).Build();
        Assert.Contains("has 101 different values, for example \"c0\", \"c1\", \"c10\" and 98 more; a label has at most 100", Assert.Throws<SegmentationException>(() => wide.Health("id too")).Message, StringComparison.Ordinal);
    }
}
