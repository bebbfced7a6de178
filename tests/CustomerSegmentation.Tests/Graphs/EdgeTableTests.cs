using System.Data.Common;
using Microsoft.Data.Sqlite;
using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

public sealed class EdgeTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private EdgeTable Read(string csv, EdgeColumns? columns = null, CsvOptions? options = null)
    {
        File.WriteAllText(_folder.File("edges.csv"), csv);
        return EdgeTable.FromCsv(_folder.File("edges.csv"), columns, options);
    }

    private static (string?, string?)[] Ends(EdgeTable edges) => [.. Enumerable.Range(0, edges.Count).Select(i => (edges.Name(edges.From[i]), edges.Name(edges.To[i])))];

    [Fact]
    public void The_first_two_columns_of_a_file_are_the_ends()
    {
        EdgeTable edges = Read("u;v;note\na;b;x\nb;\"c;d\";y\n\na;b;z\n");
        Assert.Equal([("a", "b"), ("b", "c;d"), ("a", "b")], Ends(edges));
        Assert.Equal(("u", "v", false, false), (edges.FromName, edges.ToName, edges.HasWeights, edges.HasTimes));
        Assert.Equal(["1 column of edges not used, for example \"note\"", "1 blank line skipped"], Notes(edges.Notes));
    }

    [Fact]
    public void Columns_are_found_by_name()
    {
        EdgeTable edges = Read("when,amount,who,what\n2024-01-02,1.5,a,p\n2024-01-03 10:00:00,2e1,b,q\n", new() { From = "who", To = "what", Weight = "amount", Time = "when" });
        Assert.Equal([("a", "p"), ("b", "q")], Ends(edges));
        Assert.Equal([1.5, 20], edges.Weights!);
        Assert.Equal([new DateTime(2024, 1, 2).Ticks, new DateTime(2024, 1, 3, 10, 0, 0).Ticks], edges.Times!);
        Assert.Empty(edges.Notes);
    }

    [Fact]
    public void One_named_end_leaves_the_other_to_the_first_column_that_is_free()
    {
        Assert.Equal([("2", "1")], Ends(Read("a,b,c\n1,2,3\n", new() { From = "b" })));
        Assert.Equal([("3", "1")], Ends(Read("a,b,c\n1,2,3\n", new() { From = "c" })));
        Assert.Equal([("2", "1")], Ends(Read("a,b,c\n1,2,3\n", new() { To = "a" })));
        Assert.Equal([("1", "3")], Ends(Read("a,b,c\n1,2,3\n", new() { To = "c" })));
    }

    [Fact]
    public void A_blank_end_or_a_marker_of_none_is_no_end()
    {
        EdgeTable edges = Read("u,v\na,\n NA ,b\nb,a\n", options: new() { MissingMarkers = CsvOptions.CommonMissingMarkers });
        Assert.Equal([("a", null), (null, "b"), ("b", "a")], Ends(edges));
    }

    [Fact]
    public void Ends_keep_every_character_whatever_their_length()
    {
        string[] names = ["a", "A", "ä", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaa", "日本", " a", "00000001", "1", "\u00ff\u00ff", "a\u0100", new string('x', 400)];
        EdgeTable edges = Read("u,v\n" + string.Concat(names.SelectMany(one => names.Select(other => $"{one},{other}\n"))));
        Assert.Equal(names.SelectMany(one => names.Select(other => ((string?)one, (string?)other))), Ends(edges));
        Assert.Equal(names.Length, edges.Names.Length);
    }

    [Fact]
    public void Thousands_of_ends_keep_their_numbers_while_the_table_of_names_grows()
    {
        string[] from = [.. Enumerable.Range(0, 20_000).Select(i => $"u{i * 7919 % 5_000}")], to = [.. Enumerable.Range(0, 20_000).Select(i => $"customer-{i * 104_729 % 7_000}")];
        EdgeTable edges = EdgeTable.FromColumns(from, to);
        Assert.Equal(from.Zip(to, (a, b) => ((string?)a, (string?)b)), Ends(edges));
        Assert.Equal(from.Concat(to).Distinct().Count(), edges.Names.Length);
    }

    [Fact]
    public void A_header_alone_gives_no_edges() => Assert.Equal(0, Read("from,to\n").Count);

    [Fact]
    public void Numbers_that_are_named_as_columns_are_columns() => Assert.Equal([("a", "b")], Ends(Read("1,2\na,b\n", new() { From = "1" })));

    [Fact]
    public void A_missing_weight_or_time_is_kept_as_missing()
    {
        EdgeTable edges = Read("u,v,w,t\na,b,,\na,b,nan,2024-01-01\n", new() { Weight = "w", Time = "t" });
        Assert.Equal([double.NaN, double.NaN], edges.Weights!);
        Assert.Equal([TimeColumn.Missing, new DateTime(2024, 1, 1).Ticks], edges.Times!);
    }

    [Fact]
    public void All_times_together_say_whether_the_day_or_the_month_comes_first()
    {
        Assert.Equal([Day(2, 1), Day(13, 1)], Read("u,v,t\na,b,02/01/2024\na,b,13/01/2024\n", new() { Time = "t" }).Times!);
        Assert.Equal([Day(1, 2), Day(13, 1)], Read("u,v,t\na,b,02/01/2024\na,b,01/13/2024\n", new() { Time = "t" }).Times!);
        Assert.Equal([Day(5, 5), TimeColumn.Missing, Day(2, 1)], Read("u,v,t\na,b,2024-05-05\na,b,\na,b,02/01/2024\n", new() { Time = "t" }, new() { DayFirst = true }).Times!);

        static long Day(int day, int month) => new DateTime(2024, month, day).Ticks;
    }

    [Fact]
    public void Edges_come_from_a_table_whose_key_is_a_column_like_others()
    {
        CustomerTable customers = CustomerTable.FromColumns(
            [CategoryColumn.FromTexts("referrer", [null, "a", "a"]), new NumberColumn("weight", [1, 2, 3]), new TimeColumn("day", [5, 6, 7])], ["a", "b", "c"], "id");
        EdgeTable edges = EdgeTable.FromTable(customers, new() { Weight = "weight", Time = "day" });
        Assert.Equal([("a", null), ("b", "a"), ("c", "a")], Ends(edges));
        Assert.Equal([1, 2, 3.0], edges.Weights!);
        Assert.Equal([5, 6, 7L], edges.Times!);
    }

    [Fact]
    public void A_key_that_is_only_the_row_number_is_no_end_unless_it_is_named()
    {
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("u", [7, 8]), new TextColumn("v", ["x", "y"])]);
        Assert.Equal([("7", "x"), ("8", "y")], Ends(EdgeTable.FromTable(table)));
        Assert.Equal([("1", "x"), ("2", "y")], Ends(EdgeTable.FromTable(table, new() { From = "row", To = "v" })));
    }

    [Fact]
    public void Edges_come_from_a_database()
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 12 AS u, 'b' AS v, 1.5 AS w, '2024-01-02 03:04:05' AS t UNION ALL SELECT NULL, 'c', 2, NULL";
        using DbDataReader reader = command.ExecuteReader();
        EdgeTable edges = EdgeTable.FromDataReader(reader, new() { Weight = "w", Time = "t" });
        Assert.Equal([("12", "b"), (null, "c")], Ends(edges));
        Assert.Equal([1.5, 2], edges.Weights!);
        Assert.Equal([new DateTime(2024, 1, 2, 3, 4, 5).Ticks, TimeColumn.Missing], edges.Times!);
    }

    [Fact]
    public void Typed_fields_of_a_reader_are_read_by_their_types()
    {
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("v", [2]), new NumberColumn("w", [3]), new TimeColumn("t", [new DateTime(2024, 1, 2).Ticks])], ["a"], "u");
        using DbDataReader reader = table.ToDataReader();
        EdgeTable edges = EdgeTable.FromDataReader(reader, new() { Weight = "w", Time = "t" });
        Assert.Equal([("a", "2")], Ends(edges));
        Assert.Equal((3.0, new DateTime(2024, 1, 2).Ticks), (edges.Weights![0], edges.Times![0]));
    }

    [Fact]
    public void Edges_come_from_objects()
    {
        (string? Who, string What, double? Amount, DateTime? Day)[] orders = [("a", "p", 2, new(2024, 1, 1)), (null, "q", null, null)];
        EdgeTable edges = EdgeTable.FromObjects(orders, o => o.Who, o => o.What, o => o.Amount, o => o.Day);
        Assert.Equal([("a", "p"), (null, "q")], Ends(edges));
        Assert.Equal([2, double.NaN], edges.Weights!);
        Assert.Equal([new DateTime(2024, 1, 1).Ticks, TimeColumn.Missing], edges.Times!);
        Assert.False(EdgeTable.FromObjects(orders, o => o.Who, o => o.What).HasWeights);
    }

    [Fact]
    public void Local_time_becomes_UTC()
    {
        DateTime local = new(2024, 7, 1, 12, 0, 0, DateTimeKind.Local);
        Assert.Equal(local.ToUniversalTime().Ticks, EdgeTable.FromColumns(["a"], ["b"], null, [local]).Times![0]);
    }

    [Fact]
    public void An_edge_table_says_what_it_is()
    {
        Assert.Equal("columns: 2 edges from from to to, 3 different ends; weights, no times", Weighted(("a", "b", 1), ("a", "c", 2)).ToString());
        Assert.EndsWith("no weights, times\n- 1 column of edges not used, for example \"w\"", Read("u,v,w,t\na,b,1,2024-01-01\n", new() { Time = "t" }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_tells_how_far_it_is_and_can_be_cancelled()
    {
        List<long> told = [];
        File.WriteAllText(_folder.File("edges.csv"), "u,v\na,b\nb,c\n");
        EdgeTable.FromCsv(_folder.File("edges.csv"), progress: new Rows(told));
        Assert.Equal([2L], told);
        Assert.Throws<OperationCanceledException>(() => EdgeTable.FromCsv(_folder.File("edges.csv"), cancellationToken: new(canceled: true)));
    }

    private sealed class Rows(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}
