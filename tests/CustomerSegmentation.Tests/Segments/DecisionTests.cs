using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class DecisionTests
{
    [Fact]
    public void Among_equals_the_first_segment_is_taken() =>
        Assert.Equal(1, Decision.ArgMax.Decide([0.2f, 0.4f, 0.4f]));

    [Theory]
    [InlineData(0.5, 0.5f, 1)]
    [InlineData(0.5, 0.49999997f, 0)]
    [InlineData(0.7, 0.7f, 1)]
    [InlineData(0, 0f, 1)]
    [InlineData(1, 0.99f, 0)]
    public void The_second_segment_is_taken_from_the_threshold_on(double threshold, float second, int expected) =>
        Assert.Equal(expected, Decision.Threshold(threshold).Decide([1 - second, second]));

    [Fact]
    public void A_threshold_between_three_segments_is_refused_in_words()
    {
        Segmentation three = Segmentation.Create(["A", "B", "C"], [], []);
        Assert.Equal("A threshold decides between two segments, but there are 3: \"A\", \"B\", \"C\". Use Decision.ArgMax or Decision.Costs.",
            SegmentationTests.Message(() => three.WithDecision(Decision.Threshold(0.5))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decision.Threshold(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decision.Threshold(1.01));
    }

    [Fact]
    public void A_costly_mistake_is_avoided_though_less_probable()
    {
        // Missing a churner (truth 1, said 0) costs 10, a needless call 1: call from 1/11 on.
        Decision costs = Decision.Costs(new double[,] { { 0, 1 }, { 10, 0 } });
        Assert.Equal(0, costs.Decide([0.92f, 0.08f]));
        Assert.Equal(1, costs.Decide([0.90f, 0.10f]));
        Assert.Equal("the least expected cost; costs, truth by row: 0 1; 10 0", costs.Describe());
    }

    [Fact]
    public void Wrong_costs_are_refused_in_words()
    {
        Assert.StartsWith("A cost matrix has one row and one column a segment; this one has 1 × 2.",
            Assert.Throws<ArgumentException>(() => Decision.Costs(new double[1, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The cost [0, 1] is NaN; costs are finite numbers.",
            Assert.Throws<ArgumentException>(() => Decision.Costs(new[,] { { 0, double.NaN }, { 1, 0 } })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Decision.Costs(new double[0, 0]));
        Assert.Equal("The cost matrix is 3 × 3, but there are 2 segments: \"A\", \"B\". Give one row and one column a segment.",
            SegmentationTests.Message(() => SegmentationTests.Two().WithDecision(Decision.Costs(new double[3, 3]))));
    }

    [Fact]
    public void Costs_are_copied_and_compared_by_value()
    {
        double[,] matrix = { { 0, 1 }, { 10, 0 } };
        Decision costs = Decision.Costs(matrix), equal = Decision.Costs((double[,])matrix.Clone());
        Assert.Equal(costs, equal);
        Assert.Equal(costs.GetHashCode(), equal.GetHashCode());
        matrix[1, 0] = 0;
        Assert.Equal(costs, equal);
        Assert.NotEqual(costs, Decision.Costs(matrix));
        Assert.NotEqual(costs, Decision.ArgMax);
        Assert.Equal(Decision.Threshold(0.5), Decision.Threshold(0.5));
        Assert.NotEqual(Decision.Threshold(0.5), Decision.Threshold(0.25));
    }

    [Fact]
    public void Every_decision_comes_back_from_json()
    {
        foreach (Decision decision in new[] { Decision.ArgMax, Decision.Threshold(0.1), Decision.Costs(new[,] { { 0, 0.1 }, { -3, 1e300 } }) })
            Assert.Equal(decision, Decision.ReadJson(JsonNode.Parse(decision.SaveJson().ToJsonString())!.AsObject()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"dice"}""")]
    [InlineData("""{"type":"threshold"}""")]
    [InlineData("""{"type":"threshold","threshold":2}""")]
    [InlineData("""{"type":"threshold","threshold":"x"}""")]
    [InlineData("""{"type":"costs"}""")]
    [InlineData("""{"type":"costs","size":1000000000,"costs":[1]}""")]
    [InlineData("""{"type":"costs","size":-2,"costs":[1,2,3,4]}""")]
    [InlineData("""{"type":"costs","size":1e300,"costs":[1]}""")]
    [InlineData("""{"type":"costs","size":1,"costs":[null]}""")]
    [InlineData("""{"type":"costs","size":1,"costs":{"a":1}}""")]
    [InlineData("""{"type":["a"]}""")]
    public void A_malformed_decision_is_one_clear_exception(string json) => Assert.StartsWith(
        "The decision in the saved data cannot be read: ",
        SegmentationTests.Message(() => Decision.ReadJson(JsonNode.Parse(json)!.AsObject())), StringComparison.Ordinal);
}
