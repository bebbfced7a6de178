using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class EdgeTableErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The message, with the file's name for its path.</summary>
    private string Message(string csv, EdgeColumns? columns = null, CsvOptions? options = null)
    {
        File.WriteAllText(_folder.File("edges.csv"), csv);
        return GraphTables.Message(() => EdgeTable.FromCsv(_folder.File("edges.csv"), columns, options)).Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_one_column_is_said_to_have_one()
    {
        Assert.Equal("edges.csv has one column, \"u\", cut at comma. Expected: two columns with the ends of the edges, and more for weight and time where there are.", Message("u\na\n"));
        Assert.Equal("edges.csv has one column, \"u,v\", cut at semicolon. Expected: two columns with the ends of the edges, and more for weight and time where there are.",
            Message("u,v\na,b\n", options: new() { Delimiter = ';' }));
    }

    [Fact]
    public void A_table_or_reader_with_too_few_columns_is_said_to_have_them()
    {
        Assert.StartsWith("columns has no column. Expected: two columns", GraphTables.Message(() => EdgeTable.FromTable(CustomerTable.FromColumns([]))), StringComparison.Ordinal);
        Assert.StartsWith("columns has one column, \"u\". Expected: two columns", GraphTables.Message(() => EdgeTable.FromTable(CustomerTable.FromColumns([new NumberColumn("u", [1])]))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_header_is_noticed() => Assert.Equal(
        "The first line of edges.csv is \"0\", \"633\", which looks like an edge, not like the names of columns. Put a header line such as from,to before it, or name the two in EdgeColumns.",
        Message("0,633\n0,1862\n"));

    [Fact]
    public void An_empty_file_and_a_missing_one_are_named()
    {
        Assert.Equal("edges.csv is empty. Expected: a header line with the column names, then one line an edge.", Message(""));
        Assert.StartsWith("There is no file \"edgs.csv\"", GraphTables.Message(() => EdgeTable.FromCsv(_folder.File("edgs.csv"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ragged_row_is_named() => Assert.StartsWith("Line 3 of edges.csv (data row 2) has 3 fields, but the header has 2, cut at comma.", Message("u,v\na,b\na,b,c\n"), StringComparison.Ordinal);

    [Fact]
    public void An_encoding_that_does_not_fit_is_named()
    {
        File.WriteAllBytes(_folder.File("edges.csv"), Encoding.Latin1.GetBytes("u,v\nä,b\n"));
        Assert.Contains("is not valid utf-8: the bytes 0xE4", GraphTables.Message(() => EdgeTable.FromCsv(_folder.File("edges.csv"))), StringComparison.Ordinal);
        Assert.Equal("ä", EdgeTable.FromCsv(_folder.File("edges.csv"), options: new() { Encoding = Encoding.Latin1 }).Names[0]);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_the_nearest() => Assert.Equal(
        "Weight names the column \"wieght\", which edges.csv does not have; did you mean \"weight\"? It has: \"u\", \"v\", \"weight\".", Message("u,v,weight\na,b,1\n", new() { Weight = "wieght" }));

    [Theory]
    [InlineData("u", "u", null, null, "From and To are both the column \"u\"")]
    [InlineData("u", "v", "v", null, "Weight and To are both the column \"v\"")]
    [InlineData("u", "v", null, "u", "Time and From are both the column \"u\"")]
    [InlineData("u", "v", "w", "w", "Weight and Time are both the column \"w\"")]
    public void A_column_cannot_be_two_things(string from, string to, string? weight, string? time, string message) => Assert.Equal(
        message + " of edges.csv. Name another column for one of the two in EdgeColumns.", Message("u,v,w\na,b,1\n", new() { From = from, To = to, Weight = weight, Time = time }));

    [Fact]
    public void A_weight_that_is_no_number_is_named() => Assert.Equal(
        "The weight \"w\" is \"much\" in line 3 of edges.csv (data row 2). Expected: a number, digits with an optional point and exponent. Correct it, or name another column in EdgeColumns.",
        Message("u,v,w\na,b,1\na,b,much\n", new() { Weight = "w" }));

    [Fact]
    public void A_time_that_is_none_is_named() => Assert.Equal(
        "The time \"t\" is \"soon\" in line 2 of edges.csv (data row 1). Expected: a date or moment, for example 2012-09-04 or 2012-09-04 10:11:12. Correct it, or name another column in EdgeColumns.",
        Message("u,v,t\na,b,soon\n", new() { Time = "t" }));

    [Fact]
    public void Times_that_do_not_say_their_order_are_named()
    {
        Assert.Equal("The times in column \"t\" of edges.csv, such as \"02/01/2024\", do not say whether the day or the month comes first. Give DayFirst.",
            Message("u,v,t\na,b,02/01/2024\n", new() { Time = "t" }));
        Assert.StartsWith("The times in column \"t\" of edges.csv, such as \"13/01/2024\", do not say", Message("u,v,t\na,b,13/01/2024\na,b,01/13/2024\n", new() { Time = "t" }), StringComparison.Ordinal);
        Assert.Equal("Column \"t\" of edges.csv says \"13/01/2024\" in data row 2, which is no date with the month before the day. Correct it, or change DayFirst.",
            Message("u,v,t\na,b,01/02/2024\na,b,13/01/2024\n", new() { Time = "t" }, new() { DayFirst = false }));
    }

    [Fact]
    public void What_is_for_tables_of_customers_is_refused() => Assert.Equal(
        "Key and Kinds of CsvOptions are for tables of customers and say nothing about edges. Leave them out; name the columns of edges in EdgeColumns.",
        Message("u,v\na,b\n", options: new() { Key = "u" }));

    [Fact]
    public void Weights_and_times_of_a_table_have_their_kinds()
    {
        CustomerTable table = CustomerTable.FromColumns([new TextColumn("u", ["a"]), new TextColumn("v", ["b"]), new TextColumn("w", ["c"])]);
        Assert.Equal("The weights, column \"w\" of columns, are Text. Expected: numbers. Name another column in EdgeColumns, or turn it by WithKind.",
            GraphTables.Message(() => EdgeTable.FromTable(table, new() { Weight = "w" })));
        Assert.Equal("The times, column \"w\" of columns, are Text. Expected: dates or moments. Name another column in EdgeColumns, or turn it by WithKind.",
            GraphTables.Message(() => EdgeTable.FromTable(table, new() { Time = "w" })));
    }

    [Fact]
    public void A_field_of_the_wrong_type_is_named()
    {
        Assert.Equal("The weight, field \"w\" of the data reader, holds \"much\" of type String in row 1. Expected: a number. Cast it in the query, or name another field in EdgeColumns.", Read("'much'", new() { Weight = "w" }));
        Assert.StartsWith("The time, field \"w\" of the data reader, holds \"17\" of type Int64 in row 1. Expected: a date or moment", Read("17", new() { Time = "w" }), StringComparison.Ordinal);

        static string Read(string value, EdgeColumns columns)
        {
            using SqliteConnection connection = new("Data Source=:memory:");
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT 'a' AS u, 'b' AS v, {value} AS w";
            using DbDataReader reader = command.ExecuteReader();
            return GraphTables.Message(() => EdgeTable.FromDataReader(reader, columns));
        }
    }

    [Fact]
    public void Columns_of_other_lengths_are_refused()
    {
        Assert.Equal("There is a first end for 2 edges, but of second ends there is 1. Give columns of one length.", GraphTables.Message(() => EdgeTable.FromColumns(["a", "b"], ["c"])));
        Assert.Equal("There is a first end for 1 edge, but of weights there are 2. Give columns of one length.", GraphTables.Message(() => EdgeTable.FromColumns(["a"], ["c"], [1, 2])));
        Assert.Equal("There is a first end for 1 edge, but of times there are 0. Give columns of one length.", GraphTables.Message(() => EdgeTable.FromColumns(["a"], ["c"], null, [])));
    }

    [Fact]
    public void A_null_among_objects_is_named() =>
        Assert.Equal("Object 2 is null. Leave it out of the sequence.", GraphTables.Message(() => EdgeTable.FromObjects(["a", null], text => text, text => text)));
}
