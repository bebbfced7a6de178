using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

public sealed class NodeFeaturesTests : IDisposable
{
    private static readonly CustomerTable Abc = Nodes("a", "b", "c");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CustomerTable Read(string csv, NodeFeaturesOptions? options = null)
    {
        File.WriteAllText(_folder.File("f.csv"), csv);
        return NodeFeatures.FromCsv(_folder.File("f.csv"), Abc, options);
    }

    private string Refused(string csv, NodeFeaturesOptions? options = null) =>
        Message(() => Read(csv, options)).Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private static double[] Values(CustomerTable table, string name) => ((NumberColumn)table[name]).Values.ToArray();

    [Fact]
    public void A_file_with_a_node_twice_is_sparse_and_what_is_absent_is_0()
    {
        CustomerTable table = Read("node,feature,value\na,10,1\na,9,2.5\nc,10,-3\n");
        Assert.Equal(["x", "9", "10"], table.ColumnNames);
        Assert.Equal([2.5, 0, 0], Values(table, "9"));
        Assert.Equal([1, 0, -3.0], Values(table, "10"));
        Assert.Equal(["1 customer without a row in " + _folder.File("f.csv") + ": all their features are 0"], Notes(table.Notes));
    }

    [Fact]
    public void A_value_that_is_left_out_is_1()
    {
        CustomerTable table = Read("node;word\na;red\nb;blue\nb;red\n");
        Assert.Equal(["x", "blue", "red"], table.ColumnNames);
        Assert.Equal([1, 1, 0.0], Values(table, "red"));
        Assert.Equal([1, 2, 0.0], Values(Read("node,word,value\na,red,\nb,red,2\nb,blue\n"), "red"));
    }

    [Fact]
    public void Features_that_repeat_are_added_up_and_counted()
    {
        CustomerTable table = Read("node,word\na,red\na,red\nb,red\nc,red\n");
        Assert.Equal([2, 1, 1.0], Values(table, "red"));
        Assert.Equal(["1 row of " + _folder.File("f.csv") + " that repeat node and feature, added up"], Notes(table.Notes));
    }

    [Fact]
    public void A_file_with_every_node_once_is_dense_and_what_is_absent_is_missing()
    {
        CustomerTable table = Read("node,age,city\na,30,Kiel\nc,40,Ulm\n");
        Assert.Equal(["x", "age", "city"], table.ColumnNames);
        Assert.Equal([30, double.NaN, 40], Values(table, "age"));
        Assert.Equal(["1 row kept with missing values: no partner in " + _folder.File("f.csv") + ", for example \"b\""], Notes(table.Notes));
    }

    [Fact]
    public void An_option_says_which_it_is()
    {
        Assert.Equal(["x", "red"], Read("node,word\na,red\nb,red\n", new() { Layout = FeatureLayout.Sparse }).ColumnNames);
        Assert.Equal(["x", "word"], Read("node,word\na,red\nb,red\n").ColumnNames);
        Assert.Contains("comes twice, in data rows 1 and 2.", Refused("node,word\na,red\na,blue\n", new() { Layout = FeatureLayout.Dense }), StringComparison.Ordinal);
        Assert.Contains("comes twice, in data rows 1 and 2.", Refused("node,p,q,r\na,1,2,3\na,1,2,3\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_keeps_names_apart()
    {
        Assert.Equal(["x", "w x"], Read("node,word\na,x\na,x\n", new() { Prefix = "w " }).ColumnNames);
        Assert.Equal(["x", "w x"], Read("node,x\na,1\n", new() { Prefix = "w " }).ColumnNames);
        Assert.Equal("The feature \"x\" of f.csv is also a column of columns. Give a Prefix for the features, or drop the column.", Refused("node,word\na,x\na,x\n"));
    }

    [Fact]
    public void A_marker_of_no_value_is_missing() => Assert.Equal(
        [double.NaN, 1, 0], Values(Read("node,word,n\na,red,NA\nb,red,1\nb,blue,1\n", new() { Csv = new() { MissingMarkers = CsvOptions.CommonMissingMarkers } }), "red"));

    [Fact]
    public void A_row_for_an_unknown_node_is_named()
    {
        Assert.Equal("Line 4 of f.csv (data row 3) has a feature of \"zz\", which is not among the 3 customers of columns. Correct the name, add the customer there, or remove the row.",
            Refused("node,word\na,red\na,blue\nzz,red\n"));
        Assert.Equal("Data row 2 of f.csv has features of \"zz\", which is not among the 3 customers of columns. Correct the name, add the customer there, or remove the row.",
            Refused("node,age\na,30\nzz,3\n"));
    }

    [Fact]
    public void A_sparse_file_has_two_or_three_columns()
    {
        Assert.Equal("f.csv has one column, \"node\", cut at comma. Expected: the node, then its features; or node, feature and value.", Refused("node\na\n"));
        Assert.Equal("f.csv has 4 columns. Expected in a sparse file: node, feature and, where it is not 1, value. Choose FeatureLayout.Dense, or leave the other columns out.",
            Refused("node,a,b,c\na,1,2,3\n", new() { Layout = FeatureLayout.Sparse }));
        Assert.StartsWith("Line 3 of f.csv (data row 2) has 4 fields, but the header has 3", Refused("node,word,n\na,red,1\na,red,1,2\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_do_not_fit_into_memory_are_refused_with_what_they_need() => Assert.Equal(
        "f.csv has 30000 different features or more: as columns of 1000000 customers they need 240.0 GB, and there are 24.0 GB. Keep the most frequent features, or make them the items of a relation by AddUserItem.",
        Message(() => SparseFeatures.CheckMemory("f.csv", 30_000, 1_000_000, 24_000_000_000)));

    [Fact]
    public void A_value_that_is_no_number_and_a_feature_without_a_name_are_named()
    {
        Assert.Equal("Line 3 of f.csv (data row 2) has the value \"much\". Expected in a sparse file: node, feature and a finite number, which may be left out where it is 1. For one row a node, choose FeatureLayout.Dense.",
            Refused("node,word,n\na,red,1\na,blue,much\n"));
        Assert.StartsWith("Line 2 of f.csv (data row 1) has the value \"inf\".", Refused("node,word,n\na,red,inf\na,blue,1\n"), StringComparison.Ordinal);
        Assert.Equal("Line 3 of f.csv (data row 2) does not name its feature. Fill the second column, or remove the row.", Refused("node,word\na,red\na, \n"));
    }
}
