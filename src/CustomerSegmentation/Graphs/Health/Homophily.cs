namespace CustomerSegmentation;

/// <summary>
/// How often a relation joins customers of the same label, against chance. Only edges between customers whose labels may be read count,
/// each once, whatever its weight; of a user–item relation those between two customers who share an item, each item counting as much as
/// it has customers.
/// </summary>
/// <remarks>
/// <para>Chance is Σ pᵢ² with pᵢ the share of the ends that have label i, so weighted by degree (Newman 2003; directed: Σ pᵢ qᵢ).
/// <see cref="Adjusted"/> = (share − chance) / (1 − chance): 1 where only the same meet, 0 at chance, below where opposites meet
/// (Platonov et al. 2023).</para>
/// <para>A user–item edge stands for the share of the item's other customers who have the same label: share = Σⱼ Σᵢ nⱼᵢ(nⱼᵢ − 1)/(nⱼ − 1) / Σⱼ nⱼ
/// over items with nⱼ ≥ 2 labelled customers, nⱼᵢ of label i.</para>
/// <para>The standard error leaves out each customer in turn with all its edges (jackknife; Lin, Lunde, Sarkar 2020), so that one hub cannot feign
/// certainty.</para>
/// </remarks>
/// <param name="Edges">How many edges count: both ends labelled; of a user–item relation those at items with two labelled customers or more.</param>
/// <param name="Reached">The share of the labelled customers who have such an edge.</param>
/// <param name="Share">The share of these edges that joins the same label; NaN without any.</param>
/// <param name="Chance">What chance would give; NaN without any.</param>
/// <param name="StandardError">Of share − chance.</param>
public sealed record Homophily(long Edges, double Reached, double Share, double Chance, double StandardError)
{
    internal const int Fewest = 30;

    /// <summary>(share − chance) / (1 − chance).</summary>
    public double Adjusted => (Share - Chance) / (1 - Chance);

    /// <summary>(share − chance) / its standard error; NaN where that is not defined.</summary>
    public double Z => (Share - Chance) / StandardError;

    /// <summary>How many labelled customers have a labelled neighbour.</summary>
    internal int ReachedCustomers { get; init; }

    /// <summary><see cref="HomophilyVerdict.Helps"/> from |z| 3 and |adjusted| 0.05, <see cref="HomophilyVerdict.Little"/> from |z| 2.</summary>
    public HomophilyVerdict Verdict =>
        ReachedCustomers < Fewest || double.IsNaN(Adjusted) ? HomophilyVerdict.TooFew
        : Math.Abs(Z) is var z && !(z >= 2) ? HomophilyVerdict.None
        : z >= 3 && Math.Abs(Adjusted) >= .05 ? HomophilyVerdict.Helps : HomophilyVerdict.Little;
}
