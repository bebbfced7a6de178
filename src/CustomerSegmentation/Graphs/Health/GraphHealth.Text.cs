namespace CustomerSegmentation;

public sealed partial class GraphHealth
{
    /// <summary>Tables of the relations, their hubs, the label's homophily against chance, and the notes; no line wider than 100 columns.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = [string.Join('\n', CellText.Wrap(CellText.Clean(Headline), TextTable.MaxWidth)), .. Tables().Select(table => table.ToString())];
        if (Notes.Count > 0) parts = parts.Append(string.Join('\n', NoteLines.Of(Notes)));
        return string.Join("\n\n", parts);
    }

    /// <summary>The same as GitHub Markdown.</summary>
    public string ToMarkdown()
    {
        IEnumerable<string> parts = [TextTable.Markdown(CellText.Clean(Headline)), .. Tables().Select(table => table.ToMarkdown())];
        if (Notes.Count > 0) parts = parts.Append(string.Join('\n', Notes.Select(note => "- " + TextTable.Markdown(CellText.Clean(note.ToString())))));
        return string.Join("\n\n", parts);
    }

    internal string Headline =>
        $"{Show.Count(Customers, "customer")} in {Show.Count(Relations.Count, "relation")}: {Show.Count(Components, "component")}, the largest with {Show.Count(LargestComponent, "customer")}; "
        + $"{Figures.Count(Isolated)} without any edge"
        + (Label is null ? "" : $"; label {Show.Value(Label)} of {Show.Count(Labelled, "customer")} read");

    internal IEnumerable<TextTable> Tables()
    {
        if (Relations.Count == 0) yield break;
        yield return DegreeTable();
        if (Relations.Any(relation => relation.Items is not null)) yield return ItemTable();
        yield return HubTable();
        if (Label is not null) yield return HomophilyTable();
    }

    private TextTable DegreeTable()
    {
        TextTable table = new TextTable().Left("relation").Left("kind").Right("edges").Right("mean").Right("10 %").Right("median").Right("90 %").Right("99 %").Right("most")
            .Right("isolated").Right("components").Right("largest");
        foreach (RelationHealth relation in Relations)
            table.Row([relation.Name, Kind(relation), Figures.Count(relation.Edges), .. Degrees(relation.Degrees),
                Figures.Count(relation.Isolated), Figures.Count(relation.Components), Figures.Count(relation.LargestComponent)]);
        return table;
    }

    private TextTable ItemTable()
    {
        TextTable table = new TextTable().Left("customers an item").Right("items").Right("mean").Right("10 %").Right("median").Right("90 %").Right("99 %").Right("most").Right("cold items");
        foreach (RelationHealth relation in Relations.Where(relation => relation.Items is not null))
            table.Row([relation.Name, Figures.Count(relation.Items!.Value), .. Degrees(relation.ItemDegrees!), Figures.Count(relation.ColdItems!.Value)]);
        return table;
    }

    private TextTable HubTable()
    {
        bool items = Relations.Any(relation => relation.Items is not null);
        TextTable table = new TextTable().Left("most neighbours").Wrapped("customers");
        if (items) table.Wrapped("items");
        foreach (RelationHealth relation in Relations) table.Row([relation.Name, Hubs(relation.Hubs), .. items ? [Hubs(relation.ItemHubs)] : Array.Empty<string>()]);
        return table;

        static string Hubs(EquatableList<GraphHub> hubs) =>
            hubs.Count == 0 ? Figures.None : string.Join(", ", hubs.Select(hub => $"{CellText.Shorten(CellText.Clean(hub.Key), 24)} {Figures.Count(hub.Degree)}"));
    }

    private TextTable HomophilyTable()
    {
        TextTable table = new TextTable().Left($"same {Label}").Right("edges").Right("reached").Right("share").Right("chance").Right("adjusted").Right("z").Left("verdict");
        foreach (RelationHealth relation in Relations)
            if (relation.Homophily is { } found)
                table.Row(relation.Name, Figures.Count(found.Edges), Figures.Percent(found.Reached), Figures.Percent(found.Share), Figures.Percent(found.Chance),
                    Figures.Fixed(found.Adjusted), double.IsFinite(found.Z) ? Figures.Short(found.Z, 3) : "–", Words(found));
        return table;
    }

    private static string Words(Homophily found) => found.Verdict switch
    {
        HomophilyVerdict.Helps => found.Adjusted > 0 ? "helps" : "helps: opposites meet",
        HomophilyVerdict.Little => "little",
        HomophilyVerdict.None => "none",
        _ => "too few labels",
    };

    private static string Kind(RelationHealth relation) =>
        relation.Kind == RelationKind.UserItem ? "user–item" : relation.Derived ? "derived" : relation.Directed ? "directed" : "user–user";

    private static string[] Degrees(DegreeSummary degrees) =>
        [Figures.Short(degrees.Mean, 3), Figures.Short(degrees.Lower, 3), Figures.Short(degrees.Median, 3), Figures.Short(degrees.Upper, 3), Figures.Short(degrees.Top, 3), Figures.Count(degrees.Most)];
}
