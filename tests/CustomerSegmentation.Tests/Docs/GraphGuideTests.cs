using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of graphs.md on building a graph, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GraphGuideTests
{
    private readonly DocsFolder _folder;

    public GraphGuideTests(DocsFolder folder)
    {
        _folder = folder;
        IReadOnlyList<string> keys = DocsFolder.Customers.Keys;
        File.WriteAllLines("friends.csv", ["from,to", $"{keys[0]},{keys[1]}", $"{keys[1]},{keys[0]}", $"{keys[2]},nobody", $"{keys[2]},{keys[2]}", .. Enumerable.Range(3, 200).Select(i => $"{keys[i]},{keys[i * 2]}")]);
        File.WriteAllLines("orders.csv", ["CustomerId,ProductId,Amount,Day", .. keys.Select((key, i) => $"{key},p{i % 40},{1 + i % 5},2024-0{1 + i % 9}-15")]);
        File.WriteAllLines("products.csv", ["ProductId,Price", .. Enumerable.Range(0, 45).Select(i => $"p{i},{i + 0.5}")]);
        File.WriteAllLines("interests.csv", ["CustomerId,Interest,Hours", $"{keys[0]},tea,", $"{keys[0]},books,2.5", $"{keys[1]},tea,1"]);
        File.WriteAllLines("newcomers-friends.csv", ["from,to", $"new-1,{keys[5]}"]);
    }

    private static CustomerTable Customers => DocsFolder.Customers;

    [Fact]
    public void A_graph_is_built_from_customers_and_edges()
    {
        // docs
        CustomerTable customers = CustomerTable.FromCsv("customers.csv", key: "CustomerId");
        EdgeTable friends = EdgeTable.FromCsv("friends.csv");                 // the first two columns are the ends
        EdgeTable orders = EdgeTable.FromCsv("orders.csv", new() { From = "CustomerId", To = "ProductId", Weight = "Amount", Time = "Day" });

        CustomerGraph graph = new CustomerGraphBuilder(customers)
            .AddUserUser("friends", friends)
            .AddUserItem("bought", orders)
            .Build();
        Console.WriteLine(graph);
        // end
        string printed = _folder.Printed();
        Assert.Contains("friends: 1 edge with an unknown end, dropped, for example \"nobody\"", printed, StringComparison.Ordinal);
        Assert.Contains("friends: 1 repeated edge, their weights added to the first", printed, StringComparison.Ordinal);
        Assert.Equal((201, 600), (graph["friends"].Edges, graph["bought"].Edges));
    }

    [Fact]
    public void Edges_come_from_tables_and_objects()
    {
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("ReferredBy", [null, "a"])], ["a", "b"], "CustomerId");
        (string Customer, string Product, double Amount, DateTime Day)[] orders = [("a", "p", 2, new(2024, 1, 2))];
        // docs
        EdgeTable referrals = EdgeTable.FromTable(customers, new() { From = "CustomerId", To = "ReferredBy" });
        EdgeTable bought = EdgeTable.FromObjects(orders, o => o.Customer, o => o.Product, o => o.Amount, o => o.Day);
        // end
        Assert.Equal((2, 1, true), (referrals.Count, bought.Count, bought.HasTimes));
    }

    [Fact]
    public void Rules_are_options()
    {
        CustomerTable customers = Customers;
        EdgeTable friends = EdgeTable.FromCsv("friends.csv");
        // docs
        CustomerGraph graph = new CustomerGraphBuilder(customers)
            .AddUserUser("follows", friends, new RelationOptions
            {
                Directed = true,
                Repeated = RepeatedEdges.Max,
                MostNeighbours = 100,
            })
            .Build();
        // end
        Assert.True(graph["follows"].Directed);
    }

    [Fact]
    public void Items_can_have_a_table()
    {
        CustomerTable customers = Customers;
        EdgeTable orders = EdgeTable.FromCsv("orders.csv", new() { From = "CustomerId", To = "ProductId", Time = "Day" });
        // docs
        CustomerGraph graph = new CustomerGraphBuilder(customers)
            .AddItems("products", CustomerTable.FromCsv("products.csv", key: "ProductId"))
            .AddUserItem("bought", orders, items: "products")
            .UseCutOff(new DateTime(2024, 7, 1))                              // what is bought later is not seen
            .Build();
        // end
        Assert.Contains("bought: 5 items without an edge", graph.Notes.Select(note => note.ToString()));
        Assert.Equal(402, graph["bought"].Edges);
    }

    [Fact]
    public void Features_of_nodes_can_lie_in_a_file_of_their_own()
    {
        CustomerTable customers = Customers;
        // docs
        CustomerTable described = NodeFeatures.FromCsv("interests.csv", customers, new() { Prefix = "interest " });
        // end
        Assert.Equal([1, 1, 0.0], ((NumberColumn)described["interest tea"]).Values[..3].ToArray());
    }

    [Fact]
    public void Newcomers_are_added_with_their_edges()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Customers).AddUserUser("friends", EdgeTable.FromCsv("friends.csv")).Build();
        CustomerTable newcomers = CustomerTable.FromColumns([new NumberColumn("Age", [30])], ["new-1"], "CustomerId");
        // docs
        CustomerGraph later = graph.With(newcomers, ("friends", EdgeTable.FromCsv("newcomers-friends.csv")));
        // end
        Assert.Equal(1, later["friends"].Edges - graph["friends"].Edges);
    }
}
