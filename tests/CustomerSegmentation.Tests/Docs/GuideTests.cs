using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of data.md, preparation.md, mlp.md and evaluation.md, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GuideTests(DocsFolder folder)
{
    private static CustomerTable Customers => DocsFolder.Customers;

    [Fact]
    public void Data_come_from_CSV()
    {
        // docs
        CustomerTable customers = CustomerTable.FromCsv("customers.csv", key: "CustomerId");
        Console.WriteLine(customers.Profile());
        // end
        Assert.Contains("CityTier", folder.Printed(), StringComparison.Ordinal);
        Assert.Equal(ColumnKind.Number, customers["CityTier"].Kind);
    }

    [Fact]
    public void Data_come_from_CSV_as_options_say()
    {
        // docs
        CustomerTable customers = CustomerTable.FromCsv("customers.csv", new CsvOptions
        {
            Key = "CustomerId",
            MissingMarkers = CsvOptions.CommonMissingMarkers,               // NA, null, ?, - and the like
            Kinds = new Dictionary<string, ColumnKind> { ["CityTier"] = ColumnKind.Category },
        });
        // end
        Assert.Equal(ColumnKind.Category, customers["CityTier"].Kind);
    }

    [Fact]
    public void Data_come_from_objects()
    {
        Person[] people = [new("a", 30, "Gold", new(2024, 1, 2)), new("b", null, "Free", new(2023, 5, 6))];
        // docs
        CustomerTable customers = CustomerTable.FromObjects(people, columns => columns
            .Key(p => p.Id)
            .Number("Age", p => p.Age)
            .Category("Plan", p => p.Plan)
            .Time("Joined", p => p.Joined));
        // end
        Assert.True(customers["Age"].IsMissing(1));
    }

    [Fact]
    public void Data_come_from_a_database()
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 'a' AS CustomerId, 30.5 AS Age";
        // docs
        using DbDataReader reader = command.ExecuteReader();
        CustomerTable customers = CustomerTable.FromDataReader(reader, key: "CustomerId");
        // end
        Assert.Equal(30.5, customers.Row(0).Number("Age"));
    }

    [Fact]
    public void Data_are_chosen_and_joined()
    {
        CustomerTable customers = Customers, visits = CustomerTable.FromColumns([new NumberColumn("Visits", [3, 5])], ["C000001", "C000002"], "CustomerId");
        // docs
        CustomerTable adults = customers.Where(row => row.Number("Age") >= 18);
        CustomerTable few = adults.Select("Age", "Region", "Segment");
        CustomerTable joined = few.Join(visits, new JoinOptions { Prefix = "Web_" });
        // end
        Assert.Equal(["Age", "Region", "Segment", "Web_Visits"], joined.ColumnNames);
        Assert.Contains(joined.Notes, note => note.What.Contains("no partner", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_are_split()
    {
        CustomerTable customers = Customers;
        // docs
        TableSplit split = customers.Split(new SplitOptions { StratifyBy = "Segment", KeepEqualRowsTogether = true, EqualExcept = ["Segment"] });
        Console.WriteLine($"{split.Train.RowCount} to train, {split.Validation.RowCount} to choose by, {split.Test.RowCount} to judge by");
        // end
        Assert.Equal("360 to train, 120 to choose by, 120 to judge by", folder.Printed().TrimEnd());
    }

    [Fact]
    public void Preparation_is_automatic()
    {
        CustomerTable customers = Customers;
        // docs
        FeaturePipelinePlan plan = new FeaturePipelineBuilder().AddAll().Build();
        FeaturePipeline pipeline = plan.Fit(customers, label: "Segment");
        Console.WriteLine(pipeline.Describe());
        // end
        Assert.Contains("left out: constant", folder.Printed(), StringComparison.Ordinal);
    }

    [Fact]
    public void Preparation_is_set_column_by_column()
    {
        // docs
        MlpSegmenter segmenter = new MlpSegmenterBuilder()
            .UseLabel("Segment")
            .DropRowsWithMissing("Age")
            .AddNumeric(["Age", "AverageBasket"], column => column.ImputeMean().ClipOutliers(0.01, 0.99).Standardize())
            .AddNumeric("ClickRate", column => column.ImputeMedian(indicator: true).MinMax())
            .AddCategorical("Region", column => column.OneHot(new() { MaxLevels = 20, Unseen = UnseenLevels.Other }))
            .AddYesNo("Newsletter")
            .AddTime("MemberSince", column => column.TimeParts(new() { Month = false }).Standardize())
            .UseAbsentColumns(AbsentColumns.AllMissing)
            .Build();
        // end
        FeaturePipeline fitted = segmenter.Plan.Preparation.Fit(Customers, "Segment");
        Assert.Equal(["Age", "AverageBasket", "ClickRate", "Region", "Newsletter", "MemberSince"], fitted.NeededColumns);
    }

    [Fact]
    public void Preparation_has_a_step_of_ones_own()
    {
        // docs
        ModelLoadOptions options = new() { Transformers = TransformerTypes.Default.With("shop.log", json => new LogStep(), LogStep.ReadFitted) };
        // end
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddNumeric("AverageBasket", column => column.ImputeMedian().Add(new LogStep()).Standardize())
            .UseTraining(new() { Epochs = 3 }).Build();
        using SegmentationModel model = segmenter.Fit(Customers);
        model.Save("log.seg");
        using SegmentationModel loaded = SegmentationModel.Load("log.seg", options);
        Assert.Equal(model.Segment(Customers).Probabilities, loaded.Segment(Customers).Probabilities);
    }

    // docs
    internal sealed record LogStep : ITransformer
    {
        public string TypeName => "shop.log";

        public string Describe() => "log(1 + x)";

        public IFittedTransformer Fit(IReadOnlyList<Column> columns) => new Fitted([.. columns.Select(column => column.Name)]);

        public JsonObject SaveSettings() => [];

        public static IFittedTransformer ReadFitted(JsonObject state) => new Fitted([.. state["names"]!.AsArray().Select(name => (string)name!)]);

        private sealed class Fitted(string[] names) : IFittedTransformer
        {
            public string TypeName => "shop.log";

            public IReadOnlyList<string> OutputNames => names;

            public string Describe() => "log(1 + x)";

            public IReadOnlyList<Column> Transform(IReadOnlyList<Column> columns, DataNotes notes) => [.. columns.Cast<NumberColumn>().Select(Log)];

            public JsonObject SaveState() => new() { ["names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

            private static NumberColumn Log(NumberColumn column) =>
                new(column.Name, [.. column.Values.ToArray().Select(value => Math.Log(1 + Math.Max(0, value)))]);
        }
    }
    // end

    [Fact]
    public void An_MLP_has_options()
    {
        // docs
        MlpSegmenter segmenter = new MlpSegmenterBuilder()
            .UseLabel("Segment")
            .AddAll()
            .UseNetwork(new MlpOptions { HiddenLayers = [64, 32], Dropout = 0.3, Activation = Activation.Gelu, Normalization = Normalization.Layer })
            .UseTraining(new TrainingOptions
            {
                Epochs = 100,
                BatchSize = 128,
                Optimizer = new AdamW { LearningRate = 0.002 },
                Schedule = new CosineSchedule { WarmUpEpochs = 5 },
                EarlyStopping = new EarlyStopping { Patience = 20 },
                ClassWeights = ClassWeights.Balanced,
            })
            .UseSeed(7)
            .Build();
        Console.WriteLine(segmenter.Plan);
        // end
        Assert.Contains("hidden layers 64/32", folder.Printed(), StringComparison.Ordinal);
        using SegmentationModel model = segmenter.Fit(Customers);
        Assert.Equal(4, model.Segments.Count);
    }

    [Fact]
    public void A_fit_has_a_checkpoint_and_a_start()
    {
        (MlpSegmenter segmenter, CustomerTable customers) = (DocsFolder.Quick, Customers);
        using SegmentationModel earlier = segmenter.Fit(customers);
        // docs
        FitOptions options = new()
        {
            Checkpoint = "shop.checkpoint",     // the fit goes on from this file where it is there; it is deleted at the end
            CheckpointEvery = 5,
            StartFrom = earlier,                // a model of the same features, labels and hidden layers
        };
        using SegmentationModel model = segmenter.Fit(customers, options);
        // end
        Assert.False(File.Exists("shop.checkpoint"));
    }

    [Fact]
    public void A_model_is_evaluated_on_held_out_customers()
    {
        (MlpSegmenter segmenter, CustomerTable customers) = (DocsFolder.Quick, Customers);
        // docs
        TableSplit split = customers.Split(new SplitOptions { StratifyBy = "Segment", ValidationShare = 0, TestShare = 0.25 });
        using SegmentationModel model = segmenter.Fit(split.Train);
        ClassificationReport report = ClassificationReport.Of(model, split.Test);
        Console.WriteLine(report);
        // end
        Assert.Contains("calibration error", folder.Printed(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_segmenter_is_cross_validated()
    {
        (MlpSegmenter segmenter, CustomerTable customers) = (DocsFolder.Quick, Customers);
        // docs
        CrossValidationReport report = CrossValidation.Run(segmenter, customers, new CrossValidationOptions { Folds = 5, Seed = 1 });
        Console.WriteLine(report);
        Console.WriteLine(report.Summary);
        // end
        Assert.Contains("folds=5 accuracy=", folder.Printed(), StringComparison.Ordinal);
    }

    private sealed record Person(string Id, double? Age, string Plan, DateOnly Joined);
}
