using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class FeaturePipelineTests
{
    private static readonly FeaturePipelinePlan All = new FeaturePipelineBuilder().AddAll().Build();

    [Fact]
    public void Add_all_takes_every_useful_column_and_says_what_it_left_out()
    {
        FeaturePipeline pipeline = All.Fit(Tables.Shop, "Label");

        Assert.Equal(
            [
                "Age", "Age (missing)", "Visits", "City=Oslo", "City=Rome", "City=(other)", "City (missing)", "Member", "Member (missing)",
                "Joined (days ago)", "Joined (weekday sin)", "Joined (weekday cos)", "Joined (month sin)", "Joined (month cos)", "Joined (missing)",
            ], pipeline.FeatureNames);
        Assert.Equal("left out: different in every row", Choice(pipeline, "Comment").What);
        Assert.Equal("left out: all missing", Choice(pipeline, "Nothing").What);
        Assert.Equal("left out: constant \"7\"", Choice(pipeline, "Always").What);
        Assert.DoesNotContain(pipeline.Choices, choice => choice.Column == "Label");
        Assert.Contains(pipeline.Notes, note => note is { Column: "Age", Count: 1 } && note.What.StartsWith("missing values filled with the median", StringComparison.Ordinal));
        Assert.Equal(8, pipeline.TrainingRows);
    }

    [Fact]
    public void A_row_has_the_same_features_alone_and_in_a_batch()
    {
        FeaturePipeline pipeline = All.Fit(Tables.Shop, "Label");
        FeatureMatrix batch = pipeline.Transform(Tables.Shop);
        for (int row = 0; row < Tables.Shop.RowCount; row++)
            Assert.Equal(batch.Row(row).ToArray(), pipeline.Transform(Tables.Shop.SelectRows([row])).Values);
    }

    [Fact]
    public void A_table_longer_than_a_chunk_gives_the_rows_of_its_parts()
    {
        double[] values = [.. Enumerable.Range(0, 20_000).Select(i => i % 977 * 0.25)];
        CustomerTable table = Tables.Table(Tables.Number("X", values), Tables.Category("C", [.. values.Select(value => value % 2 == 0 ? "even" : "odd")]));
        FeaturePipeline pipeline = All.Fit(table);
        FeatureMatrix whole = pipeline.Transform(table);
        FeatureMatrix part = pipeline.Transform(table.SelectRows([.. Enumerable.Range(9_000, 3_000)]));
        Assert.Equal(whole.Values.AsSpan(9_000 * whole.Columns, 3_000 * whole.Columns).ToArray(), part.Values);
    }

    [Fact]
    public void Save_and_read_give_the_same_bits_names_choices_and_plan()
    {
        FeaturePipeline pipeline = All.Fit(Tables.Shop, "Label");
        FeaturePipeline back = FeaturePipeline.ReadJson(JsonNode.Parse(pipeline.SaveJson().ToJsonString())!.AsObject());
        Assert.Equal(pipeline.Transform(Tables.Shop).Values, back.Transform(Tables.Shop).Values);
        Assert.Equal(pipeline.FeatureNames, back.FeatureNames);
        Assert.Equal(pipeline.Choices, back.Choices);
        Assert.Equal(pipeline.Notes, back.Notes);
        Assert.Equal(pipeline.Plan, back.Plan);
        Assert.Equal(pipeline.SaveJson().ToJsonString(), back.SaveJson().ToJsonString());
        Assert.Equal(pipeline.Transform(Tables.Shop).Values, FeaturePipeline.ReadJson(pipeline.SaveJson()).Transform(Tables.Shop).Values);
    }

    [Fact]
    public void Rows_with_missing_values_are_dropped_and_counted_at_fit_and_left_out_at_scoring()
    {
        FeaturePipelinePlan plan = new FeaturePipelineBuilder().AddNumeric(["Age", "Visits"], column => column.Standardize()).DropRowsWithMissing().Build();
        FeaturePipeline pipeline = plan.Fit(Tables.Shop);
        FeatureMatrix features = pipeline.Transform(Tables.Shop);
        Assert.Equal(7, pipeline.TrainingRows);
        Assert.Equal(new DataNote("Age", "rows dropped because its value is missing", 1), Assert.Single(pipeline.Notes));
        Assert.Equal([0, 1, 3, 4, 5, 6, 7], features.SourceRows);
        Assert.Equal(7, features.Rows);
        Assert.Equal(features.Row(1).ToArray(), pipeline.Transform(Tables.Shop.SelectRows([1])).Values);
    }

    [Fact]
    public void No_rows_give_no_features()
    {
        FeatureMatrix features = All.Fit(Tables.Shop, "Label").Transform(Tables.Shop.SelectRows([]));
        Assert.Equal((0, 15, 0), (features.Rows, features.Columns, features.Values.Length));
    }

    [Fact]
    public void The_choices_print_as_a_table_of_at_most_100_characters()
    {
        string table = All.Fit(Tables.Shop, "Label").Describe();
        Assert.All(table.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 100, line));
        Assert.StartsWith("column   kind      missing  distinct  features  what is done with it\n", table, StringComparison.Ordinal);
        Assert.Contains("left out: all missing", table, StringComparison.Ordinal);
    }

    private static FeatureChoice Choice(FeaturePipeline pipeline, string column) => Assert.Single(pipeline.Choices, choice => choice.Column == column);
}
