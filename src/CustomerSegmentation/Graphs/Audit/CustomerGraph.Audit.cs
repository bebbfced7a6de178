namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>
    /// Looks for what could make a model look better than it is: edges of the future, edges between training and test customers, columns and relations made from the
    /// label or from the order of rows and keys. It prints itself.
    /// </summary>
    /// <param name="label">The label column.</param>
    /// <param name="split">The split; only the labels of its training part are read. Null to read all.</param>
    /// <exception cref="SegmentationException">There is no such column, no label to read, or the split is of other customers.</exception>
    public LeakAudit Audit(string label, GraphSplit? split = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        return LeakAudit.Of(this, label, split);
    }
}
