namespace CustomerSegmentation;

/// <summary>The names of the segments: those that were given, else the label's values.</summary>
internal static class SegmentNaming
{
    /// <exception cref="SegmentationException">A name is given for a label that no row has, two segments share a name, or the decision does not suit.</exception>
    public static string[] Of(LabelEncoding labels, EquatableList<KeyValuePair<string, string>> given, Decision decision)
    {
        if (given.FirstOrDefault(pair => !labels.Names.Contains(pair.Key)) is { Key: { } unknown })
            throw new SegmentationException($"UseSegmentNames names the label {Show.Value(unknown)}, which no row has{CustomerTable.Nearest(unknown, labels.Names)} The labels are {Show.List(labels.Names, 20)}.");
        string[] names = [.. labels.Names.Select(name => given.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault(name))];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SegmentationException($"Two segments would be called {Show.Value(twice.Key)}. Give each label a name of its own with UseSegmentNames.");
        decision.Check(names);
        return names;
    }
}
