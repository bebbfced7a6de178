using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class AutomaticChoiceTests
{
    private static FeatureChoice Choose(Column column, Func<FeaturePipelineBuilder, FeaturePipelineBuilder>? build = null)
    {
        // Beside it a column that is always kept.
        Column kept = Tables.Number("Kept", [.. Enumerable.Range(0, column.Count).Select(i => i % 3 * 0.5)]);
        FeaturePipelineBuilder builder = (build ?? (all => all.AddAll()))(new FeaturePipelineBuilder());
        return builder.Build().Fit(Tables.Table(column, kept)).Choices.First(choice => choice.Column == column.Name);
    }

    [Fact]
    public void Row_numbers_are_left_out_and_may_be_added_by_name()
    {
        int[] order = RandomSource.For(3, "ids").Permutation(200);
        Column ids = Tables.Number("Id", [.. order.Select(i => 458_000.0 + 3 * i)]);
        Assert.Equal("left out: whole numbers, all different, look like an identifier", Choose(ids).What);
        Assert.Equal(1, Choose(ids, builder => builder.AddNumeric("Id", column => column.Standardize()).AddAll()).Features);
    }

    [Fact]
    public void Amounts_that_differ_by_chance_are_kept()
    {
        RandomSource random = RandomSource.For(3, "amounts");
        Assert.Equal(1, Choose(Tables.Number("Amount", [.. Enumerable.Range(0, 200).Select(_ => (double)random.Next(1_000_000))])).Features);
        Assert.Equal(1, Choose(Tables.Number("Small", 3, 1, 2)).Features);
    }

    [Fact]
    public void Skewed_numbers_are_spread_to_a_normal_shape_unless_told_otherwise()
    {
        RandomSource random = RandomSource.For(4, "skew");
        Column spent = Tables.Number("Spent", [.. Enumerable.Range(0, 500).Select(i => i % 3 == 0 ? 0 : Math.Exp(3 * random.NextNormal()))]);
        Assert.Contains("to a normal shape; standardise", Choose(spent).What, StringComparison.Ordinal);
        Assert.Contains("clip to 0 …", Choose(spent, builder => builder.AddAll(new() { SkewLimit = null })).What, StringComparison.Ordinal);
        Column even = Tables.Number("Even", [.. Enumerable.Range(0, 500).Select(_ => random.NextNormal())]);
        Assert.Contains("clip to", Choose(even).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_repeats_becomes_its_frequent_values_and_other()
    {
        string?[] texts = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? "fine" : i < 90 ? "bad" : $"note {i}")];
        FeatureChoice choice = Choose(Tables.Text("Comment", texts));
        Assert.Equal(("one column for each of 2 levels, others as other", 3, 12, ColumnKind.Text), (choice.What, choice.Features, choice.Distinct, choice.Kind));
    }

    [Fact]
    public void A_category_of_very_many_levels_keeps_its_most_frequent()
    {
        string[] levels = [.. Enumerable.Range(0, 30_000).Select(i => $"item {(i % 3 == 0 ? i % 240 : i)}")];
        FeatureChoice choice = Choose(Tables.Category("Item", levels));
        Assert.Equal(51, choice.Features);
        Assert.Equal("left out: all 20000 values are rare (fewer than 40 rows each)", Choose(Tables.Category("Pair", [.. Enumerable.Range(0, 40_000).Select(i => $"{i / 2}")])).What);
    }

    [Fact]
    public void A_constant_and_a_missing_column_are_left_out_whatever_their_kind()
    {
        Assert.Equal("left out: constant \"yes\"", Choose(Tables.YesNo("Y", 1, 1)).What);
        Assert.Equal("left out: constant \"2024-01-01\"", Choose(Tables.Time("T", "2024-01-01", "2024-01-01")).What);
        Assert.Equal("left out: all missing", Choose(Tables.Text("X", null, null)).What);
        Assert.Equal("left out: all missing", Choose(Tables.Number("N", double.NaN, double.NaN), builder => builder.AddNumeric("N").AddAll()).What);
    }

    [Fact]
    public void What_is_learned_comes_from_the_fitted_rows_alone()
    {
        FeaturePipeline pipeline = new FeaturePipelineBuilder().AddAll().Build().Fit(Tables.Shop.SelectRows([0, 1, 3]), "Label");
        Assert.DoesNotContain("Age (missing)", pipeline.FeatureNames);
        Assert.DoesNotContain(pipeline.FeatureNames, name => name.Contains("Bonn", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_features_never_have_one_name()
    {
        CustomerTable table = Tables.Table(Tables.Category("A", "x", "y", "x", "y"), Tables.YesNo("A=x", 1, 0, 1, 1));
        Assert.Equal(["A=x", "A=y", "A=x (2)"], new FeaturePipelineBuilder().AddAll().Build().Fit(table).FeatureNames);
    }
}
