namespace CustomerSegmentation;

/// <summary>Three parts of a table: rows (from 0) in the order of the table, and the tables themselves. Immutable.</summary>
public sealed class TableSplit
{
    internal TableSplit(CustomerTable table, int[] train, int[] validation, int[] test)
    {
        (TrainRows, ValidationRows, TestRows) = (train, validation, test);
        (Train, Validation, Test) = (table.SelectRows(train), table.SelectRows(validation), table.SelectRows(test));
    }

    /// <summary>The rows to train on; not to be changed.</summary>
    public int[] TrainRows { get; }

    /// <summary>The rows to choose settings and stop early by; not to be changed.</summary>
    public int[] ValidationRows { get; }

    /// <summary>The rows to judge by; not to be changed.</summary>
    public int[] TestRows { get; }

    /// <summary>The customers to train on.</summary>
    public CustomerTable Train { get; }

    /// <summary>The customers to choose settings and stop early by.</summary>
    public CustomerTable Validation { get; }

    /// <summary>The customers to judge by.</summary>
    public CustomerTable Test { get; }
}
