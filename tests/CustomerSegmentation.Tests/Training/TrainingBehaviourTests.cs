using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>What the options of training do to real fits.</summary>
public sealed class TrainingBehaviourTests
{
    private static readonly CustomerTable Shop = SyntheticShop.Customers(300), Others = SyntheticShop.Customers(200, seed: 2);

    [Fact]
    public void The_weights_of_the_best_epoch_are_kept()
    {
        // A fit that is ended at its best epoch has the weights of one that went on past it.
        TrainingOptions options = new() { Epochs = 40, Optimizer = new Adam { LearningRate = 0.05 }, EarlyStopping = new() { Patience = 5 } };
        using SegmentationModel model = Fit(options);
        TrainingHistory history = model.Training!.History;
        Assert.True(history.StoppedEarly && history.BestEpoch == history.Epochs.Count - 5, history.ToString());
        Assert.Equal(history.Epochs.Min(epoch => epoch.ValidationLoss), history.Epochs[history.BestEpoch - 1].ValidationLoss);
        using SegmentationModel ended = Fit(options with { Epochs = history.BestEpoch });
        Assert.Equal(model.Segment(Others).Probabilities, ended.Segment(Others).Probabilities);
    }

    [Fact]
    public void Rare_labels_are_found_more_often_with_balanced_weights()
    {
        // 8 % Dormant customers.
        int[] rows = [.. Enumerable.Range(0, 300).Where(row => Shop["Segment"].Text(row) != "Dormant" || row % 3 == 0)];
        CustomerTable skewed = Shop.SelectRows(rows);
        int Dormant(ClassWeights weights)
        {
            using SegmentationModel model = Fit(new() { Epochs = 25, ClassWeights = weights }, skewed);
            return model.Segment(Others).Summaries.Single(segment => segment.Name == "Dormant").Count;
        }
        int plain = Dormant(ClassWeights.None), balanced = Dormant(ClassWeights.Balanced), given = Dormant(ClassWeights.Of(("Dormant", 10)));
        Assert.True(plain < balanced && balanced < given, $"{plain}, {balanced}, {given}");
    }

    [Fact]
    public void Balanced_weights_are_those_of_the_counts()
    {
        LabelEncoding labels = LabelEncoding.From(Tables.Category("L", "a", "a", "a", "b", null));
        Assert.Equal([4 / 6.0, 4 / 2.0], ClassWeights.Balanced.For(labels));
        Assert.Equal([1, 1], ClassWeights.None.For(labels));
        Assert.Equal([1, 2.5], ClassWeights.Of(("b", 2.5)).For(labels));
        Assert.Equal("b 2.5", ClassWeights.Of(("b", 2.5)).ToString());
        Assert.Equal(ClassWeights.Of(("b", 2.5)), ClassWeights.Of(("b", 2.5)));
    }

    [Fact]
    public void Weights_of_unknown_labels_are_named() => Assert.Equal(
        "ClassWeights names the label \"dormant\", which no training row has; did you mean \"Dormant\"? Labels: \"Bargain hunters\", \"Dormant\", \"Loyal regulars\", \"New explorers\".",
        Assert.Throws<SegmentationException>(() => Fit(new() { ClassWeights = ClassWeights.Of(("dormant", 2)) })).Message);

    [Fact]
    public void Weights_are_positive_numbers()
    {
        foreach (double weight in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.StartsWith($"The weight of label \"x\" is {Show.Value(weight)}; give a positive number.",
                Assert.Throws<ArgumentException>(() => ClassWeights.Of(("x", weight))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Smoothed_labels_make_less_certain()
    {
        TrainingOptions options = new() { Epochs = 40, ValidationShare = 0, Optimizer = new Adam { LearningRate = 0.01 } };
        using SegmentationModel plain = Fit(options), smoothed = Fit(options with { LabelSmoothing = 0.3 });
        Assert.True(Certainty(smoothed) < Certainty(plain) - 0.05, $"{Certainty(smoothed)}, {Certainty(plain)}");
    }

    [Fact]
    public void Penalties_make_weights_small()
    {
        (double Sum, double Small) Weights(TrainingOptions options)
        {
            using SegmentationModel model = Fit(options with { Epochs = 40, ValidationShare = 0, Optimizer = new Adam { LearningRate = 0.01 } });
            float[] weights = FirstWeights(model);
            return (weights.Sum(Math.Abs), weights.Count(weight => Math.Abs(weight) < 0.01) / (double)weights.Length);
        }
        var plain = Weights(new());
        var l1 = Weights(new() { L1 = 0.02 });
        var l2 = Weights(new() { L2 = 0.05 });
        Assert.True(l1.Sum < plain.Sum / 2 && l2.Sum < plain.Sum / 2, $"{plain}, {l1}, {l2}");
        Assert.True(l1.Small > 0.5 && l1.Small > l2.Small, $"{plain}, {l1}, {l2}"); // L1 drives to nothing, L2 only lowers
    }

    [Fact]
    public void A_clipped_gradient_moves_no_further_than_rate_times_length()
    {
        TrainingOptions options = new() { Epochs = 1, ValidationShare = 0, BatchSize = 300, Optimizer = new Sgd { LearningRate = 1, Momentum = 0 } };
        using SegmentationModel start = Fit(options with { Optimizer = new Sgd { LearningRate = 1e-30, Momentum = 0 } });
        using SegmentationModel free = Fit(options), clipped = Fit(options with { GradientClipping = 1e-3 });
        Assert.True(Distance(start, free) > 0.01);
        Assert.InRange(Distance(start, clipped), 1e-4, 1.001e-3);
    }

    [Fact]
    public void A_fit_starts_from_the_weights_of_another_model()
    {
        using SegmentationModel first = Fit(new() { Epochs = 5 });
        TrainingOptions still = new() { Epochs = 1, Optimizer = new Sgd { LearningRate = 1e-30 } };
        using SegmentationModel second = Segmenter(still).Fit(Shop, new FitOptions { StartFrom = first });
        Assert.Equal(first.Segment(Others).Probabilities, second.Segment(Others).Probabilities);
        Assert.Equal(200, first.Segment(Others).Count); // it stays the caller's
    }

    [Fact]
    public void What_cannot_be_started_from_is_named()
    {
        using SegmentationModel start = Fit(new() { Epochs = 1 });
        string Message(MlpSegmenter segmenter, CustomerTable customers, SegmentationModel? from = null) =>
            Assert.Throws<SegmentationException>(() => segmenter.Fit(customers, new FitOptions { StartFrom = from ?? start })).Message;
        MlpSegmenter same = Segmenter(new() { Epochs = 1 });
        using StubModel stub = new();
        Assert.Equal("FitOptions.StartFrom is a StubModel; give a model that an MlpSegmenter fitted.", Message(same, Shop, stub));
        string features = Message(same, Shop.Drop("ClickRate"));
        Assert.Matches("^FitOptions\\.StartFrom was trained on \\d+ features, this fit has \\d+; they differ in \"ClickRate\".*\\. Fit on the same columns, or without StartFrom\\.$", features);
        int[] rows = [.. Enumerable.Range(0, 300).Where(row => Shop["Segment"].Text(row) != "Dormant")];
        MlpSegmenter few = new MlpSegmenterBuilder().UseLabel("Segment").AddNumeric("PurchaseFrequency").UseHiddenLayers(16).UseTraining(new() { Epochs = 1 }).Build();
        using SegmentationModel all = few.Fit(Shop);
        Assert.Equal("FitOptions.StartFrom knows the labels \"Bargain hunters\", \"Dormant\", \"Loyal regulars\", \"New explorers\", these customers have \"Bargain hunters\", \"Loyal regulars\", \"New explorers\". Fit without StartFrom.",
            Message(few, Shop.SelectRows(rows), all));
        MlpSegmenter wider = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseHiddenLayers(17).UseTraining(new() { Epochs = 1 }).Build();
        Assert.Equal("FitOptions.StartFrom has the network multilayer perceptron, hidden layers 16/8, Relu, dropout 0.2, no normalisation, cross-entropy, He initialisation, this plan another one. Use the same hidden layers and normalisation.",
            Message(wider, Shop));
        start.Dispose();
        Assert.Throws<ObjectDisposedException>(() => same.Fit(Shop, new FitOptions { StartFrom = start }));
    }

    [Fact]
    public void Validation_customers_can_be_given()
    {
        Column unknown = Tables.Category("Segment", [.. Enumerable.Range(0, 200).Select(row => row < 3 ? "Staff" : row == 3 ? null : Others["Segment"].Text(row))]);
        using SegmentationModel model = Segmenter(new() { Epochs = 2 }).Fit(Shop, new FitOptions { Validation = Others.WithColumn(unknown) });
        Assert.Equal((300, 196), (model.Training!.TrainingRows, model.Training.ValidationRows));
        Assert.Contains(new DataNote("Segment", "validation rows left out: their label is not among the training rows", 3), model.Training.Notes);
        Assert.Contains(new DataNote("Segment", "rows left out: without a label", 1), model.Training.Notes);
        Assert.InRange(model.Training.ValidationAccuracy, 0.2, 1);
    }

    [Fact]
    public void Validation_can_be_the_latest_customers()
    {
        using SegmentationModel model = Fit(new() { Epochs = 2, ValidationTime = "MemberSince", ValidationShare = 0.2 });
        Assert.InRange(model.Training!.ValidationRows, 50, 70);
    }

    [Fact]
    public void A_huge_learning_rate_and_huge_values_stop_with_the_epoch_and_what_to_try()
    {
        const string Message = "^Training stopped in epoch \\d+: the loss is .*, not a finite number\\. Lower the learning rate, clip the gradient";
        MlpSegmenter fast = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { HiddenLayers = [16], Activation = Activation.Silu, Dropout = 0 })
            .UseTraining(new() { Optimizer = new Sgd { LearningRate = 100 }, L2 = 1 }).Build();
        Assert.Matches(Message, Assert.Throws<SegmentationException>(() => fast.Fit(Shop)).Message);
        CustomerTable huge = Shop.WithColumn(new NumberColumn("CityTier", [.. ((NumberColumn)Shop["CityTier"]).Values.ToArray().Select(tier => tier * 1e38)]));
        MlpSegmenter bare = new MlpSegmenterBuilder().UseLabel("Segment").AddNumeric("CityTier", column => column).Build();
        Assert.Matches(Message, Assert.Throws<SegmentationException>(() => bare.Fit(huge)).Message);
    }

    [Theory]
    [InlineData(Activation.Sigmoid, Normalization.None, LossFunction.CrossEntropy, Initialization.Xavier)]
    [InlineData(Activation.Tanh, Normalization.Layer, LossFunction.SquaredError, Initialization.Xavier)]
    [InlineData(Activation.Gelu, Normalization.Batch, LossFunction.CrossEntropy, Initialization.He)]
    [InlineData(Activation.Silu, Normalization.None, LossFunction.SquaredError, Initialization.Uniform)]
    public void Every_kind_of_network_learns(Activation activation, Normalization normalization, LossFunction loss, Initialization initialization)
    {
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 60, Optimizer = new Adam { LearningRate = 0.01 } })
            .UseNetwork(new() { HiddenLayers = [24, 12], Activation = activation, Normalization = normalization, Loss = loss, Initialization = initialization, Dropout = 0.1 }).Build();
        using SegmentationModel model = segmenter.Fit(Shop);
        Segmentation found = model.Segment(Others);
        int right = Enumerable.Range(0, 200).Count(row => found[row].Segment == Others["Segment"].Text(row));
        Assert.InRange(right, 120, 198); // about nine in ten can be known; chance gives 60
    }

    private static MlpSegmenter Segmenter(TrainingOptions options, ulong seed = 1) => new MlpSegmenterBuilder().UseLabel("Segment").AddAll()
        .UseHiddenLayers(16, 8).UseDropout(0.2).UseTraining(options).UseSeed(seed).Build();

    private static SegmentationModel Fit(TrainingOptions options, CustomerTable? customers = null) => Segmenter(options).Fit(customers ?? Shop);

    private static double Certainty(SegmentationModel model) => model.Segment(Others).Average(customer => customer.Certainty);

    private static float[] FirstWeights(SegmentationModel model) => Tensors(model).First(tensor => tensor.Name == "layer1.weight").Values;

    private static double Distance(SegmentationModel one, SegmentationModel other) =>
        Math.Sqrt(Tensors(one).Zip(Tensors(other)).Sum(pair => pair.First.Values.Zip(pair.Second.Values).Sum(values => Math.Pow(values.First - (double)values.Second, 2))));

    private static IReadOnlyList<NamedTensor> Tensors(SegmentationModel model) =>
        TensorSection.Read(model.Sections().Single(section => section.Name == "weights").Data.Span, "weights").Tensors;
}
