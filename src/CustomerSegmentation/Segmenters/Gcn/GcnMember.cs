namespace CustomerSegmentation;

/// <summary>One of the models whose probabilities a graph model averages.</summary>
internal abstract class GcnMember(string name) : IDisposable
{
    /// <summary>What it is, in a few words.</summary>
    public string Name { get; } = name;

    /// <summary>Probabilities <c>[n, labels]</c> of all customers of a graph, or of the first where it is a part around them.</summary>
    /// <param name="customers">The customers' columns, a row for each answer.</param>
    /// <param name="data">The graph.</param>
    /// <param name="team">The threads, or null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public abstract float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken);

    /// <summary>How many steps away a customer can matter to another one.</summary>
    public abstract int Depth { get; }

    public abstract void Dispose();
}
