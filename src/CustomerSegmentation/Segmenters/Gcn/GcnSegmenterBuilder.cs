namespace CustomerSegmentation;

/// <summary>Gathers how customers are put into segments by what they are and by what their neighbours in a graph are.</summary>
/// <example>
/// <code>
/// GcnSegmenter segmenter = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().Build();
/// using GcnModel model = segmenter.Fit(graph);
/// Segmentation segments = model.Segment(graph);
/// </code>
/// </example>
public sealed class GcnSegmenterBuilder : SegmenterBuilder<GcnSegmenterBuilder>
{
    private GraphPreset? _preset = GraphPreset.Best;
    private GcnOptions _network = new();
    private bool _carries = true;
    private CorrectAndSmoothOptions? _smooth;
    private GraphBatches _batches = GraphBatches.Full;

    /// <summary>Settings that are known to work; default <see cref="GraphPreset.Best"/>.</summary>
    public GcnSegmenterBuilder UsePreset(GraphPreset preset) => Use(nameof(UsePreset), () => _preset = preset);

    /// <summary>One kind of layer with the settings it was published with; the preset is then <see cref="GraphPreset.Published"/>.</summary>
    public GcnSegmenterBuilder UseLayer(GraphLayer layer) => Use(nameof(UseLayer), () => _network = PublishedSettings.Network(layer));

    /// <summary>A network of your own; not together with a preset or a layer.</summary>
    public GcnSegmenterBuilder UseNetwork(GcnOptions options) => Use(nameof(UseNetwork), () => _network = options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>Whether the model carries the graph of training (features, edges, keys as hashes), so that newcomers can be scored by the
    /// model alone; default true. Without, newcomers are added to the graph (<c>graph.With(newcomers, edges)</c>) and scored with it.</summary>
    public GcnSegmenterBuilder UseCarriedGraph(bool carried) => Use(nameof(UseCarriedGraph), () => _carries = carried);

    /// <summary>How much of the graph a step of training hears; default the whole graph, which is fastest where it fits into memory. For one network: with
    /// <see cref="UseLayer"/>, <see cref="UseNetwork"/> or <see cref="GraphPreset.Published"/>.</summary>
    public GcnSegmenterBuilder UseBatches(GraphBatches batches) => Use(nameof(UseBatches), () => _batches = batches ?? throw new ArgumentNullException(nameof(batches)));

    /// <summary>Spreads, at scoring a whole graph, the errors on the training customers and then their labels over the answers (correct and smooth; Huang et al. 2021, arXiv
    /// 2010.13993). The model then carries each training customer's label beside the hash of its key: personal data. Newcomers scored by the model alone get
    /// the network's own answer, which a note says.</summary>
    /// <param name="options">How; null for the defaults.</param>
    public GcnSegmenterBuilder UseCorrectAndSmooth(CorrectAndSmoothOptions? options = null) => Use(nameof(UseCorrectAndSmooth), () => _smooth = options ?? new());

    /// <summary>Checks everything and gives the immutable segmenter.</summary>
    /// <exception cref="SegmentationException">Something is wrong; all problems are listed, each with its remedy.</exception>
    public GcnSegmenter Build()
    {
        List<string> problems = [.. _network.Problems(), .. _smooth?.Problems() ?? [], .. _batches.Problems()];
        bool layer = Used(nameof(UseLayer)), network = Used(nameof(UseNetwork));
        if (network && (layer || Used(nameof(UsePreset)))) problems.Add("UseNetwork comes together with UsePreset or UseLayer. Keep one of them.");
        else if (layer && Used(nameof(UsePreset)) && _preset != GraphPreset.Published)
            problems.Add($"UseLayer comes together with UsePreset(GraphPreset.{_preset}). A layer goes with GraphPreset.Published: remove one of the two.");
        if (!Enum.IsDefined(_network.Layer)) problems.Add($"The layer {_network.Layer} does not exist. Choose one of {Show.List(Enum.GetNames<GraphLayer>(), 20)}.");
        GraphPreset? preset = network ? null : layer ? GraphPreset.Published : _preset;
        if (preset is { } chosen && !Enum.IsDefined(chosen)) problems.Add($"The preset {chosen} does not exist. Choose one of {Show.List(Enum.GetNames<GraphPreset>(), 20)}.");
        if (preset == GraphPreset.Published)
        {
            if (!layer) _network = PublishedSettings.Network(GraphLayer.Gcn);
            if (!Used(nameof(UseTraining))) Training = PublishedSettings.Training(_network.Layer);
        }
        if (preset == GraphPreset.Best && Training.ValidationShare == 0)
            problems.Add("GraphPreset.Best chooses by a validation part, but TrainingOptions.ValidationShare is 0. Give a share, or choose GraphPreset.Fast or a layer.");
        if (preset is GraphPreset.Best or GraphPreset.Fast && _batches is not FullGraph)
            problems.Add($"UseBatches is for one network, but GraphPreset.{preset} trains others too. Choose a layer with UseLayer, or give a network with UseNetwork.");
        FeaturePipelinePlan features = Checked("The segmenter cannot be built", problems);
        if (features.CompleteFeatures || features.CompleteColumns.Count > 0)
            throw new SegmentationException("The segmenter cannot be built: DropRowsWithMissing would take customers out of the graph. Fill missing values instead (ImputeMedian(), or the automatic preparation).");
        return new(new()
        {
            Label = Label!, Preparation = features, Preset = preset, Network = _network, Training = Training, Batches = _batches, CorrectAndSmooth = _smooth, CarriesGraph = _carries, Decision = Decision,
            SegmentNames = Names, Seed = Seed,
        });
    }
}
