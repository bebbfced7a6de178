namespace CustomerSegmentation;

/// <summary>How much a finding of a <see cref="LeakAudit"/> weighs.</summary>
public enum LeakSeverity
{
    /// <summary>Worth knowing; nothing need be wrong.</summary>
    Note,

    /// <summary>A figure that rests on it flatters: look into it before fitting.</summary>
    Flag,
}

/// <summary>What a <see cref="LeakAudit"/> looks for.</summary>
public enum LeakCheck
{
    /// <summary>Edges at or after the cut-off.</summary>
    CutOff,

    /// <summary>Edges that join training customers with those who validate or test.</summary>
    CrossingEdges,

    /// <summary>Columns, or relations made from columns, that tell the label as if made from it.</summary>
    LabelColumn,

    /// <summary>Labels that follow the order of the rows or of the keys, and columns that say this order.</summary>
    RowOrder,

    /// <summary>Relations that join what is near in that order.</summary>
    RelationOrder,
}

/// <summary>One finding of a <see cref="LeakAudit"/>.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Check">What was looked for.</param>
/// <param name="Subject">The relation or column; the label where it is about the rows.</param>
/// <param name="Words">What was found, with its numbers.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Value">The share, accuracy or count found.</param>
/// <param name="Chance">What chance would give; NaN for a count.</param>
public sealed record LeakFinding(LeakSeverity Severity, LeakCheck Check, string Subject, string Words, string Remedy, double Value, double Chance = double.NaN)
{
    /// <summary>One line: severity, subject, words, remedy.</summary>
    public override string ToString() => $"{(Severity == LeakSeverity.Flag ? "FLAG" : "note")} {Subject}: {Words}. {Remedy}";
}
