using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GraphEmbeddingTests
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(200);

    [Fact]
    public void The_states_of_the_last_hidden_layer_can_be_read()
    {
        using GcnModel model = Fit();
        GraphEmbedding embedding = model.Embed(Shop);
        Assert.Equal((200, 16, 200 * 16), (embedding.Keys.Count, embedding.Dimensions, embedding.Values.Length));
        Assert.Equal(Shop.Customers.Keys, embedding.Keys);
        Assert.Equal(embedding.Values.Slice(3 * 16, 16).ToArray(), embedding[3].ToArray());
        Assert.Equal(embedding.Values.ToArray(), model.Embed(Shop).Values.ToArray());
        CustomerTable table = embedding.ToTable();
        Assert.Equal(["embedding1", "embedding2"], table.ColumnNames.Take(2));
        Assert.Equal(embedding[5].Span[1], ((NumberColumn)table["embedding2"]).Values[5]);
        Assert.Equal(Shop.Customers.KeyName, table.KeyName);
        Assert.True(embedding.Values.ToArray().Distinct().Count() > 100);
    }

    [Fact]
    public void Groups_are_pooled_by_their_formulas()
    {
        GraphEmbedding embedding = new("row", ["a", "b", "c", "d"], [1, 1, 1, 1], [1, 2, 3, -1, 0, 5, 7, 7], 2);
        GraphEmbedding mean = embedding.Pool(["z", "x", "z", null]), most = embedding.Pool(["z", "x", "z", null], GroupPooling.Max), attention = embedding.Pool(["z", "x", "z", null], GroupPooling.Attention);
        Assert.Equal(["x", "z"], mean.Keys);
        Assert.Equal([1, 2], mean.Members);
        Assert.Equal([3, -1, 0.5f, 3.5f], mean.Values.ToArray());
        Assert.Equal([3, -1, 1, 5], most.Values.ToArray());
        // Mean (0.5, 3.5): the scores are (0.5 + 7) / √2 and 17.5 / √2.
        double share = 1 / (1 + Math.Exp(10 / Math.Sqrt(2)));
        Assert.Equal(share, attention[1].Span[0], 1e-7);
        Assert.Equal(2 * share + 5 * (1 - share), attention[1].Span[1], 1e-6);
        Assert.Equal([3, -1], attention[0].ToArray());
    }

    [Fact]
    public void Neighbours_are_pooled_along_a_relation()
    {
        CustomerGraph graph = new CustomerGraphBuilder(CustomerTable.FromColumns([new NumberColumn("Age", [1, 2, 3])], ["a", "b", "c"]))
            .AddUserUser("friends", EdgeTable.FromColumns(["a", "b"], ["b", "b"], [3, 1]))
            .AddUserUser("follows", EdgeTable.FromColumns(["a", "b"], ["c", "c"], [3, 1]), new() { Directed = true })
            .AddUserItem("bought", EdgeTable.FromColumns(["a", "c"], ["p", "p"])).Build();
        GraphEmbedding embedding = new("row", ["a", "b", "c"], [1, 1, 1], [1, 2, 3, -1, 0, 5], 2);
        GraphEmbedding friends = embedding.PoolNeighbours(graph, "friends"), follows = embedding.PoolNeighbours(graph, "follows"), items = embedding.PoolNeighbours(graph, "bought", GroupPooling.Max);
        Assert.Equal([3, -1, 1, 2, 0, 0], friends.Values.ToArray());
        Assert.Equal([1, 1, 0], friends.Members);
        Assert.Equal([0, 0, 0, 0, 1.5f, 1.25f], follows.Values.ToArray());
        Assert.Equal(("bought", "p", 2), (items.KeyName, items.Keys[0], items.Members[0]));
        Assert.Equal([1, 5], items.Values.ToArray());
    }

    [Fact]
    public void What_cannot_be_pooled_or_embedded_is_said()
    {
        GraphEmbedding embedding = new("row", ["a", "b"], [1, 1], [1, 2], 1);
        Says("Got 1 group name for 2 rows of the embedding", () => embedding.Pool(["x"]));
        Says("None of the 2 rows of the embedding has a group", () => embedding.Pool([null, null]));
        Says("The pooling 9 does not exist", () => embedding.Pool(["x", "x"], (GroupPooling)9));
        Says("The graph has 200 customers and the embedding 2 rows", () => embedding.PoolNeighbours(Shop, "friends"));
        Says("There is no relation \"fiends\"", () => embedding.PoolNeighbours(Shop, "fiends"));
        CustomerGraph bare = new(Shop.Customers, [], [], null);
        using GcnModel perceptron = Segmenter().Fit(bare);
        Says("The model has no network over the graph, whose states could be read: it is made of \"multilayer perceptron\"", () => perceptron.Embed(bare));
    }

    private static void Says(string text, Action act) => Assert.Contains(text, Assert.Throws<SegmentationException>(act).Message, StringComparison.Ordinal);

    private static GcnSegmenter Segmenter() => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { Hidden = 16, ItemDimensions = 4 })
        .UseTraining(new() { Epochs = 3 }).Build();

    private static GcnModel Fit() => Segmenter().Fit(Shop);
}
