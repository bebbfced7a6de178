namespace CustomerSegmentation;

/// <summary>How much memory a network needs over a graph, before any of it is taken.</summary>
internal static class GcnMemory
{
    /// <summary>The bytes of a run over the whole graph, its sparse matrices, and in training the parameters with moments, gradients and best weights.</summary>
    public static long Bytes(GcnNetwork network, GcnData data, bool trains) =>
        Bytes(network, data.Rows, (relation, toUsers) => data.Relations[relation].Way(toUsers).Count, relation => data.Relations[relation].ToUsers.Symmetric, trains);

    /// <summary>Throws where training on the whole graph needs more than there is.</summary>
    /// <param name="network">The network.</param>
    /// <param name="channels">The ways of the graph.</param>
    /// <param name="data">The graph.</param>
    /// <param name="batchSize">Training customers of a batch, where batches are drawn.</param>
    /// <param name="limit">The bytes there are.</param>
    /// <exception cref="SegmentationException">It does not fit; the message says what would.</exception>
    public static void Check(GcnNetwork network, IReadOnlyList<GcnChannel> channels, GcnData data, int batchSize, long limit)
    {
        long need = Bytes(network, data, true);
        if (need <= limit) return;
        List<string> fitting = [];
        NeighbourSampling sampling = new();
        long sampled = Sampled(network, channels, data, sampling, batchSize);
        if (sampled <= limit) fitting.Add($"UseBatches(new NeighbourSampling()) needs {Show(sampled)} with batches of {batchSize}");
        for (int parts = new Clusters().Parts; parts <= data.Rows[0]; parts *= 2)
        {
            long part = Clustered(network, data, parts);
            if (part > limit) continue;
            fitting.Add($"UseBatches(new Clusters {{ Parts = {parts} }}) needs about {Show(part)}");
            break;
        }
        throw new SegmentationException(
            $"Training on the whole graph of {CustomerSegmentation.Show.Count(data.Rows[0], "customer")} needs {Show(need)} of memory, and there are {Show(limit)}. " +
            $"{(fitting.Count == 0 ? "No batches would fit either: give fewer hidden units or layers" : $"What fits: {string.Join("; ", fitting)}")}; GraphPreset.Fast needs least.");
    }

    private static long Bytes(GcnNetwork network, int[] rows, Func<int, bool, long> entries, Func<int, bool> symmetric, bool trains)
    {
        const int Copies = 5; // parameters, two moments, the best weights, and a copy when they are saved
        long bytes = ProgramRun.Measure(network.Program, rows, trains) + (trains ? (long)Copies * sizeof(float) * network.Program.Parameters.Length : 0);
        foreach (GcnSlot slot in network.Slots)
        {
            // Weights of its own; with self-loops starts and targets too; the transpose where there is one.
            long count = entries(slot.Relation, slot.ToUsers), loops = slot.Form is EdgeForm.SymmetricLoops or EdgeForm.MeanLoops or EdgeForm.SumLoops ? rows[0] : 0;
            bytes += 4 * (count + loops) * (loops > 0 ? 2 : 1) + 4 * loops;
            if (trains && !(symmetric(slot.Relation) && slot.Form is not (EdgeForm.Mean or EdgeForm.MeanLoops))) bytes += 8 * (count + loops);
        }
        return bytes;
    }

    // As if every row had as many neighbours as are drawn, until there are no more rows.
    private static long Sampled(GcnNetwork network, IReadOnlyList<GcnChannel> channels, GcnData data, NeighbourSampling sampling, int batchSize)
    {
        long[] reached = [.. data.Rows.Select(_ => 0L)], edges = new long[channels.Count];
        long[] frontier = [.. reached];
        reached[0] = frontier[0] = Math.Min(batchSize, data.Rows[0]);
        for (int level = 0; level < network.Depth; level++)
        {
            long[] met = new long[reached.Length];
            for (int c = 0; c < channels.Count; c++)
            {
                long drawn = Math.Min(frontier[channels[c].To] * sampling.FanOut[Math.Min(level, sampling.FanOut.Count - 1)], data.Relations[channels[c].Relation].Way(channels[c].ToUsers).Count);
                edges[c] += drawn;
                met[channels[c].From] += drawn;
            }
            for (int space = 0; space < reached.Length; space++)
            {
                frontier[space] = Math.Min(met[space], data.Rows[space] - reached[space]);
                reached[space] += frontier[space];
            }
        }
        long Entries(int relation, bool toUsers)
        {
            for (int c = 0; c < channels.Count; c++) if (channels[c].Relation == relation && channels[c].ToUsers == toUsers) return edges[c];
            return 0;
        }
        return Bytes(network, [.. reached.Select(count => (int)count)], Entries, _ => false, true);
    }

    private static long Clustered(GcnNetwork network, GcnData data, int parts)
    {
        int[] rows = [.. data.Rows.Select((count, space) => space == 0 ? (int)(1.1 * count / parts) + 1 : count)]; // a part may meet all items
        return Bytes(network, rows, (relation, toUsers) => data.Relations[relation].Way(toUsers).Count / parts, relation => data.Relations[relation].ToUsers.Symmetric, true);
    }

    private static string Show(long bytes) => FormattableString.Invariant($"{(bytes >= 1e8 ? bytes / 1e9 : bytes / 1e6):0.0} {(bytes >= 1e8 ? "GB" : "MB")}");
}
