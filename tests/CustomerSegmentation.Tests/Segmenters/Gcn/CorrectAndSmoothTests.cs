using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Models that spread errors and labels of their training customers over a graph.</summary>
public sealed class CorrectAndSmoothTests
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(300);
    private static readonly GraphSplit Split = Shop.Split(new() { StratifyBy = "Segment" });

    [Fact]
    public void A_model_answers_otherwise_with_it_and_says_so()
    {
        using GcnModel with = Segmenter().Fit(Shop, new GraphFitOptions { Split = Split }), without = Segmenter(null).Fit(Shop, new GraphFitOptions { Split = Split });
        Segmentation answers = with.Segment(Shop);
        Assert.NotEqual(answers.Probabilities.ToArray(), without.Segment(Shop).Probabilities.ToArray());
        Assert.Contains(answers.Notes, note => note.What == "customers of training whose labels were spread" && note.Count == Split.Train.Length);
        Assert.Contains($"spreads the labels of {Split.Train.Length} training customers, keys as hashes", with.ToString(), StringComparison.Ordinal);
        Assert.Contains("correct and smooth: correction 0.8, smoothing 0.8, 50 steps, errors scaled by themselves", with.Plan.Describe(), StringComparison.Ordinal);
        string?[] truth = Shop.Customers["Segment"].Texts();
        double Right(Segmentation segments) => Split.Train.Count(row => segments[row].Segment == truth[row]) / (double)Split.Train.Length;
        Assert.True(Right(answers) > Right(without.Segment(Shop)), "what is known of a training customer stays the strongest voice in its answer");
    }

    [Fact]
    public void Labels_outside_the_training_part_change_no_bit()
    {
        string?[] labels = Shop.Customers["Segment"].Texts();
        foreach (int row in Split.Test) labels[row] = "Nobody knows";
        CustomerGraph hidden = Shop.WithCustomers(Shop.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        using GcnModel one = Segmenter().Fit(Shop, new GraphFitOptions { Split = Split }), other = Segmenter().Fit(hidden, new GraphFitOptions { Split = Split });
        Assert.Equal(one.Segment(Shop).Probabilities, other.Segment(hidden).Probabilities);
        // At scoring no label of the graph is read at all.
        Assert.Equal(one.Segment(Shop).Probabilities, one.Segment(Shop.WithCustomers(Shop.Customers.Drop("Segment"))).Probabilities);
        // Those who watch choose the epoch, but no label of theirs is spread: where no epoch is chosen, nothing of them is seen.
        foreach (int row in Split.Validation) labels[row] = labels[Split.Train[0]];
        CustomerGraph watched = Shop.WithCustomers(Shop.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        using GcnModel first = Segmenter(new(), epochs: 1).Fit(Shop, new GraphFitOptions { Split = Split }), second = Segmenter(new(), epochs: 1).Fit(watched, new GraphFitOptions { Split = Split });
        Assert.Equal(first.Segment(Shop).Probabilities, second.Segment(watched).Probabilities);
    }

    [Fact]
    public void A_file_keeps_it()
    {
        using GcnModel model = Segmenter(new() { Correction = 0.5, Scale = 2, Steps = 3 }).Fit(Shop);
        using MemoryStream stream = new();
        model.Save(stream);
        stream.Position = 0;
        using SegmentationModel read = SegmentationModel.Load(stream);
        Assert.Equal(model.Segment(Shop).Probabilities, Assert.IsType<GcnModel>(read).Segment(Shop).Probabilities);
        Assert.Equal(model.Plan, ((GcnModel)read).Plan);
        Assert.Equal(model.ToString(), read.ToString());
    }

    [Fact]
    public void Newcomers_get_the_networks_answer_and_are_flagged()
    {
        CustomerTable newcomers = SyntheticShop.Customers(20, seed: 3);
        newcomers = CustomerTable.FromColumns(newcomers.ColumnNames.Select(name => newcomers[name]), [.. newcomers.Keys.Select(key => $"new {key}")]);
        using GcnModel with = Segmenter().Fit(Shop), without = Segmenter(null).Fit(Shop);
        Segmentation answers = with.Segment(newcomers);
        Assert.Equal(without.Segment(newcomers).Probabilities, answers.Probabilities);
        Assert.Contains(answers.Notes, note => note is { What: "customers scored by the network alone: known labels are spread over whole graphs", Count: 20 });
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        string message = Assert.Throws<SegmentationException>(() => Segmenter(new() { Correction = 1, Smoothing = -1, Steps = 0, Scale = -2 })).Message;
        foreach (string text in new[] { "CorrectAndSmoothOptions.Correction is 1", "CorrectAndSmoothOptions.Smoothing is -1", "CorrectAndSmoothOptions.Steps is 0", "CorrectAndSmoothOptions.Scale is -2" })
            Assert.Contains(text, message, StringComparison.Ordinal);
    }

    private static GcnSegmenter Segmenter() => Segmenter(new());

    private static GcnSegmenter Segmenter(CorrectAndSmoothOptions? options, int epochs = 6)
    {
        GcnSegmenterBuilder builder = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { Hidden = 16, ItemDimensions = 4 })
            .UseTraining(new() { Epochs = epochs, Optimizer = new Adam { LearningRate = 0.01 } });
        return (options is null ? builder : builder.UseCorrectAndSmooth(options)).Build();
    }
}
