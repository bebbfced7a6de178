namespace CustomerSegmentation;

/// <summary>One of the models whose probabilities a graph model averages.</summary>
internal abstract class GcnMember(string name) : IDisposable
{
    /// <summary>What it is, in a few words.</summary>
    public string Name { get; } = name;

    /// <summary>Probabilities <c>[n, labels]</c> of all customers of a graph.</summary>
    /// <param name="customers">The customers' columns, a row for each answer.</param>
    /// <param name="data">The graph.</param>
    /// <param name="team">The threads, or null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public abstract float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken);

    /// <summary>Probabilities of newcomers who are added to the carried graph with their edges.</summary>
    /// <param name="newcomers">The newcomers.</param>
    /// <param name="features">Their features <c>[n, d]</c>.</param>
    /// <param name="graph">The graph of training.</param>
    /// <param name="overlays">What they bring to each relation.</param>
    /// <param name="channels">The ways along the relations.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public abstract float[] Newcomers(
        CustomerTable newcomers, float[] features, CarriedGraph graph, EdgeOverlay[] overlays, IReadOnlyList<GcnChannel> channels, CancellationToken cancellationToken);

    public abstract void Dispose();
}
