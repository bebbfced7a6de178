namespace CustomerSegmentation;

public sealed partial class GcnModel
{
    /// <summary>The last hidden states of the model's network for all customers of a graph; where several networks are averaged, theirs side by side.</summary>
    /// <param name="graph">A graph with the relations of training, by name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SegmentationException">The model has no network over the graph, or the graph lacks a relation or a column.</exception>
    public GraphEmbedding Embed(CustomerGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        cancellationToken.ThrowIfCancellationRequested();
        using (_lease.Take())
        {
            NetworkMember[] networks = [.. _parts.Members.Select(member => member.Member).OfType<NetworkMember>()];
            if (networks.Length == 0)
                throw new SegmentationException($"The model has no network over the graph, whose states could be read: it is made of {Show.List(_parts.Members.Select(member => member.Member.Name))}. Fit with UseLayer or UseNetwork.");
            using WorkerTeam team = new(Environment.ProcessorCount);
            using GcnData data = _parts.Numbers(graph, new(), cancellationToken);
            int count = graph.Customers.RowCount;
            List<(float[] States, int Width)> states = [];
            foreach (NetworkMember network in networks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                states.Add((network.Embed(count, data, team, out int width), width));
            }
            int dimensions = states.Sum(state => state.Width), at = 0;
            float[] values = new float[checked(count * dimensions)];
            foreach ((float[] own, int width) in states)
            {
                for (int row = 0; row < count; row++) own.AsSpan(row * width, width).CopyTo(values.AsSpan(row * dimensions + at));
                at += width;
            }
            return new(graph.Customers.KeyName, [.. graph.Customers.Keys], [.. Enumerable.Repeat(1, count)], values, dimensions);
        }
    }
}
