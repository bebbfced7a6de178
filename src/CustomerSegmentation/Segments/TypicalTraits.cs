using System.Globalization;

namespace CustomerSegmentation;

/// <summary>What is typical of each segment, beside its count, share and certainty. Immutable, safe to share between threads.</summary>
public sealed class TypicalTraits
{
    private static readonly string Explanation = string.Create(CultureInfo.InvariantCulture,
        $"Typical: against all other customers; numbers and times from {SegmentTrait.LeastEffect} pooled standard deviations (Cohen's d) on, levels from {SegmentTrait.LeastDifference * 100:0} percentage points on; at least {SegmentTrait.FewestCustomers} customers on both sides; the strongest first.");

    private readonly Segmentation _segmentation;

    internal TypicalTraits(Segmentation segmentation, IReadOnlyList<IReadOnlyList<SegmentTrait>> traits, IReadOnlyList<DataNote> notes) =>
        (_segmentation, Traits, Notes) = (segmentation, traits, notes);

    /// <summary>The traits of each segment, strongest first, in the order of <see cref="Segmentation.Segments"/>; empty where nothing stands out.</summary>
    public IReadOnlyList<IReadOnlyList<SegmentTrait>> Traits { get; }

    /// <summary>The customers who found no partner.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>A table no wider than 100 columns: segment, count, share, mean certainty, typical; then how it was judged, and notes.</summary>
    public override string ToString() => string.Join('\n',
    [
        _segmentation.Headline(), "", Table().ToString(), "", .. CellText.Wrap(Explanation, TextTable.MaxWidth),
        .. NoteLines.Of(Notes), .. _segmentation.Footer(),
    ]);

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown() => Table().ToMarkdown() + "\n\n" + Explanation + "\n";

    internal TextTable Table()
    {
        TextTable table = new TextTable().Left("segment").Right("count").Right("share").Right("certainty").Wrapped("typical");
        foreach ((SegmentSummary segment, IReadOnlyList<SegmentTrait> traits) in _segmentation.Summaries.Zip(Traits))
            table.Row(segment.Name, Figures.Count(segment.Count), Figures.Percent(segment.Share), Figures.Fixed(segment.MeanCertainty),
                traits.Count > 0 ? string.Join("; ", traits.Select(trait => trait.Words))
                : segment.Count < SegmentTrait.FewestCustomers ? "too few customers to say" : "nothing stands out");
        return table;
    }
}
