using System.Xml.Linq;
using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

public sealed class CustomerGraphTests
{
    private static CustomerGraph Graph() => new CustomerGraphBuilder(Nodes("a", "b", "c", "d"))
        .AddUserUser("friends", Weighted(("a", "b", 2), ("b", "c", 3), ("c", "d", 1)))
        .AddUserUser("refers", Edges(("a", "c"), ("d", "a")), new() { Directed = true })
        .AddUserItem("bought", Edges(("a", "p"), ("c", "p"), ("c", "q"))).Build();

    [Fact]
    public void A_graph_shows_its_relations_as_a_table() => Assert.Equal(
        """
        4 customers of columns, 3 relations

        relation  links               items  edges  weights  customers with edges  mean  most
        ────────  ──────────────────  ─────  ─────  ───────  ────────────────────  ────  ────
        friends   customers                      3  yes                   100.0 %   1.5     2
        refers    customers, one way             2  no                     50.0 %   0.5     1
        bought    customers, bought       2      3  no                     50.0 %  0.75     2
        """.ReplaceLineEndings("\n"), Graph().ToString());

    [Fact]
    public void Relations_and_items_say_what_they_are()
    {
        CustomerGraph graph = Graph();
        Assert.Equal("friends: 3 edges between customers", graph["friends"].ToString());
        Assert.Equal("refers: 2 directed edges between customers", graph["refers"].ToString());
        Assert.Equal("bought: 3 edges between customers and bought", graph["bought"].ToString());
        Assert.Equal("bought: 2 items from edges", graph.Items[0].ToString());
        Assert.Equal((RelationKind.UserItem, false, false), (graph["bought"].Kind, graph["bought"].Directed, graph["bought"].Derived));
    }

    [Fact]
    public void A_notebook_shows_a_graph_as_html()
    {
        CustomerGraph graph = Friends(Nodes("a", "b", "<c>"), Edges(("a", "b"), ("a", "b")));
        XElement view = XElement.Parse(((IHtmlView)graph).ToHtml());
        Assert.Equal("3 customers of columns, 1 relation", view.Element("p")!.Value);
        Assert.Equal(["friends", "customers", "", "1", "yes", "66.7 %", "0.6667", "1"], view.Descendants("td").Select(cell => cell.Value));
        Assert.Equal(["friends: 1 repeated edge, their weights added to the first", "1 customer without an edge in any relation"], view.Descendants("li").Select(item => item.Value));
    }

    [Fact]
    public void A_relation_can_be_left_out()
    {
        CustomerGraph graph = Graph(), less = graph.Without("friends");
        Assert.Equal(["refers", "bought"], less.Relations.Select(relation => relation.Name));
        Assert.Equal(3, graph.Relations.Count);
        Assert.Equal(["1 customer without an edge in any relation"], Notes(less.Notes));
        Assert.Equal("There is no relation \"freinds\" in the graph; did you mean \"friends\"? It has: \"friends\", \"refers\", \"bought\".", Message(() => graph.Without("freinds")));
        Assert.Empty(less.Without("refers").Without("bought").Relations);
    }

    [Fact]
    public void Customers_can_get_other_columns_but_not_other_keys()
    {
        CustomerGraph graph = Graph(), other = graph.WithCustomers(graph.Customers.WithColumn(new NumberColumn("y", [1, 2, 3, 4])));
        Assert.True(other.Customers.Contains("y"));
        Assert.Same(graph["friends"], other["friends"]);
        Assert.Equal("Row 2 of columns is \"c\", but in the graph it is \"b\". Give the same customers in the same order.", Message(() => graph.WithCustomers(Nodes("a", "c", "b", "d"))));
        Assert.Equal("columns has 1 customer, but the graph has 4. Give the same customers in the same order.", Message(() => graph.WithCustomers(Nodes("a"))));
    }

    [Fact]
    public void Some_customers_keep_the_edges_among_them_and_to_items()
    {
        CustomerGraph part = Graph().Induced([0, 2, 3]);
        Assert.Equal(["a", "c", "d"], part.Customers.Keys);
        Assert.Equal([(1, 2, 1f), (2, 1, 1f)], Entries(part["friends"].ToUsers));
        Assert.Equal([(0, 2, 1f), (1, 0, 1f)], Entries(part["refers"].ToUsers));
        Assert.Equal([(0, 0, 1f), (1, 0, 1f), (1, 1, 1f)], Entries(part["bought"].ToUsers));
        Assert.Equal(["p", "q"], part.Items[0].Keys);
        Assert.Equal((1, 3, -1), (part.Row("c"), Graph().Row("d"), part.Row("b")));
        Assert.Same(part["friends"].ToUsers, part["friends"].FromUsers);
    }

    [Fact]
    public void Some_customers_in_another_order_are_the_same_graph_renumbered()
    {
        int[] order = [3, 1, 0, 2];
        CustomerGraph graph = Graph(), other = graph.Induced(order);
        foreach (string name in new[] { "friends", "refers" })
            Assert.Equal(Entries(graph[name].ToUsers), Entries(other[name].ToUsers).Select(entry => (Row: order[entry.Row], Column: order[entry.Column], entry.Weight)).Order());
        Assert.All(Enumerable.Range(0, 4), row => Assert.Equal(other["friends"].ToUsers.Row(row).ToArray().Order(), other["friends"].ToUsers.Row(row).ToArray()));
        Assert.Equal(Entries(graph["bought"].ToUsers), Entries(other["bought"].ToUsers).Select(entry => (Row: order[entry.Row], entry.Column, entry.Weight)).Order());
    }
}
