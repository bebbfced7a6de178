namespace CustomerSegmentation;

/// <summary>What a model over a graph is made of. Owns members and carried graph.</summary>
internal sealed class GcnParts : IDisposable
{
    public required GcnPlan Plan { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required IReadOnlyList<string> Segments { get; init; }

    public required TrainingRecord Record { get; init; }

    public required GraphFeatures Customers { get; init; }

    /// <summary>The names of the item sets.</summary>
    public required IReadOnlyList<string> ItemSets { get; init; }

    public required GraphFeatures[] Items { get; init; }

    public required IReadOnlyList<CarriedRelation> Relations
    {
        get;
        init
        {
            field = value;
            _channels = GcnChannel.Of([.. value.Select(relation => new GcnRelationShape(relation.Name, relation.Space, relation.Directed))]);
        }
    }

    /// <summary>The keys of each space that has learned rows or is carried; null where they are not needed.</summary>
    public required HashedKeys?[] Keys { get; init; }

    public required CarriedGraph? Carried { get; init; }

    /// <summary>What is averaged, with weights that add up to 1, each after its temperature.</summary>
    public required IReadOnlyList<WeightedMember> Members { get; init; }

    public required IReadOnlyList<GraphCandidate> Candidates { get; init; }

    /// <summary>The one member of a model without relations, which needs no graph; null otherwise.</summary>
    public MlpMember? Perceptron => Relations.Count == 0 ? Members[0].Member as MlpMember : null;

    private IReadOnlyList<GcnChannel> _channels = [];

    /// <summary>The labels of the training customers, where they are spread at scoring; null otherwise.</summary>
    public KnownLabels? Known { get; init; }

    /// <summary>A graph as the numbers the model was trained on; the caller disposes them.</summary>
    public GcnData Numbers(CustomerGraph graph, DataNotes notes, CancellationToken cancellationToken)
    {
        foreach (CarriedRelation relation in Relations)
        {
            GraphRelation? found = graph.Relations.FirstOrDefault(known => known.Name == relation.Name);
            if (found is null)
                throw new SegmentationException(
                    $"The model was trained with the relation {Show.Value(relation.Name)}, which the graph does not have{CustomerTable.Nearest(relation.Name, graph.Relations.Select(known => known.Name))} It has: {Show.List(graph.Relations.Select(known => known.Name), 20)}. Add it, with no edges if there are none.");
            if (found.Directed != relation.Directed || found.Items != (relation.Space == 0 ? null : ItemSets[relation.Space - 1]))
                throw new SegmentationException(
                    $"The relation {Show.Value(relation.Name)} was {Kind(relation.Directed, relation.Space == 0 ? null : ItemSets[relation.Space - 1])} at training and is {Kind(found.Directed, found.Items)} now. Build the graph as at training.");
        }
        notes.AddRange(graph.Relations.Where(known => Relations.All(relation => relation.Name != known.Name)).Select(known => new DataNote(known.Name, "edges of a relation that was not there at training, not used", known.Edges)));
        GraphItems[] items = [.. ItemSets.Select(name => graph.Items.First(set => set.Name == name))];
        CustomerGraph ordered = new(graph.Customers, items, [.. Relations.Select(relation => graph[relation.Name])], graph.CutOff);
        GcnData data = GraphNumbers.Of(ordered, Customers, Items, notes, cancellationToken);
        int[]?[] rows = [.. Keys.Select((keys, space) => keys is null ? null : TableRows(keys, space == 0 ? graph.Customers.Keys : items[space - 1].Keys))];
        for (int space = 1; space < rows.Length; space++)
            notes.Add(ItemSets[space - 1], "items that were not there at training", rows[space]?.Count(row => row < 0) ?? 0);
        return data.With(rows);
    }

    /// <summary>Probabilities <c>[n, labels]</c> of all customers.</summary>
    public float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken) =>
        Mean(member => member.Probabilities(customers, data, team, cancellationToken));

    /// <summary>What correct and smooth makes of the probabilities of a whole graph; the same where the plan has none.</summary>
    public float[] Smoothed(CustomerTable customers, GcnData data, float[] probabilities, WorkerTeam team, DataNotes notes, CancellationToken cancellationToken)
    {
        if (Known is null) return probabilities;
        int[] known = Known.Of(customers.Keys);
        notes.Add(null, "customers of training whose labels were spread", known.Count(code => code >= 0));
        LabelSpread spread = new(data.Rows, data.Relations, [.. Relations.Select(relation => new GcnRelationShape(relation.Name, relation.Space, relation.Directed))], team);
        return CorrectAndSmooth.Apply(probabilities, known, Labels.Count, Plan.CorrectAndSmooth!, spread, cancellationToken);
    }

    /// <summary>Probabilities of customers who are added to the carried graph with their edges.</summary>
    public float[] Newcomers(CustomerTable newcomers, EdgeOverlay[] overlays, DataNotes notes, CancellationToken cancellationToken)
    {
        notes.Add(null, "customers scored by the network alone: known labels are spread over whole graphs", Known is null ? 0 : newcomers.RowCount);
        if (Perceptron is { } perceptron) return perceptron.Of(newcomers, notes, cancellationToken);
        float[] features = Customers.Transform(newcomers, notes, cancellationToken);
        using CarriedGraph? alone = Carried is null ? Alone() : null;
        return Mean(member => member.Newcomers(newcomers, features, Carried ?? alone!, overlays, _channels, cancellationToken));
    }

    private float[] Mean(Func<GcnMember, float[]> probabilities)
    {
        float[]? sum = null;
        foreach ((GcnMember member, float weight, float temperature) in Members)
        {
            float[] part = probabilities(member);
            Temperature.Apply(part, Labels.Count, temperature);
            if (Members.Count == 1) return part;
            sum ??= new float[part.Length];
            for (int i = 0; i < sum.Length; i++) sum[i] += weight * part[i];
        }
        return sum!;
    }

    // Without a carried graph, customers without edges meet nobody.
    private CarriedGraph Alone()
    {
        int[] rows = new int[1 + Items.Length], widths = [Customers.Width, .. Items.Select(items => items.Width)];
        GcnEdges[] edges = [.. Relations.Select(relation =>
        {
            Adjacency none = Adjacency.Empty(0, 0, relation is { Space: 0, Directed: false });
            return new GcnEdges(none, none.Transposed(), [], []);
        })];
        return new(new(rows, widths, [.. widths.Select(width => GcnData.Padded([], 0, width))], edges), [], []);
    }

    private static int[] TableRows(HashedKeys keys, IReadOnlyList<string> now) => [.. now.Select(keys.Row)];

    private static string Kind(bool directed, string? items) => items is null ? directed ? "directed between customers" : "undirected between customers" : $"to the items {Show.Value(items)}";

    public void Dispose()
    {
        foreach (WeightedMember member in Members) member.Member.Dispose();
        Carried?.Dispose();
    }
}
