namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>
    /// What the graph is like: degrees, components, hubs, isolated customers, cold items, what was dropped, and with a label how often each
    /// relation joins customers of the same label, against chance. It prints itself.
    /// </summary>
    /// <param name="label">The label column; null for none.</param>
    /// <param name="labelledRows">The customers (rows from 0) whose labels may be read, as a rule <see cref="GraphSplit.Train"/>; null for all.
    /// The labels of others are not looked at.</param>
    /// <exception cref="SegmentationException">There is no such column, none of the customers has a label, or there are more than 100 values.</exception>
    public GraphHealth Health(string? label = null, IReadOnlyList<int>? labelledRows = null) => GraphHealth.Of(this, label, labelledRows);
}
