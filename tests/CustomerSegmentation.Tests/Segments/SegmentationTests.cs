using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SegmentationTests
{
    internal static Segmentation Two(params float[] second) => Segmentation.Create(
        ["A", "B"], [.. Enumerable.Range(1, second.Length).Select(i => "c" + i)], second.SelectMany(p => new[] { 1 - p, p }).ToArray());

    /// <summary>Random segmentations with odd names and keys, 0 and 1 customers included.</summary>
    internal static readonly Gen<Segmentation> Any =
        from names in TextTableTests.Names.Where(name => !string.IsNullOrWhiteSpace(name)).ArrayUnique[1, 6]
        from keys in TextTableTests.Names.ArrayUnique[0, 20]
        from weights in Gen.Double[0.001, 1].Array[names.Length * keys.Length]
        from leftOut in Gen.Int[0, keys.Length]
        select Segmentation.Create(names, keys[leftOut..], Normalised(weights[(leftOut * names.Length)..], names.Length), leftOut: keys[..leftOut]);

    [Fact]
    public void Each_customer_has_a_segment_and_a_certainty()
    {
        Segmentation segments = Two(0.25f, 0.75f, 0.5f);
        Assert.Equal([0, 1, 0], segments.Assigned.ToArray());
        Assert.Equal("B", segments["c2"].Segment);
        Assert.Equal(0.75f, segments[1].Certainty);
        Assert.Equal([0.25f, 0.75f], segments[1].Probabilities.ToArray());
        Assert.Equal(["c1", "c2", "c3"], segments.Select(customer => customer.Key));
        Assert.False(segments.TryGet("c4", out _));
        Assert.Equal("c2: B (0.750)", segments[1].ToString());
    }

    [Fact]
    public void The_table_shows_empty_segments_notes_and_the_left_out()
    {
        Segmentation segments = Segmentation.Create(
            ["low", "middle", "high"], ["1", "2"], [0.9f, 0.1f, 0, 0.2f, 0.1f, 0.7f],
            notes: [new("Age", "missing values filled with the median 3.5", 2)], leftOut: ["3"]);
        Assert.Equal("""
            2 customers in 3 segments; decided by: the most probable segment

            segment  count   share  mean certainty
            ───────  ─────  ──────  ──────────────
            low          1  50.0 %           0.900
            middle       0   0.0 %               –
            high         1  50.0 %           0.700

            - Age: 2 missing values filled with the median 3.5
            - 1 customer left out, without a segment: "3"
            """.ReplaceLineEndings("\n"), segments.ToString());
        Assert.Equal(new SegmentSummary("middle", 0, 0, double.NaN), segments.Summaries[1]);
        Assert.Equal(["3"], segments.LeftOut);
    }

    [Fact]
    public void Nobody_is_a_segmentation_too()
    {
        Segmentation nobody = Segmentation.Create(["A", "B"], [], []);
        Assert.Empty(nobody);
        Assert.Contains("A            0      –               –", nobody.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_take_the_names_a_user_gives()
    {
        Segmentation named = Two(0.49f, 0.5f).WithDecision(Decision.Threshold(0.5)).WithSegmentNames("Segment A", "Segment B");
        Assert.Equal(["Segment A", "Segment B"], named.Select(customer => customer.Segment));
        Assert.Equal("below 0.5 \"Segment A\", else \"Segment B\"", named.Decision.Describe(named.Segments));
        Assert.Equal(["A", "loyal"], Two().WithSegmentNames(new Dictionary<string, string> { ["B"] = "loyal" }).Segments);
    }

    [Fact]
    public void Wrong_names_are_refused_in_words()
    {
        Assert.Equal("Got 1 name (\"x\") for 2 segments (\"A\", \"B\"). Give one a segment, in this order.",
            Message(() => Two().WithSegmentNames("x")));
        Assert.Equal("The segment name \"x\" comes twice. Give each segment a name of its own.", Message(() => Two().WithSegmentNames("x", "x")));
        Assert.Equal("There is no segment \"a\" to rename; did you mean \"A\"? There are: \"A\", \"B\".",
            Message(() => Two().WithSegmentNames(new Dictionary<string, string> { ["a"] = "x" })));
        Assert.StartsWith("A segment has no name among \" \", \"b\".", Message(() => Two().WithSegmentNames(" ", "b")), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_probabilities_name_the_row_and_the_key()
    {
        Assert.Equal("The probability of segment \"B\" in row 2 (key \"k2\") is NaN; expected a number from 0 to 1.",
            Message(() => Segmentation.Create(["A", "B"], ["k1", "k2"], [1, 0, 1, float.NaN])));
        Assert.Equal("The probability of segment \"A\" in row 1 (key \"k1\") is 1.5; expected a number from 0 to 1.",
            Message(() => Segmentation.Create(["A", "B"], ["k1"], [1.5f, -0.5f])));
        Assert.Equal("The probabilities in row 1 (key \"k1\") add up to 0.9; expected 1. Divide each row by its sum.",
            Message(() => Segmentation.Create(["A", "B"], ["k1"], [0.5f, 0.4f])));
        Assert.Equal("Got 3 probability values for 2 customers and 2 segments; expected 4, one a customer and segment.",
            Message(() => Segmentation.Create(["A", "B"], ["k1", "k2"], [1, 0, 1])));
        Assert.Equal("The key \"k\" comes twice, the second time in left-out customer 1. A key must be unique.",
            Message(() => Segmentation.Create(["A"], ["k"], [1], leftOut: ["k"])));
        Assert.Equal("A segmentation needs at least one segment.", Message(() => Segmentation.Create([], [], [])));
    }

    [Fact]
    public void An_unknown_customer_and_a_left_out_one_are_told_apart()
    {
        Segmentation segments = Segmentation.Create(["A"], ["1"], [1], leftOut: ["2"]);
        Assert.StartsWith("Customer \"2\" got no segment", Message(() => segments["2"]), StringComparison.Ordinal);
        Assert.StartsWith("There is no customer \"3\" among the 1 customer", Message(() => segments["3"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_is_taken_of_what_is_given()
    {
        float[] probabilities = [0.9f, 0.1f];
        Segmentation segments = Segmentation.Create(["A", "B"], ["1"], probabilities);
        probabilities[0] = 0;
        Assert.Equal(0.9f, segments.Probabilities[0]);
    }

    [Fact]
    public void Shares_add_up_and_the_table_fits_100_columns_whatever_the_names() => Any.Sample(segments =>
    {
        Assert.Equal(segments.Count, segments.Summaries.Sum(segment => segment.Count));
        if (segments.Count > 0) Assert.Equal(1, segments.Summaries.Sum(segment => segment.Share), 1e-12);
        Assert.All(segments.ToString().Split('\n'), line => Assert.InRange(CellText.Width(line), 0, 100));
    });

    [Fact]
    public void Another_decision_leaves_the_original_and_equal_costs_decide_as_arg_max() => Any.Sample(segments =>
    {
        int k = segments.Segments.Count;
        double[,] costs = new double[k, k];
        for (int i = 0; i < k; i++) for (int j = 0; j < k; j++) costs[i, j] = i == j ? 0 : 1;
        int[] before = segments.Assigned.ToArray();
        Segmentation other = segments.WithDecision(Decision.Costs(costs));
        Assert.Equal(before, segments.Assigned.ToArray());
        for (int row = 0; row < segments.Count; row++)
            Assert.Equal(segments[row].Certainty, other[row].Certainty, 1e-6f);
        Assert.Equal(before, other.WithDecision(Decision.ArgMax).Assigned.ToArray());
    });

    internal static string Message(Func<object> action) => Assert.Throws<SegmentationException>(() => { action(); }).Message;

    private static float[] Normalised(double[] weights, int k)
    {
        float[] probabilities = new float[weights.Length];
        for (int row = 0; row < weights.Length / k; row++)
            for (int i = 0; i < k; i++)
                probabilities[row * k + i] = (float)(weights[row * k + i] / weights.AsSpan(row * k, k).ToArray().Sum());
        return probabilities;
    }
}
