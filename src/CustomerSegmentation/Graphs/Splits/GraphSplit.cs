namespace CustomerSegmentation;

/// <summary>
/// Which customers of a graph train, validate and test, as rows from 0 in rising order. Customers in none of the parts stay in the graph, but their
/// labels are never read. Immutable, safe to share between threads.
/// </summary>
public sealed partial class GraphSplit
{
    internal GraphSplit(int customers, int[] train, int[] validation, int[] test, bool inductive, IReadOnlyList<DataNote>? notes = null) =>
        (Customers, Train, Validation, Test, Inductive, Notes) = (customers, train, validation, test, inductive, notes ?? []);

    /// <summary>The number of customers that were split, those in no part included.</summary>
    public int Customers { get; }

    /// <summary>The rows to train on; not to be changed.</summary>
    public int[] Train { get; }

    /// <summary>The rows to choose settings and stop early by; not to be changed.</summary>
    public int[] Validation { get; }

    /// <summary>The rows to judge by; not to be changed.</summary>
    public int[] Test { get; }

    /// <summary>
    /// Whether the split claims that training knows nothing of the test customers, not even their edges: then the audit flags edges between the parts.
    /// True by component; otherwise false unless <see cref="WithInductive"/> says so.
    /// </summary>
    public bool Inductive { get; }

    /// <summary>Customers in no part, counted.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>A split by rows that the caller chose.</summary>
    /// <param name="customers">The customers of the graph.</param>
    /// <param name="train">The rows (from 0) to train on, at least one.</param>
    /// <param name="validation">The rows to choose settings by; empty for none.</param>
    /// <param name="test">The rows to judge by; empty for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is not one of the customers.</exception>
    /// <exception cref="SegmentationException">A row comes twice, or none is to train on.</exception>
    public static GraphSplit FromRows(CustomerTable customers, IEnumerable<int> train, IEnumerable<int> validation, IEnumerable<int> test)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(test);
        int[][] parts = [[.. train.Order()], [.. validation.Order()], [.. test.Order()]];
        string[] names = ["train", "validation", "test"], partOf = new string[customers.RowCount];
        for (int part = 0; part < parts.Length; part++)
            foreach (int row in parts[part])
            {
                if ((uint)row >= (uint)customers.RowCount)
                    throw new ArgumentOutOfRangeException(names[part], row, $"Row {row} is not one of the {customers.RowCount} customers, counted from 0.");
                if (partOf[row] is { } other)
                    throw new SegmentationException($"Row {row} ({Show.Value(customers.Keys[row])}) is in {names[part]} and before that in {other}. Give every customer to one part, once.");
                partOf[row] = names[part];
            }
        return parts[0].Length == 0 ? throw new SegmentationException($"No customer of {customers.Source} is to train on. Give the training part at least one row.")
            : new(customers.RowCount, parts[0], parts[1], parts[2], inductive: false, Outside(parts, customers.RowCount));
    }

    /// <summary>The same parts with another claim; see <see cref="Inductive"/>.</summary>
    public GraphSplit WithInductive(bool inductive) => inductive == Inductive ? this : new(Customers, Train, Validation, Test, inductive, Notes);

    /// <summary>One line: <c>140 train, 500 validation, 1000 test, 1068 in no part; transductive</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Train.Length} train, {Validation.Length} validation, {Test.Length} test, {Customers - Train.Length - Validation.Length - Test.Length} in no part; {(Inductive ? "inductive" : "transductive")}");

    private static IReadOnlyList<DataNote> Outside(int[][] parts, int customers)
    {
        DataNotes notes = new();
        notes.Add(null, "customers in no part", customers - parts.Sum(part => part.Length));
        return notes.ToList();
    }
}
