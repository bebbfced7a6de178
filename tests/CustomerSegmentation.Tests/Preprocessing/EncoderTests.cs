using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class EncoderTests
{
    [Theory]
    [InlineData(UnseenLevels.AllZero, "0 0 0", "values of levels unseen in training, all columns 0")]
    [InlineData(UnseenLevels.Other, "0 0 1", "values of levels rare or unseen in training, taken as other")]
    public void Unseen_levels_are_counted_and_encoded_as_declared(UnseenLevels unseen, string encoded, string what)
    {
        DataNotes notes = new();
        IFittedTransformer fitted = new OneHotEncoder { Unseen = unseen, MinCount = 2 }.Fit([Tables.Category("C", "a", "a", "b", "b", "rare")]);
        IReadOnlyList<Column> columns = fitted.Transform([Tables.Category("C", "new", "newer", "b")], notes);
        Assert.Equal(["C=a", "C=b", "C=(other)"], fitted.OutputNames);
        Assert.Equal(encoded, string.Join(" ", columns.Select(column => column.Text(0))));
        Assert.Equal([new DataNote("C", what, 2, "new")], notes.ToList());
    }

    [Fact]
    public void Missing_levels_are_their_own_column_only_where_training_had_them()
    {
        DataNotes notes = new();
        IFittedTransformer with = new OneHotEncoder().Fit([Tables.Category("C", "a", null)]), without = new OneHotEncoder().Fit([Tables.Category("C", "a", "b")]);
        Assert.Equal(["C=a", "C (missing)"], with.OutputNames);
        Assert.Equal(["C=a", "C=b"], without.OutputNames);
        Assert.Equal(["0", "0"], without.Transform([Tables.Category("C", [null])], notes).Select(column => column.Text(0)));
        Assert.Equal([new DataNote("C", "missing values, all columns 0", 1)], notes.ToList());
        Assert.Equal(["C=a"], new OneHotEncoder { Missing = MissingLevels.AllZero }.Fit([Tables.Category("C", "a", null)]).OutputNames);
    }

    [Fact]
    public void Levels_without_a_training_row_are_not_learned() =>
        Assert.Equal(["C=b"], new OneHotEncoder().Fit([new CategoryColumn("C", [1, 1], ["a", "b", "c"])]).OutputNames);

    [Fact]
    public void A_time_becomes_its_age_and_points_on_the_circles_of_week_and_year()
    {
        // 2024-01-01 was a Monday, 2024-07-04 a Thursday.
        IReadOnlyList<Column> columns = Tables.FitTransform(new TimeEncoder(), Tables.Time("T", "2024-01-01", "2024-07-04 12:00", null));
        Assert.Equal(["T (days ago)", "T (weekday sin)", "T (weekday cos)", "T (month sin)", "T (month cos)", "T (missing)"], columns.Select(column => column.Name));
        Assert.Equal([185.5, 0, 92.75], Values(columns[0]));
        Assert.Equal([0, Math.Sin(2 * Math.PI * 3 / 7), 0], Values(columns[1]));
        Assert.Equal([1, Math.Cos(2 * Math.PI * 3 / 7), 0], Values(columns[2]));
        Assert.Equal([1, Math.Cos(Math.PI), 0], Values(columns[4]));
        Assert.Equal(["no", "no", "yes"], Enumerable.Range(0, 3).Select(columns[5].Text));
    }

    [Fact]
    public void A_later_moment_than_the_reference_has_a_negative_age()
    {
        IFittedTransformer fitted = new TimeEncoder { Weekday = false, Month = false }.Fit([Tables.Time("T", "2024-01-01", "2024-01-03")]);
        Assert.Equal([-1], Values(fitted.Transform([Tables.Time("T", "2024-01-04")], new())[0]));
    }

    [Fact]
    public void Missing_yes_or_no_takes_the_more_frequent_and_is_noted()
    {
        DataNotes notes = new();
        IFittedTransformer fitted = new YesNoEncoder().Fit([Tables.YesNo("M", 1, 1, 0)]);
        Assert.Equal(["M"], fitted.OutputNames);
        Assert.Equal(1, ((YesNoColumn)fitted.Transform([Tables.YesNo("M", -1)], notes)[0]).Values[0]);
        Assert.Equal([new DataNote("M", "missing values taken as yes", 1)], notes.ToList());
    }

    [Fact]
    public void A_constant_that_is_neither_of_the_words_of_a_yes_no_column_is_refused() => Assert.Equal(
        "The constant \"maybe\" for the yes/no column \"M\" is neither its yes (\"yes\") nor its no (\"no\"). Give one of the two.",
        Assert.Throws<SegmentationException>(() => new SimpleImputer { Strategy = ImputeStrategy.Constant, Level = "maybe" }.Fit([Tables.YesNo("M", 1)])).Message);

    [Fact]
    public void A_step_names_the_kind_it_does_not_take()
    {
        Assert.StartsWith("The step standard-scaler (standardise to mean 0 and standard deviation 1) does not take Category columns such as \"C\".",
            Assert.Throws<SegmentationException>(() => new StandardScaler().Fit([Tables.Category("C", "a")])).Message, StringComparison.Ordinal);
        IFittedTransformer fitted = new StandardScaler().Fit([Tables.Number("X", 1, 2)]);
        Assert.Equal("Column \"X\" is Category but the step standard-scaler was fitted on Number. Read it as Number.",
            Assert.Throws<SegmentationException>(() => fitted.Transform([Tables.Category("X", "a")], new())).Message);
        Assert.StartsWith("The step standard-scaler was fitted on 1 column and was given 0.",
            Assert.Throws<SegmentationException>(() => fitted.Transform([], new())).Message, StringComparison.Ordinal);
    }

    private static double[] Values(Column column) => ((NumberColumn)column).Values.ToArray();
}
