namespace CustomerSegmentation;

/// <summary>Gathers how customers are put into segments by a multilayer perceptron that learns a label column.</summary>
/// <example>
/// <code>
/// MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().Build();
/// using SegmentationModel model = segmenter.Fit(customers);
/// Segmentation segments = model.Segment(newCustomers);
/// </code>
/// </example>
public sealed class MlpSegmenterBuilder : SegmenterBuilder<MlpSegmenterBuilder>
{
    private MlpOptions _network = new();

    /// <summary>The whole network; default <see cref="MlpOptions"/>. Not together with <see cref="UseHiddenLayers"/>, <see cref="UseDropout"/> or <see cref="UseActivation"/>.</summary>
    public MlpSegmenterBuilder UseNetwork(MlpOptions options) => Use(nameof(UseNetwork), () => _network = options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>The units of each hidden layer; default 128, 64, 32.</summary>
    public MlpSegmenterBuilder UseHiddenLayers(params int[] units) => Use(nameof(UseHiddenLayers), () => _network = _network with { HiddenLayers = [.. units] });

    /// <summary>The share of each hidden layer's units left out at random in training; default 0.5.</summary>
    public MlpSegmenterBuilder UseDropout(double share) => Use(nameof(UseDropout), () => _network = _network with { Dropout = share });

    /// <summary>The function after each hidden layer; default ReLU.</summary>
    public MlpSegmenterBuilder UseActivation(Activation activation) => Use(nameof(UseActivation), () => _network = _network with { Activation = activation });

    /// <summary>Checks everything and gives the immutable segmenter.</summary>
    /// <exception cref="SegmentationException">Something is wrong; all problems are listed, each with its remedy.</exception>
    public MlpSegmenter Build()
    {
        bool mixed = Used(nameof(UseNetwork)) && (Used(nameof(UseHiddenLayers)) || Used(nameof(UseDropout)) || Used(nameof(UseActivation)));
        FeaturePipelinePlan features = Checked("The segmenter cannot be built",
            _network.Problems().Concat(mixed ? ["UseNetwork comes together with UseHiddenLayers, UseDropout or UseActivation. Set all in UseNetwork's options."] : []));
        return new(new()
        {
            Label = Label!, Preparation = features, Network = _network, Training = Training, Decision = Decision, SegmentNames = Names, Seed = Seed,
        });
    }
}
