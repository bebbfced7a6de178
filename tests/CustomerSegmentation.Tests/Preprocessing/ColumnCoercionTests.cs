using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>A small table may be read as other kinds than the training table; what is exact is taken, the rest is an error.</summary>
public sealed class ColumnCoercionTests
{
    private static readonly CustomerTable Training = Tables.Table(
        Tables.Number("Visits", 0, 1, 5, 12, 3, 1), Tables.Category("Zip", "01234", "99", "01234", "99", "7.50", "7.50"),
        new YesNoColumn("Member", [1, 0, 1, 1, 0, 0], "ja", "nein"), Tables.Time("Joined", "2024-01-01", "2024-02-03 04:05", "2024-01-07", "2023-01-01", "2023-06-01", "2022-01-01"),
        Tables.Category("Answer", "yes", "no", "perhaps", "no", "yes", "perhaps"));

    private static readonly FeaturePipeline Fitted = new FeaturePipelineBuilder().AddAll().Build().Fit(Training);

    [Fact]
    public void A_row_read_as_other_kinds_gives_the_same_features_and_is_noted()
    {
        CustomerTable row = Tables.Table(new YesNoColumn("Visits", [1], "1", "0"), Tables.Number("Zip", 99), Tables.Category("Member", "nein"),
            Tables.Text("Joined", "2024-02-03 04:05"), new YesNoColumn("Answer", [0], "yes", "no"));
        FeatureMatrix features = Fitted.Transform(row);
        Assert.Equal(Fitted.Transform(Training.SelectRows([1])).Values, features.Values);
        Assert.Contains(new DataNote("Visits", "values of a YesNo column taken as Number", 1), features.Notes);
        Assert.Contains(new DataNote("Zip", "values of a Number column taken as Category", 1), features.Notes);
        Assert.Equal(5, features.Notes.Count(note => note.What.Contains(" column taken as ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_number_finds_its_level_where_the_text_differs()
    {
        FeatureMatrix features = Fitted.Transform(Training.SelectRows([0, 4, 5]).WithColumn(Tables.Number("Zip", 1234, 7.5, 8)));
        Assert.Equal(["Zip=01234", "Zip=7.50", "Zip=99"], Fitted.FeatureNames.Where(name => name.StartsWith("Zip", StringComparison.Ordinal)));
        Assert.Equal([1, 0, 0], features.Row(0)[1..4].ToArray());
        Assert.Equal([0, 1, 0], features.Row(1)[1..4].ToArray());
        Assert.Equal([0, 0, 0], features.Row(2)[1..4].ToArray());
        Assert.Contains(new DataNote("Zip", "values of levels unseen in training, all columns 0", 1, "8"), features.Notes);
    }

    [Fact]
    public void An_all_blank_column_of_any_kind_is_all_missing()
    {
        CustomerTable blank = Training.SelectRows([0]);
        foreach (string name in blank.ColumnNames.ToArray()) blank = blank.WithColumn(Tables.Category(name, [null]));
        CustomerTable numbers = Training.SelectRows([0]);
        foreach (string name in numbers.ColumnNames.ToArray()) numbers = numbers.WithColumn(Tables.Number(name, double.NaN));
        Assert.Equal(Fitted.Transform(blank).Values, Fitted.Transform(numbers).Values);
    }

    [Theory]
    [InlineData("Visits", "1,5", "Number")]
    [InlineData("Visits", "NaN", "Number")]
    [InlineData("Visits", "1e999", "Number")]
    [InlineData("Member", "vielleicht", "YesNo (\"ja\" or \"nein\")")]
    [InlineData("Joined", "03/02/2024", "Time")]
    public void What_is_not_exact_is_an_error(string column, string value, string kind) => Assert.Equal(
        $"Column \"{column}\" is needed as {kind} but is Category in columns: \"{value}\" in row 1 (row \"1\") cannot be taken as {kind.Split(' ')[0]}. Read the column as {kind.Split(' ')[0]}, or correct the value.",
        Assert.Throws<SegmentationException>(() => Fitted.Transform(Training.SelectRows([0]).WithColumn(Tables.Category(column, value)))).Message);

    [Fact]
    public void A_number_that_is_neither_0_nor_1_is_no_yes_or_no()
    {
        Assert.Throws<SegmentationException>(() => Fitted.Transform(Training.SelectRows([0]).WithColumn(Tables.Number("Member", 2))));
        Assert.Equal(Fitted.Transform(Training.SelectRows([0])).Values, Fitted.Transform(Training.SelectRows([0]).WithColumn(Tables.Number("Member", 1))).Values);
    }

    [Fact]
    public void The_kind_that_the_builder_names_rules_over_the_kind_of_the_table()
    {
        FeaturePipeline pipeline = new FeaturePipelineBuilder().AddCategorical("Visits", column => column.OneHot()).Build().Fit(Training);
        Assert.Equal(["Visits=0", "Visits=1", "Visits=12", "Visits=3", "Visits=5"], pipeline.FeatureNames);
        Assert.Equal([0, 0, 1, 0, 0], pipeline.Transform(Training).Row(3).ToArray());
    }
}
