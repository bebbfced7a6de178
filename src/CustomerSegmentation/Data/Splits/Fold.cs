namespace CustomerSegmentation;

/// <summary>One fold: the rows (from 0) to train on and those to test on, each in the order of the table.</summary>
public sealed class Fold
{
    private readonly CustomerTable _table;

    internal Fold(CustomerTable table, int number, int[] train, int[] test) => (_table, Number, Train, Test) = (table, number, train, test);

    /// <summary>The number of the fold, from 1.</summary>
    public int Number { get; }

    /// <summary>The rows to train on; not to be changed.</summary>
    public int[] Train { get; }

    /// <summary>The rows to test on, in no other fold; not to be changed.</summary>
    public int[] Test { get; }

    /// <summary>The customers to train on, made at each call.</summary>
    public CustomerTable TrainTable() => _table.SelectRows(Train);

    /// <summary>The customers to test on, made at each call.</summary>
    public CustomerTable TestTable() => _table.SelectRows(Test);
}
