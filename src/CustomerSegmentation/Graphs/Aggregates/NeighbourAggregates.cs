namespace CustomerSegmentation;

/// <summary>
/// Aggregates of the neighbours' features (mean, spread, extremes, degrees) over a few hops of each relation: a graph as a table that any model can use.
/// Holds what newcomers need of the old customers. Immutable, safe to share between threads; the bits do not depend on threads.
/// </summary>
/// <remarks>
/// Hop k of a way is a statistic over a customer's neighbours j of h(j, k − 1), where h(j, 0) is j's own row and h(j, k) the mean over its neighbours: means of
/// means as in SGC (Wu et al. 2019, arXiv 1902.07153) and SIGN (Frasca et al. 2020, arXiv 2004.11198), with more statistics as in PNA (Corso et al. 2020, arXiv 2004.05718).
/// </remarks>
internal sealed partial class NeighbourAggregates
{
    private readonly int _threads;
    private readonly Lazy<float[]>[] _firstMeans, _degrees;
    private readonly Lazy<AggregateItemRows>[] _items;

    /// <summary>Lays out the aggregates; nothing is computed yet.</summary>
    /// <param name="source">Features and relations.</param>
    /// <param name="options">Which aggregates.</param>
    /// <param name="threads">How many threads work; 0 for all processors.</param>
    public NeighbourAggregates(AggregateSource source, AggregateOptions options, int threads = 0)
    {
        PlanCheck.Throw([.. options.Problems()], "The neighbour aggregates cannot be made:");
        (Source, Options, _threads) = (source, options, threads > 0 ? threads : Environment.ProcessorCount);
        Ways = [.. source.Relations.SelectMany((relation, i) => relation is { Directed: true, Items: null }
            ? (AggregateWay[])[new(source, options, i, true), new(source, options, i, false)] : [new(source, options, i, true)]).Where(way => way.Names.Length > 0)];
        List<string> names = [.. source.Names];
        foreach (string name in Ways.SelectMany(way => way.Aggregates())) names.Add(name);
        Names = Unique(names);
        _firstMeans = [.. Ways.Select(way => new Lazy<float[]>(() => Means(way)))];
        _degrees = [.. Ways.Select(way => new Lazy<float[]>(() => CustomerDegrees(way)))];
        _items = [.. Ways.Select(way => new Lazy<AggregateItemRows>(() => AggregateItemRows.Of(way, Customers(way), Run)))];
    }

    public AggregateSource Source { get; }

    public AggregateOptions Options { get; }

    public AggregateWay[] Ways { get; }

    /// <summary>The names of the own features, then of the aggregates, each once; <c>[D]</c>.</summary>
    public string[] Names { get; }

    /// <summary>Own features and aggregates of every customer, NaN where a customer has no neighbour; <c>[n, D]</c>.</summary>
    /// <exception cref="SegmentationException">They are more numbers than one array holds.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public float[] All(CancellationToken cancellationToken = default)
    {
        int customers = Source.Customers, own = Source.Names.Count, width = Names.Length;
        if ((long)customers * width > Array.MaxLength)
            throw new SegmentationException(FormattableString.Invariant(
                $"{Show.Count(customers, "customer")} with {width} neighbour aggregates are more numbers than one array holds. Make fewer: fewer hops, no extremes or spreads, fewer features (AggregateOptions)."));
        float[] values = new float[customers * width];
        for (int row = 0; row < customers; row++) Source.Features.AsSpan(row * own, own).CopyTo(values.AsSpan(row * width));
        int offset = own;
        for (int i = 0; i < Ways.Length; i++)
        {
            AggregateWay way = Ways[i];
            Run(way.Links, (from, to) => { for (int row = from; row < to; row++) way.WriteDegrees(way.Links.Degree(row), Total(way, row), values.AsSpan(row * width + offset)); });
            offset += way.Degrees;
            float[] level = way.Relation.Items is null ? Customers(way) : ItemRows(i);
            for (int hop = 1; hop <= way.Hops; hop++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                float[]? next = hop == way.Hops ? null : hop == 1 ? _firstMeans[i].Value : new float[level.Length];
                Hop(way, hop, level, hop == 1 ? null : next, values, offset);
                (level, offset) = (next ?? level, offset + way.Columns(hop));
            }
        }
        return values;
    }

    /// <summary>Aggregates of newcomers, or of any rows, computed from what is near them.</summary>
    /// <param name="newcomers">The newcomers' own features, <c>[m, d]</c>; they have the rows after the old customers.</param>
    /// <param name="edges">The edges that newcomers bring to each relation.</param>
    public AggregateRows With(float[] newcomers, IReadOnlyList<ExtraEdges> edges) => new(this, newcomers, edges);

    /// <summary>The means of hop 1 of a way between customers, <c>[n, Stride]</c>; computed at the first call and kept.</summary>
    internal float[] FirstMeans(int way) => _firstMeans[way].Value;

    /// <summary>The items' rows of a way from items; computed at the first call and kept.</summary>
    internal AggregateItemRows Items(int way) => _items[way].Value;

    private static double Total(AggregateWay way, int row) => AggregateKernel.Total(way.Links.Degree(row), Weights(way.Links, row));

    internal static ReadOnlySpan<float> Weights(Adjacency links, int row) => links.Weights is null ? [] : links.Weights.AsSpan(links.Starts[row], links.Degree(row));

    /// <summary>The customers' rows of hop 0.</summary>
    private float[] Customers(AggregateWay way)
    {
        int stride = AggregateKernel.Padded(way.CustomerWidth), own = Source.Names.Count;
        if ((long)Source.Customers * stride > Array.MaxLength)
            throw new SegmentationException($"{Show.Count(Source.Customers, "customer")} with {own} features are more numbers than one array holds. Give fewer features.");
        float[] rows = new float[Source.Customers * stride];
        Run(way.Links, (from, to) =>
        {
            for (int row = from; row < to; row++)
                way.WriteCustomer(way.Links.Degree(row), Total(way, row), Source.Features.AsSpan(row * own, own), rows.AsSpan(row * stride, stride));
        });
        return rows;
    }

    private float[] ItemRows(int index)
    {
        AggregateItemRows items = Items(index);
        AggregateWay way = Ways[index];
        int stride = AggregateKernel.Padded(way.Names.Length);
        float[] rows = new float[checked(way.Links.Columns * stride)];
        Run(way.Relation.FromUsers, (from, to) => { for (int item = from; item < to; item++) items.Write(item, [], rows.AsSpan(item * stride, stride)); });
        return rows;
    }

    private float[] Means(AggregateWay way)
    {
        float[] customers = Customers(way), means = new float[customers.Length];
        Run(way.Links, (from, to) =>
        {
            AggregateKernel kernel = way.Kernel();
            for (int row = from; row < to; row++)
            {
                kernel.Row(way.Links.Row(row), Weights(way.Links, row), customers, all: false);
                kernel.Mean.CopyTo(means.AsSpan(row * kernel.Stride));
            }
        });
        return means;
    }

    /// <summary>One hop of all customers.</summary>
    private void Hop(AggregateWay way, int hop, float[] level, float[]? next, float[] values, int offset)
    {
        int width = Names.Length;
        Run(way.Links, (from, to) =>
        {
            AggregateKernel kernel = way.Kernel();
            int[] known = [];
            float[] weights = [];
            for (int row = from; row < to; row++)
            {
                ReadOnlySpan<int> targets = way.Links.Row(row);
                ReadOnlySpan<float> edge = Weights(way.Links, row);
                // Whoever hears nobody has no mean to tell of: only where edges have a direction.
                if (hop > 1 && way.Relation.Directed) Known(level, kernel.Stride, ref targets, ref edge, ref known, ref weights);
                kernel.Row(targets, edge, level, all: true);
                way.Write(kernel, hop, values.AsSpan(row * width + offset));
                if (next is not null) kernel.Mean.CopyTo(next.AsSpan(row * kernel.Stride));
            }
        });
    }

    /// <summary>Leaves out neighbours without a mean.</summary>
    private static void Known(float[] level, int stride, ref ReadOnlySpan<int> targets, ref ReadOnlySpan<float> edge, ref int[] known, ref float[] weights)
    {
        if (known.Length < targets.Length) (known, weights) = (new int[targets.Length * 2], new float[targets.Length * 2]);
        int count = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (float.IsNaN(level[targets[i] * stride])) continue;
            (known[count], weights[count]) = (targets[i], edge.IsEmpty ? 1 : edge[i]);
            count++;
        }
        targets = known.AsSpan(0, count);
        if (!edge.IsEmpty) edge = weights.AsSpan(0, count);
    }

    private void Run(Adjacency links, Action<int, int> rows)
    {
        int[] bounds = ShardBounds.Balanced(links.Rows, row => links.Starts[row] + 8L * row);
        using WorkerTeam? team = _threads > 1 && links.Count > 4096 ? new(_threads) : null;
        if (team is null) rows(0, links.Rows);
        else team.Run(bounds.Length - 1, shard => rows(bounds[shard], bounds[shard + 1]));
    }

    private static string[] Unique(List<string> names)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            for (int copy = 2; !taken.Add(names[i]); copy++) names[i] = FormattableString.Invariant($"{name} ({copy})");
        }
        return [.. names];
    }
}
