using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class TypicalTraitsTests
{
    [Fact]
    public void Effects_are_cohens_d()
    {
        TypicalTraits typical = DescriptionReference.Segments.Typical(DescriptionReference.Customers, most: 10);
        foreach (JsonNode? line in DescriptionReference.Json["effects"]!.AsArray())
        {
            IReadOnlyList<SegmentTrait> traits = typical.Traits[DescriptionReference.Segments.Segments.ToList().IndexOf((string)line!["segment"]!)];
            double d = (double)line["d"]!;
            SegmentTrait? amount = traits.SingleOrDefault(trait => trait.Column == "Amount");
            if (Math.Abs(d) < 0.3) Assert.Null(amount);
            else Assert.Equal(d, amount!.Effect, 1e-10);
        }
    }

    [Fact]
    public void The_strongest_differences_are_said_in_words()
    {
        // Ten of each; what differs: clicks by d = 2.9, joined by a year, gender 8 of 10 against 3 of 10, age hardly.
        string[] keys = [.. Enumerable.Range(0, 20).Select(i => "c" + i)];
        bool loyal(int i) => i >= 10;
        CustomerTable customers = CustomerTable.FromColumns(
        [
            new NumberColumn("Age", [.. keys.Select((_, i) => 40.0 + i % 10)]),
            new NumberColumn("ClickRate", [.. keys.Select((_, i) => (loyal(i) ? 0.6 : 0.3) + i % 10 * 0.01)]),
            CategoryColumn.FromTexts("Gender", [.. keys.Select((_, i) => i % 10 < (loyal(i) ? 8 : 3) ? "Female" : "Male")]),
            new TimeColumn("Joined", [.. keys.Select((_, i) => new DateTime(loyal(i) ? 2021 : 2024, 1, 1 + i % 10).Ticks)]),
        ], keys, "id");
        Segmentation segments = DescriptionReference.Sure(["new", "loyal", "empty"], keys, [.. keys.Select((_, i) => loyal(i) ? "loyal" : "new")]);
        Assert.Equal("""
            20 customers in 3 segments; decided by: the most probable segment

            segment  count   share  certainty  typical
            ───────  ─────  ──────  ─────────  ─────────────────────────────────────────────────────────────────
            new         10  50.0 %      1.000  Joined late (2024-01-05 vs 2021-01-05); ClickRate low (0.345 vs
                                               0.645); Gender=Male 70 % vs 20 %
            loyal       10  50.0 %      1.000  Joined early (2021-01-05 vs 2024-01-05); ClickRate high (0.645 vs
                                               0.345); Gender=Female 80 % vs 30 %
            empty        0   0.0 %          –  too few customers to say

            Typical: against all other customers; numbers and times from 0.3 pooled standard deviations (Cohen's
            d) on, levels from 10 percentage points on; at least 5 customers on both sides; the strongest first.
            """.ReplaceLineEndings("\n"), segments.Typical(customers).ToString());
        Assert.Equal(2 * Math.Asin(Math.Sqrt(0.8)) - 2 * Math.Asin(Math.Sqrt(0.3)), segments.Typical(customers).Traits[1][2].Effect, 1e-12);
        Assert.All(segments.Typical(customers.Select("Age")).Traits, Assert.Empty);
        Assert.Contains("nothing stands out", segments.Typical(customers.Select("Age")).ToString(), StringComparison.Ordinal);
        Assert.Equal("Gender=Male 70 % vs 20 %", Assert.Single(segments.Typical(customers.Select("Gender"), most: 1).Traits[0]).Words);
    }

    [Fact]
    public void Words_have_as_many_digits_as_the_difference_needs()
    {
        Assert.Equal("x high (0.612 vs 0.324)", SegmentTrait.OfMeans("x", new(9, 0.61234, 1), new(9, 0.32444, 1e-9), false)!.Words);
        Assert.Equal("year low (2018.25 vs 2018.4)", SegmentTrait.OfMeans("year", new(9, 2018.25, 0.1), new(9, 2018.4, 0.1), false)!.Words);
        Assert.Equal("x high (1.00001 vs 1)", SegmentTrait.OfMeans("x", new(9, 1.00001, 0), new(9, 1, 0), false)!.Words);
    }

    [Theory]
    [InlineData(60, 50, true)]
    [InlineData(59, 50, false)]
    [InlineData(40, 50, true)]
    public void A_level_counts_from_ten_points_on(int inside, int outside, bool stands) =>
        Assert.Equal(stands, SegmentTrait.OfShares("c", ["x", "y"], [inside, 100 - inside], [inside + outside, 200 - inside - outside]) is not null);

    [Fact]
    public void A_constant_inside_a_segment_that_others_lack_stands_out()
    {
        Moments five = new(5, 1, 0), other = new(5, 2, 0);
        Assert.Equal(double.NegativeInfinity, SegmentTrait.OfMeans("x", five, other, false)!.Effect);
        Assert.Null(SegmentTrait.OfMeans("x", five, five, false));
        Assert.Null(SegmentTrait.OfMeans("x", new(4, 1, 0), other, false));
        Assert.Null(SegmentTrait.OfMeans("x", new(5, double.PositiveInfinity, double.NaN), other, false));
    }

    [Fact]
    public void Moments_put_together_are_those_of_all()
    {
        double[] values = [1, 5, -3, 1e6, 2.5, 2.5, 7];
        Moments whole = Moments.Of(values), parts = Moments.Of(values.AsSpan(0, 3)) + default(Moments) + Moments.Of(values.AsSpan(3));
        Assert.Equal(whole.Count, parts.Count);
        Assert.Equal(whole.Mean, parts.Mean, 1e-9);
        Assert.Equal(1, parts.Variance / whole.Variance, 1e-12);
        Assert.Equal(double.NaN, Moments.Of([3]).StandardDeviation);
    }
}
