using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class FeaturePipelineBuilderTests
{
    private static FeaturePipelineBuilder Everything() => new FeaturePipelineBuilder()
        .AddNumeric("Age", column => column.ImputeMean(indicator: true).ClipOutliers(0.01, 0.99).Standardize())
        .AddNumeric(["Visits", "Spent"], column => column.ImputeConstant(0).MinMax(-1, 1, clip: true))
        .AddCategorical("City", column => column.ImputeMostFrequent().OneHot(new() { MinCount = 3, MaxLevels = 20, Unseen = UnseenLevels.Other, Missing = MissingLevels.Error }))
        .AddYesNo("Member", column => column.YesNo())
        .AddTime("Joined", column => column.TimeParts(new() { Reference = new DateTime(2024, 5, 1), Month = false }))
        .AddText("Comment")
        .AddAll(new() { MaxLevels = 10 })
        .Exclude("Email")
        .DropRowsWithMissing("Age")
        .UseAbsentColumns(AbsentColumns.AllMissing);

    [Fact]
    public void Equal_verbs_give_equal_plans_and_other_verbs_others()
    {
        FeaturePipelinePlan plan = Everything().Build();
        Assert.Equal(plan, Everything().Build());
        Assert.Equal(plan.GetHashCode(), Everything().Build().GetHashCode());
        Assert.NotEqual(plan, Everything().Exclude("Phone").Build());
        Assert.NotEqual(plan, Everything().AddNumeric("More").Build());
    }

    [Fact]
    public void A_plan_is_read_back_equal()
    {
        FeaturePipelinePlan plan = Everything().Build();
        Assert.Equal(plan, FeaturePipelinePlan.ReadJson(JsonNode.Parse(plan.SaveJson().ToJsonString())!.AsObject()));
        Assert.Equal(plan, FeaturePipelinePlan.ReadJson(plan.SaveJson()));
    }

    [Fact]
    public void A_plan_says_in_words_what_it_does() => Assert.Equal(
        """
        Age (Number): fill missing with the mean, and an indicator of where it was missing; clip to the quantiles 0.01 … 0.99; standardise to mean 0 and standard deviation 1
        Visits, Spent (Number): fill missing with the constant 0; scale to -1 … 1, clipped
        City (Category): fill missing with the most frequent value; one column a level, levels with fewer than 3 rows together, at most 20 levels, unseen levels as other, missing an error
        Member (YesNo): yes 1, no 0, missing as the more frequent, and an indicator of where it was missing
        Joined (Time): age in days before 2024-05-01, weekday on a circle
        Comment (Text): automatic
        all remaining columns: automatic by kind
        left out: Email
        rows with a missing value in Age are dropped
        a column that is absent at scoring counts as missing
        """, Everything().Build().ToString(), ignoreLineEndingDifferences: true);

    [Fact]
    public void Building_on_does_not_change_a_plan_that_was_built()
    {
        FeaturePipelineBuilder builder = new FeaturePipelineBuilder().AddNumeric("Age");
        FeaturePipelinePlan plan = builder.Build();
        builder.AddNumeric("Visits");
        Assert.Equal(["Age"], plan.Entries.SelectMany(entry => entry.Columns));
    }

    [Fact]
    public void All_problems_are_listed_at_once_with_their_remedies()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => new FeaturePipelineBuilder()
            .AddNumeric("Age", "Visits").AddNumeric("Age").AddCategorical("City", column => column.Standardize())
            .AddTime("Joined", column => column).AddText("").AddYesNo()
            .Exclude("Visits").AddAll(new() { ClipLower = 0.9, ClipUpper = 0.1, MaxLevels = 0 }).AddAll()
            .UseAbsentColumns(AbsentColumns.Error).UseAbsentColumns(AbsentColumns.Error).Build());
        Assert.Equal(
            """
            The preparation cannot be built, 8 problems:
            - AddAll is called twice. Remove one of the two.
            - UseAbsentColumns is called twice. Remove one of the two.
            - Column "Age" is added twice. Remove one of the two.
            - A column name is empty. Name a column of the table.
            - An Add verb names no column. Name at least one, or use AddAll().
            - Column "Visits" is both added and excluded. Remove one of the two.
            - The step standard-scaler (standardise to mean 0 and standard deviation 1) of "City" does not take Category columns, which it is at that point. Remove the step or change the order.
            - The steps of "Joined" end with Time columns, but features are numbers. Add a last step: TimeParts(), or one of your own.
            """, error.Message, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Wrong_options_of_add_all_are_named()
    {
        string message = Assert.Throws<SegmentationException>(() =>
            new FeaturePipelineBuilder().AddAll(new() { ClipLower = 0.9, ClipUpper = 0.1, MaxLevels = 0, RareShare = double.NaN }).Build()).Message;
        Assert.Contains("ClipLower 0.9 and ClipUpper 0.1 must be from 0 to 1, the lower below the upper.", message, StringComparison.Ordinal);
        Assert.Contains("MaxLevels 0 must be at least 1.", message, StringComparison.Ordinal);
        Assert.Contains("RareShare NaN must be from 0 to 1.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_nothing_cannot_be_built() => Assert.Equal(
        "The preparation cannot be built: No column is added. Add columns by AddNumeric, AddCategorical, AddYesNo, AddTime, AddText, or all by AddAll().",
        Assert.Throws<SegmentationException>(() => new FeaturePipelineBuilder().Build()).Message);

    [Fact]
    public void Values_out_of_range_are_refused_by_the_verb()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnSteps.None.ClipOutliers(0.9, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnSteps.None.ClipOutliers(0.1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnSteps.None.ClipOutliers(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnSteps.None.MinMax(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnSteps.None.ImputeConstant(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnSteps.None.OneHot(new() { MaxLevels = 0 }));
        Assert.Throws<ArgumentException>(() => ColumnSteps.None.TimeParts(new() { Age = false, Weekday = false, Month = false }));
    }

    [Fact]
    public void An_indicator_passes_the_steps_for_numbers()
    {
        FeaturePipeline pipeline = new FeaturePipelineBuilder().AddNumeric("X", column => column.ImputeMean(indicator: true).Standardize()).Build()
            .Fit(Tables.Table(Tables.Number("X", 1, double.NaN, 3)));
        FeatureMatrix features = pipeline.Transform(Tables.Table(Tables.Number("X", double.NaN, 3)));
        Assert.Equal(["X", "X (missing)"], pipeline.FeatureNames);
        Assert.Equal([0, 1, (float)Math.Sqrt(1.5), 0], features.Values);
    }
}
