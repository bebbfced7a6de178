namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>
    /// A table from objects, read once in their order:
    /// <c>CustomerTable.FromObjects(customers, columns => columns.Key(c => c.Id).Number("Age", c => c.Age).Category("Plan", c => c.Plan))</c>.
    /// </summary>
    /// <param name="customers">One object a customer.</param>
    /// <param name="columns">Says which columns there are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SegmentationException">A key is blank or repeats, a name repeats, or a number is infinite.</exception>
    public static CustomerTable FromObjects<T>(IEnumerable<T> customers, Action<ObjectColumns<T>> columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(columns);
        ObjectColumns<T> chosen = new();
        columns(chosen);
        return chosen.Build(customers, cancellationToken);
    }
}
