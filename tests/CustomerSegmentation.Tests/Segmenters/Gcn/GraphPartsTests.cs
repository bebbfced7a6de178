using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The parts of a graph that are trained on, and how much memory they need.</summary>
public sealed class GraphPartsTests
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(300);

    [Fact]
    public void Sampled_neighbours_are_few_and_weigh_as_much_as_all()
    {
        using GcnData data = Data(Shop);
        IReadOnlyList<GcnChannel> channels = Channels(Shop);
        int[] rows = [.. Enumerable.Range(0, 40).Select(i => i * 7)];
        GcnTargets targets = new(rows, new int[rows.Length], [.. rows.Select(_ => 1f)]);
        NeighbourSampler sampler = new(data, targets, channels, Network(data), new() { FanOut = [3, 2] }, 10, 1);
        using GraphBatch batch = sampler.Batch([.. Enumerable.Range(0, 40)], 10, 10, 0), same = sampler.Batch([.. Enumerable.Range(0, 40)], 10, 10, 0), other = sampler.Batch([.. Enumerable.Range(0, 40)], 10, 10, 1);
        Adjacency part = batch.Data.Relations[0].ToUsers, all = data.Relations[0].ToUsers;
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(rows[10 + i], batch.Data.TableRows[0]![i]);
            Assert.Equal(Math.Min(3, all.Degree(rows[10 + i])), part.Degree(i));
            Assert.Equal(EdgeForms.RowSums(all)[rows[10 + i]], EdgeForms.RowSums(part)[i], 1e-4);
            foreach (int target in part.Row(i)) Assert.Contains(batch.Data.TableRows[0]![target], all.Row(rows[10 + i]).ToArray());
        }
        Assert.InRange(part.Starts.Zip(part.Starts.Skip(1)).Max(pair => pair.Second - pair.First), 1, 3);
        Assert.Equal(part.Targets, same.Data.Relations[0].ToUsers.Targets);
        Assert.NotEqual(batch.Data.TableRows[0]!, other.Data.TableRows[0]!);
    }

    [Fact]
    public void Each_target_is_in_one_of_the_batches_of_those_who_watch()
    {
        using GcnData data = Data(Shop);
        int[] rows = [.. Enumerable.Range(0, 60).Select(i => 299 - i * 4)];
        GcnTargets targets = new(rows, new int[rows.Length], [.. rows.Select(_ => 1f)]);
        foreach (GraphBatcher batcher in new GraphBatcher[] { new NeighbourSampler(data, targets, Channels(Shop), Network(data), new(), 7, 1), new ClusterBatcher(data, targets, Channels(Shop), new() { Parts = 9 }) })
        {
            List<int> met = [];
            foreach (GraphBatch batch in batcher.All(targets))
                using (batch)
                    for (int i = 0; i < batch.Targets.Length; i++)
                    {
                        Assert.Equal(rows[batch.Targets[i]], batch.Data.TableRows[0]![batch.Rows[i]]);
                        met.Add(batch.Targets[i]);
                    }
            Assert.Equal(Enumerable.Range(0, 60), met.Order());
        }
    }

    [Fact]
    public void Parts_of_an_epoch_have_each_training_customer_once()
    {
        using GcnData data = Data(Shop);
        int[] rows = [.. Enumerable.Range(0, 100)];
        GcnTargets targets = new(rows, new int[rows.Length], [.. rows.Select(_ => 1f)]);
        ClusterBatcher batcher = new(data, targets, Channels(Shop), new() { Parts = 8, PartsPerBatch = 3 });
        int[] order = RandomSource.For(1, "test").Permutation(100);
        List<int> met = [];
        for (int offset = 0; offset < 100; offset += batcher.Size)
        {
            using GraphBatch batch = batcher.Batch(order, offset, Math.Min(batcher.Size, 100 - offset), offset);
            met.AddRange(batch.Targets);
            Assert.True(batch.Data.Relations[0].ToUsers.Symmetric);
            Assert.All(batch.Data.Relations[1].OtherSums, sum => Assert.True(sum > 0, "an item that nobody in the batch has"));
        }
        Assert.Equal(order.Order(), met.Order());
    }

    [Fact]
    public void Two_circles_of_friends_become_two_parts()
    {
        List<string> from = [], to = [];
        for (int i = 0; i < 40; i++)
            for (int j = i + 2; j < 40; j += 2) // even with even, odd with odd
            {
                from.Add($"c{i}");
                to.Add($"c{j}");
            }
        CustomerGraph graph = new CustomerGraphBuilder(CustomerTable.FromColumns([new NumberColumn("Age", [.. Enumerable.Range(0, 40).Select(i => i % 5 + 0.5)])], [.. Enumerable.Range(0, 40).Select(i => $"c{i}")]))
            .AddUserUser("friends", EdgeTable.FromColumns([.. from, "c0"], [.. to, "c1"])).Build();
        using GcnData data = Data(graph);
        int[] parts = GraphPartition.Of(data, Channels(graph), 2);
        Assert.All(parts.Index(), part => Assert.Equal(parts[part.Index % 2], part.Item));
        Assert.NotEqual(parts[0], parts[1]);
    }

    [Fact]
    public void Parts_are_of_about_one_size_and_keep_edges_inside()
    {
        using GcnData data = Data(Shop);
        int[] parts = GraphPartition.Of(data, Channels(Shop), 6), again = GraphPartition.Of(data, Channels(Shop), 6);
        Assert.Equal(parts, again);
        int[] sizes = [.. parts.CountBy(part => part).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        Assert.Equal(6, sizes.Length);
        Assert.True(sizes.Max() <= 56, string.Join(" ", sizes));
        Adjacency friends = data.Relations[0].ToUsers;
        int inside = 0;
        for (int row = 0; row < 300; row++) foreach (int target in friends.Row(row)) if (parts[row] == parts[target]) inside++;
        Assert.True(inside > 0.3 * friends.Count, $"{inside} of {friends.Count} edges inside, where chance gives a sixth");
        Assert.Equal(3, GraphPartition.Of(Data(Shop), Channels(Shop), 3).Distinct().Count());
    }

    [Fact]
    public unsafe void Memory_is_known_before_it_is_taken()
    {
        using GcnData data = Data(Shop);
        foreach (GcnOptions options in new GcnOptions[]
            { new() { Dropout = 0.5 }, new() { Layer = GraphLayer.Gat, Heads = 4 }, new() { Layer = GraphLayer.SageMax, Residual = true, Normalization = Normalization.Layer, Layers = 4 }, new() { Layer = GraphLayer.Gcnii, Layers = 8 }, new() { Layer = GraphLayer.LightGcn } })
        {
            GcnNetwork network = new(new([.. data.Widths], [.. data.Rows], [.. Shapes(Shop)], 4), options);
            using TensorBuffer parameters = new(network.Program.Parameters.Length);
            foreach (bool trains in new[] { true, false })
            {
                using ProgramRun run = new(network.Program, data.View(network), parameters.Pointer, trains);
                Assert.Equal(run.Bytes, ProgramRun.Measure(network.Program, data.Rows, trains));
                Assert.True(GcnMemory.Bytes(network, data, trains) > run.Bytes);
            }
        }
    }

    private static GcnNetwork Network(GcnData data) => new(new([.. data.Widths], [.. data.Rows], [.. Shapes(Shop)], 4), new());

    private static GcnRelationShape[] Shapes(CustomerGraph graph) => [.. graph.Relations.Select(relation => new GcnRelationShape(relation.Name, GraphNumbers.Space(graph, relation), relation.Directed))];

    private static IReadOnlyList<GcnChannel> Channels(CustomerGraph graph) => GcnChannel.Of([.. Shapes(graph)]);

    private static GcnData Data(CustomerGraph graph)
    {
        DataNotes notes = new();
        GraphFeatures features = GraphFeatures.Fit(new() { Remaining = new() }, graph.Customers, "Segment", notes, default);
        return GraphNumbers.Of(graph, features, [.. graph.Items.Select(items => items.Table is { } table ? GraphFeatures.Fit(new() { Remaining = new() }, table, null, notes, default) : new GraphFeatures(null, []))], notes, default);
    }
}
