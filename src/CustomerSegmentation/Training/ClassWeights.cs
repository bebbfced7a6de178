namespace CustomerSegmentation;

/// <summary>How much the rows of each label count in the training loss: all alike, balanced, or as given. Compares by value.</summary>
public sealed record ClassWeights
{
    private ClassWeights(string kind, EquatableList<KeyValuePair<string, double>> given) => (Kind, Given) = (kind, given);

    /// <summary>Every row counts 1.</summary>
    public static ClassWeights None { get; } = new("none", []);

    /// <summary>A row counts n / (labels · rows of its label), as scikit-learn's <c>balanced</c>.</summary>
    public static ClassWeights Balanced { get; } = new("balanced", []);

    internal string Kind { get; }

    internal EquatableList<KeyValuePair<string, double>> Given { get; }

    /// <summary>A weight for each label value named; others count 1.</summary>
    /// <exception cref="ArgumentException">A weight is not a positive number.</exception>
    public static ClassWeights Of(params (string Label, double Weight)[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach ((string label, double weight) in weights)
            if (!(weight > 0) || double.IsInfinity(weight))
                throw new ArgumentException($"The weight of label {Show.Value(label)} is {Show.Value(weight)}; give a positive number.", nameof(weights));
        return new("given", [.. weights.Select(pair => KeyValuePair.Create(pair.Label, pair.Weight))]);
    }

    /// <summary>The weights in words.</summary>
    public override string ToString() => Kind == "given"
        ? string.Join(", ", Given.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value}"))) : Kind;

    /// <summary>The weight of each label.</summary>
    internal double[] For(LabelEncoding labels)
    {
        if (Given.FirstOrDefault(pair => !labels.Names.Contains(pair.Key)) is { Key: { } unknown })
            throw new SegmentationException($"ClassWeights names the label {Show.Value(unknown)}, which no training row has{CustomerTable.Nearest(unknown, labels.Names)} Labels: {Show.List(labels.Names)}.");
        int[] counts = new int[labels.Count];
        foreach (int code in labels.Codes) if (code >= 0) counts[code]++;
        return [.. labels.Names.Select((name, code) => Kind == "balanced"
            ? counts.Sum() / (double)(labels.Count * Math.Max(1, counts[code]))
            : Given.Where(pair => pair.Key == name).Select(pair => pair.Value).DefaultIfEmpty(1).First())];
    }
}
