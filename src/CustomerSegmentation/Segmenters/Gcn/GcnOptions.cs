namespace CustomerSegmentation;

/// <summary>A network over a graph. Its output is a sigmoid for two labels and a softmax for more. Immutable, compared by value.</summary>
public sealed record GcnOptions
{
    /// <summary>How neighbours are heard; default <see cref="GraphLayer.Gcn"/>.</summary>
    public GraphLayer Layer { get; init; } = GraphLayer.Gcn;

    /// <summary>Layers of convolutions; default 2. Not used by <see cref="GraphLayer.Sgc"/>, <see cref="GraphLayer.Sign"/>, <see cref="GraphLayer.Appnp"/>
    /// and <see cref="GraphLayer.LightGcn"/>, which have <see cref="Hops"/>.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Units of a hidden layer; default 64.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Steps of propagation K where a layer has them; default 10.</summary>
    public int Hops { get; init; } = 10;

    /// <summary>Attention heads, which share the hidden units; default 8.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>The function after each hidden layer; default ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The share of each hidden layer's units left out at random in training, from 0 to below 1; default 0.5.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>The share of the features left out at random in training; default 0. Above 0 the first propagation cannot be computed once.</summary>
    public double InputDropout { get; init; }

    /// <summary>The share of the edges left out at random in training, each with its reverse (DropEdge; Rong et al. 2020); default 0.
    /// Not for attention, which has <see cref="AttentionDropout"/>.</summary>
    public double EdgeDropout { get; init; }

    /// <summary>The share of the attention weights left out at random in training; default 0.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>What is normalised in a layer; default <see cref="Normalization.None"/>.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>Whether each layer adds to what was before it: a linear map in, normalised blocks, a linear map out; default false.</summary>
    public bool Residual { get; init; }

    /// <summary>Which layers' states the answer is made from; default the last.</summary>
    public JumpingKnowledge Jumping { get; init; } = JumpingKnowledge.Last;

    /// <summary>How much of the first state comes back in each step, α of APPNP and GCNII; default 0.1.</summary>
    public double Teleport { get; init; } = 0.1;

    /// <summary>How fast the maps of GCNII approach the identity, θ; default 0.5.</summary>
    public double Theta { get; init; } = 0.5;

    /// <summary>How several relations come together; default <see cref="RelationJoin.Sum"/>.</summary>
    public RelationJoin Relations { get; init; } = RelationJoin.Sum;

    /// <summary>The bases of <see cref="RelationJoin.Basis"/>; default 4.</summary>
    public int Bases { get; init; } = 4;

    /// <summary>Numbers learned for each item besides its features; default 16, 0 for none (then items need features).</summary>
    public int ItemDimensions { get; init; } = 16;

    /// <summary>Numbers learned for each customer besides the features; default 0. A newcomer has zeros there. Where customers have no
    /// features at all, 32 are learned whatever this says.</summary>
    public int CustomerDimensions { get; init; }

    /// <summary>Whether penalties fall on the first map alone, as GCN and APPNP were published; default false: on all weights, in GCNII on
    /// the first and the last map by a twentieth, as published.</summary>
    public bool PenalizeFirstLayerOnly { get; init; }

    /// <summary>What training makes small; default <see cref="LossFunction.CrossEntropy"/>.</summary>
    public LossFunction Loss { get; init; } = LossFunction.CrossEntropy;

    /// <summary>The network in words.</summary>
    public string Describe()
    {
        List<string> words = [$"{Layer} network"];
        bool hops = Layer is GraphLayer.Sgc or GraphLayer.Sign or GraphLayer.Appnp or GraphLayer.LightGcn;
        words.Add(hops ? $"{Show.Count(Hops, "hop")}" : $"{Show.Count(Layers, "layer")}");
        if (Layer != GraphLayer.Sgc) words.Add($"{Hidden} hidden units");
        if (Layer == GraphLayer.Gat) words.Add(Show.Count(Heads, "head"));
        words.Add(FormattableString.Invariant($"{Activation}, dropout {Dropout}"));
        foreach ((string name, double share) in new[] { ("feature", InputDropout), ("edge", EdgeDropout), ("attention", AttentionDropout) })
            if (share > 0) words.Add(FormattableString.Invariant($"{name} dropout {share}"));
        if (Normalization != Normalization.None) words.Add($"{Normalization.ToString().ToLowerInvariant()} normalisation");
        if (Residual) words.Add("residual connections");
        if (Jumping != JumpingKnowledge.Last) words.Add($"jumping knowledge by {Jumping.ToString().ToLowerInvariant()}");
        if (Layer is GraphLayer.Appnp or GraphLayer.Gcnii) words.Add(FormattableString.Invariant($"teleport {Teleport}"));
        words.Add($"relations joined by {Relations.ToString().ToLowerInvariant()}");
        return string.Join(", ", words);
    }

    internal IEnumerable<string> Problems()
    {
        foreach ((string name, int value, int most) in new[] { (nameof(Layers), Layers, 256), (nameof(Hidden), Hidden, 8192), (nameof(Hops), Hops, 1000), (nameof(Heads), Heads, 256), (nameof(Bases), Bases, 1024) })
            if (value < 1 || value > most) yield return $"GcnOptions.{name} is {value}; give 1 to {most}.";
        foreach ((string name, int value) in new[] { (nameof(ItemDimensions), ItemDimensions), (nameof(CustomerDimensions), CustomerDimensions) })
            if (value is < 0 or > 4096) yield return $"GcnOptions.{name} is {value}; give 0 to 4096.";
        foreach ((string name, double value) in new[] { (nameof(Dropout), Dropout), (nameof(InputDropout), InputDropout), (nameof(EdgeDropout), EdgeDropout), (nameof(AttentionDropout), AttentionDropout) })
            if (value is not (>= 0 and < 1)) yield return FormattableString.Invariant($"GcnOptions.{name} is {value}; give 0 to below 1.");
        if (Teleport is not (>= 0 and <= 1)) yield return FormattableString.Invariant($"GcnOptions.Teleport is {Teleport}; give 0 to 1.");
        if (!(Theta > 0)) yield return FormattableString.Invariant($"GcnOptions.Theta is {Theta}; give a value above 0.");
        if (Layer == GraphLayer.Gat && Hidden % Math.Max(1, Heads) != 0) yield return $"GcnOptions.Hidden is {Hidden}, which {Heads} heads cannot share evenly; give a multiple of {Heads}, or other Heads.";
    }
}
