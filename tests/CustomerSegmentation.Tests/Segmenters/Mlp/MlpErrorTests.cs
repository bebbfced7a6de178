using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Bad plans and bad customers: what, where, what was expected, what to do.</summary>
public sealed class MlpErrorTests
{
    private static readonly CustomerTable Shop = SyntheticShop.Customers(120);
    private static readonly TrainingOptions Quick = new() { Epochs = 1 };

    [Fact]
    public void All_problems_of_a_builder_are_listed_at_once() => Assert.Equal(
        """
        The segmenter cannot be built, 17 problems:
        - UseSeed is called twice. Remove one of the two.
        - UseTraining is called twice. Remove one of the two.
        - The label "Segment" is also a feature, which would give the answer away. Remove it from the features.
        - UseSegmentNames names the label "a" twice. Give each label one name.
        - UseSegmentNames gives the name "A" twice. Give each segment a name of its own.
        - Column "Age" is added twice. Remove one of the two.
        - A hidden layer has 0 units; give 1 to 65536.
        - Dropout is 1; give 0 to below 1.
        - TrainingOptions.Epochs is 0; give 1 or more.
        - TrainingOptions.BatchSize is -1; give 1 or more.
        - TrainingOptions.ValidationShare is 1; give 0 to below 1.
        - EarlyStopping.Patience is 0; give 1 or more.
        - TrainingOptions.L1 is -1 and L2 is NaN; give 0 or more.
        - TrainingOptions.GradientClipping is 0; give a value above 0, or null for none.
        - TrainingOptions.LabelSmoothing is 1; give 0 to below 1.
        - TrainingOptions.Threads is -2; give 0 for one a processor, or a number.
        - Adam.LearningRate is 0; give a value from just above 0 to 100.
        """,
        Message(() => new MlpSegmenterBuilder().UseLabel("Segment").AddNumeric("Age", "Age").AddCategorical("Segment").UseSeed(1).UseSeed(2).UseHiddenLayers(8, 0).UseDropout(1)
            .UseSegmentNames(("a", "A"), ("a", "B"), ("b", "A")).UseTraining(Quick).UseTraining(new()
            {
                Epochs = 0, BatchSize = -1, ValidationShare = 1, EarlyStopping = new() { Patience = 0 }, L1 = -1, L2 = double.NaN, GradientClipping = 0, LabelSmoothing = 1,
                Threads = -2, Optimizer = new Adam { LearningRate = 0 },
            }).Build()), ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData("a label", "The segmenter cannot be built: There is no label. Say which column to learn with UseLabel(\"column\").")]
    [InlineData("columns", "The segmenter cannot be built: No column is added. Add columns by AddNumeric, AddCategorical, AddYesNo, AddTime, AddText, or all by AddAll().")]
    [InlineData("network", "The segmenter cannot be built: UseNetwork comes together with UseHiddenLayers, UseDropout or UseActivation. Set all in UseNetwork's options.")]
    [InlineData("layers", "The segmenter cannot be built: There are 65 hidden layers; give at most 64.")]
    [InlineData("warm-up", "The segmenter cannot be built: WarmUpEpochs is -1; give 0 or more.")]
    [InlineData("step", "The segmenter cannot be built, 2 problems:\n- StepSchedule.Every is 0; give 1 or more.\n- StepSchedule.Decay is 2; give a value above 0, at most 1.")]
    [InlineData("plateau", "The segmenter cannot be built, 2 problems:\n- PlateauSchedule.Patience is 0; give 1 or more.\n- PlateauSchedule.Decay is 0; give a value above 0, at most 1.")]
    [InlineData("adamw", "The segmenter cannot be built, 2 problems:\n- AdamW.Beta1 is 1; give a value from 0 to 0.999999.\n- AdamW.WeightDecay is -1; give a value from 0 to 1000.")]
    [InlineData("sgd", "The segmenter cannot be built, 2 problems:\n- Sgd.Momentum is 1; give a value from 0 to 0.999999.\n- Sgd.LearningRate is NaN; give a value from just above 0 to 100.")]
    [InlineData("rmsprop", "The segmenter cannot be built, 2 problems:\n- RmsProp.Alpha is -0.5; give a value from 0 to 0.999999999.\n- RmsProp.Epsilon is 0; give a value from just above 0 to 1.")]
    public void Each_problem_of_a_builder_has_its_message(string what, string message)
    {
        MlpSegmenterBuilder builder = new();
        if (what != "a label") builder.UseLabel("Segment");
        _ = what switch
        {
            "network" => builder.UseNetwork(new()).UseDropout(0.1),
            "layers" => builder.UseHiddenLayers([.. Enumerable.Repeat(2, 65)]),
            "warm-up" => builder.UseTraining(new() { Schedule = new CosineSchedule { WarmUpEpochs = -1 } }),
            "step" => builder.UseTraining(new() { Schedule = new StepSchedule { Every = 0, Decay = 2 } }),
            "plateau" => builder.UseTraining(new() { Schedule = new PlateauSchedule { Patience = 0, Decay = 0 } }),
            "adamw" => builder.UseTraining(new() { Optimizer = new AdamW { Beta1 = 1, WeightDecay = -1 } }),
            "sgd" => builder.UseTraining(new() { Optimizer = new Sgd { Momentum = 1, LearningRate = double.NaN } }),
            "rmsprop" => builder.UseTraining(new() { Optimizer = new RmsProp { Alpha = -0.5, Epsilon = 0 } }),
            _ => builder,
        };
        if (what != "columns") builder.AddAll();
        Assert.Equal(message, Message(builder.Build), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void An_unknown_column_is_named_with_the_nearest()
    {
        Assert.Equal(
            """
            The preparation does not fit the synthetic shop: There is no column "ClickRat"; did you mean "ClickRate"? It has: "Age", "Gender", "Region", "CityTier", "MaritalStatus", "Newsletter", "MemberSince", "PurchaseFrequency", "AverageBasket", "ClickRate", "DaysSinceLastOrder", "DiscountShare", "ReturnRate", "Currency", "LoyaltyCard", "Segment".
            """, Message(() => Builder().AddNumeric("ClickRat").Build().Fit(Shop)), ignoreLineEndingDifferences: true);
        Assert.StartsWith("There is no column \"Segmnt\" in the synthetic shop; did you mean \"Segment\"? It has: ",
            Message(() => new MlpSegmenterBuilder().UseLabel("Segmnt").AddAll().Build().Fit(Shop)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_with_one_value_and_one_row_and_no_row_are_named()
    {
        int[] dormant = [.. Enumerable.Range(0, 120).Where(row => Shop["Segment"].Text(row) == "Dormant")];
        Assert.Equal($"The label column \"Segment\" of the synthetic shop has one value only, \"Dormant\", in all {dormant.Length} rows. There is nothing to tell apart: choose another column, or add customers of another segment.",
            Message(() => Fit(Shop.SelectRows(dormant))));
        Assert.Equal("The label column \"Segment\" of the synthetic shop has one value only, \"Dormant\", in all 1 row. There is nothing to tell apart: choose another column, or add customers of another segment.",
            Message(() => Fit(Shop.SelectRows([dormant[0]]))));
        Assert.Equal("No row of the synthetic shop has a label in column \"Segment\": 0 rows. Give customers whose segment is known.", Message(() => Fit(Shop.SelectRows([]))));
        Assert.Equal("No row of the synthetic shop has a label in column \"Segment\": 120 rows. Give customers whose segment is known.",
            Message(() => Fit(Shop.WithColumn(Tables.Category("Segment", new string?[120])))));
    }

    [Fact]
    public void A_label_with_too_many_values_is_named() => Assert.Matches(
        "^The label column \"PurchaseFrequency\" has \\d+ different values, for example \"[^\"]+\", \"[^\"]+\", \"[^\"]+\" and \\d+ more; a label has at most 100\\. Choose a column of classes, or cut numbers into ranges first\\.$",
        Message(() => new MlpSegmenterBuilder().UseLabel("PurchaseFrequency").AddAll().UseTraining(Quick).Build().Fit(SyntheticShop.Customers(800))));

    [Fact]
    public void Rows_without_a_label_are_left_out_and_counted()
    {
        Column label = Tables.Category("Segment", [.. Enumerable.Range(0, 120).Select(row => row % 6 == 0 ? null : Shop["Segment"].Text(row))]);
        using SegmentationModel model = Fit(Shop.WithColumn(label));
        Assert.Contains(new DataNote("Segment", "rows left out: without a label", 20), model.Training!.Notes);
        Assert.Equal(100, model.Training.TrainingRows + model.Training.ValidationRows);
        Assert.Equal(100, model.Training.LabelCounts.Sum());
    }

    [Fact]
    public void Infinite_and_absurd_numbers_are_named()
    {
        NumberColumn ages = (NumberColumn)Shop["Age"];
        CustomerTable With(double value) => Shop.WithColumn(new NumberColumn("Age", [.. ages.Values.ToArray().Select((age, row) => row == 4 ? value : age)]));
        string infinite = "Column \"Age\" of the synthetic shop holds ∞ in row 5 (CustomerId \"C000005\"). Numbers must be finite: correct the value, or leave it blank (missing).";
        Assert.Equal(infinite, Message(() => Fit(With(double.PositiveInfinity))));
        using SegmentationModel model = Fit(Shop);
        Assert.Equal(infinite, Message(() => model.Segment(With(double.PositiveInfinity))));
        Assert.Equal(120, model.Segment(With(1e300)).Count); // the automatic preparation clips
        MlpSegmenter bare = Builder().AddNumeric("CityTier", column => column.Standardize()).Build();
        using SegmentationModel plain = bare.Fit(Shop);
        CustomerTable absurd = Shop.WithColumn(new NumberColumn("CityTier", [.. Enumerable.Range(0, 120).Select(row => row == 7 ? 1e300 : 1)]));
        Assert.StartsWith("Column \"CityTier\" of the synthetic shop holds \"1E+300\" in row 8 (CustomerId \"C000008\"), which is too large for a feature.", Message(() => plain.Segment(absurd)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_the_network_cannot_bear_is_named()
    {
        using SegmentationModel plain = Builder().AddNumeric("CityTier", column => column.Standardize()).Build().Fit(Shop);
        CustomerTable absurd = Shop.WithColumn(new NumberColumn("CityTier", [.. Enumerable.Range(0, 120).Select(row => row == 7 ? 2.5e38 : 1)]));
        Assert.Equal("The model finds no probabilities for row 8 of the synthetic shop (CustomerId \"C000008\"): its numbers grow too large on the way. Correct values that are far from those of training, or clip them in the preparation (ClipOutliers()); if none is, the model is damaged.",
            Message(() => plain.Segment(absurd)));
    }

    [Fact]
    public void A_category_of_a_hundred_thousand_levels_is_left_out_or_kept_small()
    {
        const int Rows = 100_000;
        CategoryColumn levels = new("Street", [.. Enumerable.Range(0, Rows)], [.. Enumerable.Range(0, Rows).Select(row => $"s{row}")]);
        CustomerTable many = CustomerTable.FromColumns([levels, new NumberColumn("x", [.. Enumerable.Range(0, Rows).Select(row => row % 7.0)]),
            Tables.Category("Segment", [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? "a" : "b")])]);
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseHiddenLayers(4).UseTraining(new() { Epochs = 1, BatchSize = 1000 }).Build();
        using SegmentationModel model = segmenter.Fit(many);
        Assert.Contains(model.Training!.Notes, note => note.Column == "Street" && note.What.StartsWith("column left out: different in every row", StringComparison.Ordinal));
        Assert.Equal(Rows, model.Segment(many).Count);
    }

    [Fact]
    public void Columns_absent_at_scoring_are_named_and_new_ones_do_not_matter()
    {
        using SegmentationModel model = Fit(Shop);
        Assert.StartsWith("Column \"ClickRate\", which was there at training, is not in the synthetic shop. It has: ", Message(() => model.Segment(Shop.Drop("ClickRate"))), StringComparison.Ordinal);
        Segmentation more = model.Segment(Shop.WithColumn(Tables.Number("New", new double[120])));
        Assert.Equal(model.Segment(Shop).Probabilities, more.Probabilities);
        using SegmentationModel lenient = Builder().AddAll().UseAbsentColumns(AbsentColumns.AllMissing).Build().Fit(Shop);
        Assert.Contains(new DataNote("ClickRate", "rows without this column, taken as missing", 120), lenient.Segment(Shop.Drop("ClickRate")).Notes);
    }

    [Fact]
    public void A_changed_kind_is_named()
    {
        using SegmentationModel model = Fit(Shop);
        Assert.Equal("Column \"Age\" is needed as Number but is Category in the synthetic shop: \"old\" in row 1 (CustomerId \"C000001\") cannot be taken as Number. Read the column as Number, or correct the value.",
            Message(() => model.Segment(Shop.WithColumn(Tables.Category("Age", [.. Enumerable.Repeat("old", 120)])))));
    }

    [Fact]
    public void Segment_names_for_unknown_labels_and_double_names_are_named()
    {
        Assert.Equal("UseSegmentNames names the label \"Dormat\", which no row has; did you mean \"Dormant\"? The labels are \"Bargain hunters\", \"Dormant\", \"Loyal regulars\", \"New explorers\".",
            Message(() => Builder().AddAll().UseSegmentNames(("Dormat", "Asleep")).Build().Fit(Shop)));
        Assert.Equal("Two segments would be called \"Dormant\". Give each label a name of its own with UseSegmentNames.",
            Message(() => Builder().AddAll().UseSegmentNames(("New explorers", "Dormant")).Build().Fit(Shop)));
    }

    [Fact]
    public void A_threshold_needs_two_labels() => Assert.Equal(
        "A threshold decides between two segments, but there are 4: \"Bargain hunters\", \"Dormant\", \"Loyal regulars\", \"New explorers\". Use Decision.ArgMax or Decision.Costs.",
        Message(() => Builder().AddAll().UseDecision(Decision.Threshold(0.5)).Build().Fit(Shop)));

    [Fact]
    public void A_label_that_only_the_validation_part_has_is_noted()
    {
        // The latest customers, and only they, are Staff.
        long latest = ((TimeColumn)Shop["MemberSince"]).Ticks.ToArray().Order().ElementAt(115);
        Column label = Tables.Category("Segment", [.. Enumerable.Range(0, 120).Select(row => ((TimeColumn)Shop["MemberSince"]).Ticks[row] >= latest ? "Staff" : Shop["Segment"].Text(row))]);
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(Quick with { ValidationTime = "MemberSince", ValidationShare = 0.2 }).Build();
        using SegmentationModel model = segmenter.Fit(Shop.WithColumn(label));
        Assert.Contains("Staff", model.Segments);
        Assert.Contains(new DataNote("Segment", "label values that no training row has, so that none is learned: \"Staff\"", 1), model.Training!.Notes);
    }

    [Fact]
    public void All_rows_dropped_is_an_error_that_says_why()
    {
        CustomerTable empty = Shop.WithColumn(Tables.Number("Age", [.. Enumerable.Repeat(double.NaN, 120)]));
        Assert.Matches("^There is no customer to learn from in the synthetic shop: all \\d+ rows have a missing value in \"Age\" and were dropped\\. Fill missing values instead\\.$",
            Message(() => Builder().AddAll().DropRowsWithMissing("Age").Build().Fit(empty)));
    }

    [Fact]
    public void Validation_rows_that_are_dropped_are_counted()
    {
        CustomerTable blank = SyntheticShop.Customers(50, seed: 2).WithColumn(Tables.Number("Age", [.. Enumerable.Range(0, 50).Select(row => row < 20 ? double.NaN : row)]));
        using SegmentationModel model = Builder().AddNumeric("Age").DropRowsWithMissing("Age").Build().Fit(Shop, new FitOptions { Validation = blank });
        Assert.Equal(30, model.Training!.ValidationRows);
        Assert.Contains(new DataNote(null, "validation rows left out: a missing value", 20), model.Training.Notes);
    }

    [Fact]
    public void A_label_may_be_numbers_or_yes_and_no()
    {
        NumberColumn numbers = Tables.Number("Segment", [.. Enumerable.Range(0, 120).Select(row => row % 3 == 0 ? 10.0 : row % 3 == 1 ? 9 : -1)]);
        using SegmentationModel three = Fit(Shop.WithColumn(numbers));
        Assert.Equal(["-1", "9", "10"], three.LabelValues);
        using SegmentationModel two = Builder().AddAll().UseSegmentNames(("1", "Churned")).Build().Fit(Shop.WithColumn(Tables.Number("Segment", [.. Enumerable.Range(0, 120).Select(row => row % 2.0)])));
        Assert.Equal(["0", "1"], two.LabelValues);
        Assert.Equal(["0", "Churned"], two.Segments);
    }

    private static MlpSegmenterBuilder Builder() => new MlpSegmenterBuilder().UseLabel("Segment").UseHiddenLayers(8).UseTraining(Quick);

    private static SegmentationModel Fit(CustomerTable customers) => Builder().AddAll().Build().Fit(customers);

    private static string Message(Func<object> act) => Assert.Throws<SegmentationException>(act).Message;
}
