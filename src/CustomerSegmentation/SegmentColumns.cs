namespace CustomerSegmentation;

/// <summary>What the columns of a segmentation are called where it becomes a table or a file.</summary>
public sealed record SegmentColumns
{
    /// <summary>The column of the segments' names. Default <c>segment</c>.</summary>
    public string Segment { get; init; } = "segment";

    /// <summary>The column of the certainty, where there is one. Default <c>certainty</c>.</summary>
    public string Certainty { get; init; } = "certainty";

    /// <summary>What comes before a segment's name in the name of its probability column. Default <c>probability_</c>.</summary>
    public string ProbabilityPrefix { get; init; } = "probability_";

    /// <summary>Whether <see cref="Segmentation.JoinTo"/> adds the probability columns too. Default false.</summary>
    public bool AddProbabilities { get; init; }

    internal string Probability(string segment) => ProbabilityPrefix + segment;

    /// <summary>Refuses names that are taken, so that no column is replaced unseen.</summary>
    internal static void Check(IEnumerable<string> own, IEnumerable<string> taken, string source)
    {
        HashSet<string> names = [.. taken];
        foreach (string name in own)
        {
            if (string.IsNullOrEmpty(name)) throw new SegmentationException("A column of the segmentation has an empty name. Set the names of SegmentColumns.");
            if (!names.Add(name))
                throw new SegmentationException(
                    $"The column name {Show.Value(name)} of the segmentation is taken in {source}. Set another name in SegmentColumns (Segment, Certainty, ProbabilityPrefix).");
        }
    }
}
