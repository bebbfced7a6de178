using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class FeaturePipelineErrorTests
{
    private static readonly FeaturePipeline Fitted = new FeaturePipelineBuilder()
        .AddNumeric("Age", column => column.ImputeMedian().Standardize()).AddCategorical("City").AddYesNo("Member").Build().Fit(Tables.Shop);

    [Fact]
    public void Unknown_columns_are_named_together_with_the_nearest_names() => Assert.Equal(
        """
        The preparation does not fit columns, 2 problems:
        - There is no column "age"; did you mean "Age"?
        - There is no column "Citty"; did you mean "City"? It has: "Age", "Visits", "City", "Member", "Joined", "Comment", "Nothing", "Always", "Label".
        """,
        Message(() => new FeaturePipelineBuilder().AddNumeric("age", "Visits").Exclude("Citty").AddAll().Build().Fit(Tables.Shop)), ignoreLineEndingDifferences: true);

    [Fact]
    public void Label_and_key_are_no_features()
    {
        Assert.Equal("The preparation does not fit columns: Column \"Label\" is the label, and as a feature it would give the answer away. Leave it out of the preparation.",
            Message(() => new FeaturePipelineBuilder().AddCategorical("Label").Build().Fit(Tables.Shop, "Label")));
        Assert.Equal("The preparation does not fit columns: Column \"row\" is the key, which is never a feature. Leave it out of the preparation.",
            Message(() => new FeaturePipelineBuilder().AddNumeric("row").Build().Fit(Tables.Shop)));
    }

    [Fact]
    public void An_infinite_number_is_named_with_row_and_key_at_fit_and_at_scoring()
    {
        CustomerTable table = CustomerTable.FromColumns([Tables.Number("Age", 1, double.NegativeInfinity), Tables.Category("City", "Rome", null), Tables.YesNo("Member", 1, 0)], ["a", "b"], "id");
        string message = "Column \"Age\" of columns holds −∞ in row 2 (id \"b\"). Numbers must be finite: correct the value, or leave it blank (missing).";
        Assert.Equal(message, Message(() => Fitted.Transform(table)));
        Assert.Equal(message, Message(() => Fitted.Plan.Fit(table)));
    }

    [Fact]
    public void An_absurd_number_is_named()
    {
        FeaturePipeline plain = new FeaturePipelineBuilder().AddNumeric("Visits", column => column.Standardize()).Build().Fit(Tables.Shop);
        Assert.Equal("Column \"Visits\" of columns holds \"1E+300\" in row 2 (row \"2\"), which is too large for a feature. Clip outliers (ClipOutliers()), or correct the value.",
            Message(() => plain.Transform(Tables.Table(Tables.Number("Visits", 1, 1e300)))));
        Assert.Equal("The variance of column \"Visits\" is too large to compute: its values are absurdly large. Clip outliers first (ClipOutliers()), correct the values, or leave the column out.",
            Message(() => plain.Plan.Fit(Tables.Table(Tables.Number("Visits", 1, 1e300)))));
    }

    [Fact]
    public void A_column_that_is_absent_at_scoring_is_named_and_more_columns_do_not_matter()
    {
        Assert.Equal(
            "Column \"City\", which was there at training, is not in columns; did you mean \"Citty\"? It has: \"Age\", \"Member\", \"Citty\". Add the column (blank where unknown), or build with UseAbsentColumns(AbsentColumns.AllMissing).",
            Message(() => Fitted.Transform(Tables.Table(Tables.Number("Age", 1), Tables.YesNo("Member", 1), Tables.Category("Citty", "Rome")))));
        Assert.StartsWith("2 columns that were there at training are not in columns: \"City\", \"Member\".",
            Message(() => Fitted.Transform(Tables.Table(Tables.Number("Age", 1)))), StringComparison.Ordinal);
        CustomerTable more = Tables.Shop.WithColumn(Tables.Number("New", 1, 2, 3, 4, 5, 6, 7, 8)).Drop("Label", "Visits");
        Assert.Equal(Fitted.Transform(Tables.Shop).Values, Fitted.Transform(more).Values);
    }

    [Fact]
    public void An_absent_column_counts_as_missing_where_the_plan_says_so()
    {
        FeaturePipeline lenient = new FeaturePipelineBuilder().AddAll().UseAbsentColumns(AbsentColumns.AllMissing).Build().Fit(Tables.Shop, "Label");
        FeatureMatrix absent = lenient.Transform(Tables.Shop.Drop("City"));
        Column blank = Tables.Category("City", new string?[8]);
        Assert.Equal(lenient.Transform(Tables.Shop.WithColumn(blank)).Values, absent.Values);
        Assert.Contains(new DataNote("City", "rows without this column, taken as missing", 8), absent.Notes);
    }

    [Fact]
    public void A_changed_kind_is_named_with_both_kinds_and_the_value() => Assert.Equal(
        "Column \"Age\" is needed as Number but is Category in columns: \"old\" in row 2 (row \"2\") cannot be taken as Number. Read the column as Number, or correct the value.",
        Message(() => Fitted.Transform(Tables.Table(Tables.Category("Age", "7", "old"), Tables.Category("City", "Rome", null), Tables.YesNo("Member", 1, 0)))));

    [Fact]
    public void A_missing_value_that_no_step_fills_is_named()
    {
        FeaturePipelinePlan plan = new FeaturePipelineBuilder().AddNumeric("Age", column => column.Standardize()).Build();
        string message = "Column \"Age\" of columns has no value in row 3 (row \"3\"), and none of its steps fills it. Add a step such as ImputeMedian(), or DropRowsWithMissing(\"Age\").";
        Assert.Equal(message, Message(() => plan.Fit(Tables.Shop)));
        Assert.Equal(message, Message(() => plan.Fit(Tables.Shop.SelectRows([0, 1])).Transform(Tables.Shop)));
    }

    [Fact]
    public void No_feature_left_is_an_error_that_says_why() => Assert.Equal(
        "No feature is left from columns: \"Comment\" left out: different in every row; \"Nothing\" left out: all missing; \"Always\" left out: constant \"7\". Add columns that tell customers apart.",
        Message(() => new FeaturePipelineBuilder().AddAll().Build().Fit(Tables.Shop.Select("Comment", "Nothing", "Always"))));

    [Fact]
    public void No_customer_to_learn_from_is_an_error_that_says_why()
    {
        Assert.Equal("There is no customer to learn from in columns. Give at least one row.", Message(() => Fitted.Plan.Fit(Tables.Shop.SelectRows([]))));
        Assert.Equal("There is no customer to learn from in columns: all 1 rows have a missing value in \"Age\" and were dropped. Fill missing values instead.",
            Message(() => new FeaturePipelineBuilder().AddAll().DropRowsWithMissing("Age").Build().Fit(Tables.Shop.SelectRows([2]))));
    }

    [Fact]
    public void An_unseen_level_that_is_an_error_is_named_with_its_place_in_a_long_table()
    {
        FeaturePipeline strict = new FeaturePipelineBuilder().AddCategorical("City", column => column.OneHot(new() { Unseen = UnseenLevels.Error, Missing = MissingLevels.Error })).Build()
            .Fit(Tables.Table(Tables.Category("City", "Rome", "Oslo")));
        string?[] cities = [.. Enumerable.Repeat("Rome", 5000)];
        cities[4000] = "Osloo";
        Assert.Equal("Column \"City\" holds the level \"Osloo\" in row 4001 of columns (row \"4001\"), which training did not have; did you mean \"Oslo\"? Correct the value, or let the encoder take unseen levels as all zero or as other.",
            Message(() => strict.Transform(Tables.Table(Tables.Category("City", cities)))));
        cities[3000] = null;
        Assert.Equal("Column \"City\" is missing in row 3001 of columns (row \"3001\"), and its encoder takes missing values as an error. Fill the value, or choose another MissingLevels.",
            Message(() => strict.Transform(Tables.Table(Tables.Category("City", cities)))));
    }

    [Fact]
    public void Cancelling_ends_fit_and_transform()
    {
        CancellationToken cancelled = new(true);
        Assert.Throws<OperationCanceledException>(() => Fitted.Plan.Fit(Tables.Shop, null, cancelled));
        Assert.Throws<OperationCanceledException>(() => Fitted.Transform(Tables.Shop, cancelled));
    }

    private static string Message(Func<object> act) => Assert.Throws<SegmentationException>(act).Message;
}
