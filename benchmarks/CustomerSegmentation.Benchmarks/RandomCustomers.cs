using System.Globalization;

namespace CustomerSegmentation.Benchmarks;

/// <summary>Random customers and their friendships as a user of the library has them: columns, keys, ends of edges as texts.</summary>
internal static class RandomCustomers
{
    public const string Relation = "friends", Label = "Segment";

    /// <summary>The names of the features.</summary>
    public static string[] Features(int count) => [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"f{i}"))];

    public static string Key(int user) => string.Create(CultureInfo.InvariantCulture, $"customer-{user:D8}");

    /// <summary>Customers with normal features and, but for newcomers, random labels.</summary>
    public static CustomerTable Table(string[] keys, int features, int labels, ulong seed)
    {
        RandomSource random = RandomSource.For(seed, "customers", 0);
        List<Column> columns = [];
        foreach (string name in Features(features))
        {
            double[] values = new double[keys.Length];
            for (int row = 0; row < values.Length; row++) values[row] = random.NextNormal();
            columns.Add(new NumberColumn(name, values));
        }
        if (labels > 0) columns.Add(new CategoryColumn(Label, [.. keys.Select(_ => random.Next(labels))], [.. Enumerable.Range(0, labels).Select(label => string.Create(CultureInfo.InvariantCulture, $"s{label}"))]));
        return CustomerTable.FromColumns(columns, keys, "Customer");
    }

    /// <summary>The graph of a random one.</summary>
    public static CustomerGraph Graph(RandomGraph graph, int features, int labels)
    {
        string[] keys = [.. Enumerable.Range(0, graph.Users).Select(Key)];
        EdgeTable edges = EdgeTable.FromColumns([.. graph.From.Select(user => keys[user])], [.. graph.To.Select(user => keys[user])]);
        return new CustomerGraphBuilder(Table(keys, features, labels, 1)).AddUserUser(Relation, edges).Build();
    }
}
