namespace CustomerSegmentation;

/// <summary>
/// Turns the cells of a column into a typed column, by the given kind or by what all of them look like. The rules, in order:
/// nothing but blanks is text; words of yes and no are yes/no; numbers are numbers, unless a number would not give the cell back
/// (leading zeros, too many digits); dates are times; at most <see cref="FewLevels"/> different cells, or at most one in 20 rows and
/// <see cref="MostLevels"/>, are a category; the rest is text, as is a column of more than ten rows that is different in every one.
/// </summary>
internal sealed class ColumnReading(RawColumn raw, TextRules rules, string source, Func<int, string> place, DataNotes notes)
{
    public const int FewLevels = 50;
    public const int MostLevels = 1000;
    private const int LevelsOfNumbersAndWords = 20;
    private readonly CellCensus _census = new(raw, rules);

    /// <summary>What a person should know about how the column was read, or null.</summary>
    public string? Remark { get; private set; }

    /// <exception cref="SegmentationException">Cells do not fit the kind, or nearly all are numbers or dates and some are not.</exception>
    public Column Read(ColumnKind? given) => given switch
    {
        ColumnKind.Number => Number(),
        ColumnKind.Category => Category(),
        ColumnKind.YesNo => YesNo(digits: true) ?? throw Bad(FirstNoWord(), "yes or no", "yes/no, true/false, y/n or 1/0, one pair in the whole column"),
        ColumnKind.Time => Time(),
        ColumnKind.Text => Text(),
        null => Infer(),
        _ => throw new ArgumentOutOfRangeException(nameof(given), given, "There is no such kind of column."),
    };

    private Column Infer()
    {
        if (_census.Present == 0) return Remarked("no value in any row", Text());
        if (!rules.Infer) return CategoryOrText();
        if (YesNo(digits: false) is { } yesNo) return yesNo;
        bool few = raw.AllDifferent && raw.Entries <= LevelsOfNumbersAndWords;
        if (_census.NumberRows == _census.Present) return NumberOrCode();
        if (_census.TimeRows == _census.Present)
            return _census.OrderMatters && rules.DayFirst is null && _census.NotDayFirst < 0 == _census.NotMonthFirst < 0
                ? Remarked("dates whose order of day and month is unclear: give DayFirst", CategoryOrText())
                : Time();
        if (MostOf(_census.NumberRows) && !few) throw Nearly("numbers", _census.NumberRows, _census.FirstOther);
        if (MostOf(_census.TimeRows) && !few) throw Nearly("dates", _census.TimeRows, _census.FirstNoTime);
        return MostOf(_census.NumberRows) ? Remarked("numbers and words, kept as levels", Category()) : CategoryOrText();
    }

    private Column NumberOrCode()
    {
        if (_census.SawComma && _census.SawPoint) return Remarked("both decimal commas and points: not read as numbers", CategoryOrText());
        if (_census.FirstTooLarge < 0 && _census.FirstCode >= 0)
            return Remarked($"codes, not numbers, such as {raw.CellText(_census.FirstCode)}", CategoryOrText());
        return Number();
    }

    private NumberColumn Number()
    {
        if (_census.FirstTooLarge >= 0)
            throw Bad(_census.FirstTooLarge, "a number", "a finite number of at most 3.4e38; correct it, or blank it if it is unknown");
        if (_census.FirstOther >= 0) throw Bad(_census.FirstOther, "a number", "digits with an optional sign, point and exponent");
        double[] values = new double[raw.Rows];
        ReadOnlySpan<double> numbers = _census.EntryNumbers;
        for (int row = 0; row < values.Length; row++) values[row] = raw.Entry(row) is >= 0 and int entry ? numbers[entry] : double.NaN;
        if (_census.SawComma) Remark = "decimal comma";
        return new(raw.Name, values);
    }

    private TimeColumn Time()
    {
        if (_census.FirstNoTime >= 0) throw Bad(_census.FirstNoTime, "a date or moment", "for example 2012-09-04 or 2012-09-04 10:11:12");
        bool dayFirst = rules.DayFirst ?? _census.NotDayFirst < 0;
        if (_census.OrderMatters && rules.DayFirst is null && _census.NotDayFirst < 0 == _census.NotMonthFirst < 0)
            throw new SegmentationException(
                $"The dates in column {Show.Value(raw.Name)} of {source}, such as {Show.Value(raw.CellText(0))}, do not say whether the day or the month comes first. Give DayFirst.");
        if ((dayFirst ? _census.NotDayFirst : _census.NotMonthFirst) is >= 0 and int wrong)
            throw Bad(wrong, "a date", $"the {(dayFirst ? "day" : "month")} before the {(dayFirst ? "month" : "day")}; see DayFirst");
        long[] ticks = new long[raw.Rows];
        for (int row = 0; row < ticks.Length; row++)
        {
            ticks[row] = TimeColumn.Missing;
            if (raw.Entry(row) is >= 0 and int entry && TimeText.TryRead(raw.Cell(entry), out DateParts parts)) parts.TryTicks(dayFirst, out ticks[row]);
        }
        if (_census.OrderMatters) Remark = dayFirst ? "day before month" : "month before day";
        return new(raw.Name, ticks);
    }

    private Column CategoryOrText()
    {
        if (!raw.AllDifferent)
        {
            Remark ??= $"too many different values for a category";
            return Text();
        }
        if (raw.Entries == _census.Present && _census.Present > 10) return Remarked("different in every row", Text());
        return raw.Entries <= MostLevels && raw.Entries <= Math.Max(FewLevels, _census.Present / 20) ? Category()
            : Remarked($"{Show.Count(raw.Entries, "different value")}: too many for a category", Text());
    }

    private CategoryColumn Category()
    {
        string[] texts = new string[raw.Entries];
        Dictionary<string, int> levels = new(StringComparer.Ordinal);
        bool[] used = Used();
        for (int entry = 0; entry < texts.Length; entry++)
            if (used[entry]) levels.TryAdd(texts[entry] = raw.CellText(entry), 0);
        string[] sorted = [.. levels.Keys.Order(StringComparer.Ordinal)];
        NoteNear(sorted);
        for (int level = 0; level < sorted.Length; level++) levels[sorted[level]] = level;
        int[] entryLevels = new int[texts.Length];
        for (int entry = 0; entry < texts.Length; entry++) entryLevels[entry] = used[entry] ? levels[texts[entry]] : -1;
        int[] codes = new int[raw.Rows];
        for (int row = 0; row < codes.Length; row++) codes[row] = raw.Entry(row) is >= 0 and int entry ? entryLevels[entry] : -1;
        return new(raw.Name, codes, sorted);
    }

    // Levels are kept as they came; that some may be the same is for a person to decide.
    private void NoteNear(string[] levels)
    {
        foreach (IGrouping<string, string> same in levels.GroupBy(level => level.Trim().ToUpperInvariant(), StringComparer.Ordinal).Where(group => group.Count() > 1))
            notes.Add(raw.Name, $"levels that differ only by case or blanks around them, kept apart: {Show.List(same)}", same.Count());
    }

    private TextColumn Text()
    {
        string?[] values = new string?[raw.Rows];
        string?[] texts = new string?[raw.AllDifferent ? raw.Entries : 0];
        for (int row = 0; row < values.Length; row++)
            if (raw.Entry(row) is >= 0 and int entry)
                values[row] = entry < texts.Length ? texts[entry] ??= raw.CellText(entry) : raw.CellText(entry);
        return new(raw.Name, values);
    }

    private YesNoColumn? YesNo(bool digits)
    {
        if (!raw.AllDifferent || raw.Entries > 16) return null; // a few words in a few spellings
        int[] counts = new int[raw.Entries];
        for (int row = 0; row < raw.Rows; row++)
            if (raw.Entry(row) is >= 0 and int entry) counts[entry]++;
        int common = -1;
        int[] best = [-1, -1];
        sbyte[] meanings = new sbyte[raw.Entries];
        for (int entry = 0; entry < counts.Length; entry++)
        {
            (int pair, bool yes) = YesNoPairs.Find(raw.CellText(entry), digits);
            if (pair < 0 || common >= 0 && pair != common) return null;
            common = pair;
            meanings[entry] = (sbyte)(yes ? 1 : 0);
            ref int favourite = ref best[meanings[entry]];
            if (favourite < 0 || counts[entry] > counts[favourite]) favourite = entry;
        }
        string yesWord = Word(1), noWord = Word(0);
        sbyte[] values = new sbyte[raw.Rows];
        for (int row = 0; row < values.Length; row++) values[row] = raw.Entry(row) is >= 0 and int entry ? meanings[entry] : (sbyte)-1;
        for (int entry = 0; entry < counts.Length; entry++)
            if (raw.CellText(entry) is var text && text != (meanings[entry] == 1 ? yesWord : noWord))
                notes.Add(raw.Name, $"values spelled otherwise read as {(meanings[entry] == 1 ? yesWord : noWord)}", counts[entry], text);
        return new(raw.Name, values, yesWord, noWord);

        string Word(int meaning) => best[meaning] >= 0 ? raw.CellText(best[meaning]).Trim()
            : best[1 - meaning] >= 0 ? YesNoPairs.Partner(common, meaning == 1, raw.CellText(best[1 - meaning])) : meaning == 1 ? "yes" : "no";
    }

    private int FirstNoWord()
    {
        int common = -1;
        for (int entry = 0; entry < raw.Entries; entry++)
        {
            int pair = YesNoPairs.Find(raw.CellText(entry), digits: true).Pair;
            if (pair < 0 || common >= 0 && pair != common) return entry;
            common = pair;
        }
        return 0;
    }

    private bool[] Used()
    {
        bool[] used = new bool[raw.Entries];
        for (int row = 0; row < raw.Rows; row++)
            if (raw.Entry(row) is >= 0 and int entry) used[entry] = true;
        return used;
    }

    private Column Remarked(string remark, Column column)
    {
        Remark = remark;
        return column;
    }

    private bool MostOf(int rows) => (long)rows * 10 >= (long)_census.Present * 9;

    private int RowOf(int entry)
    {
        int row = 0;
        while (raw.Entry(row) != entry) row++;
        return row;
    }

    private SegmentationException Bad(int entry, string kind, string expected) => new(
        $"Column {Show.Value(raw.Name)} of {source} says {Show.Value(raw.CellText(entry))} in {place(RowOf(entry))}, which is not {kind} that can be used. Expected: {expected}. " +
        "If the cell means no value, add it to MissingMarkers; to keep it as it is, set the column's kind to Category or Text in Kinds.");

    private SegmentationException Nearly(string what, int rows, int other) => new(
        $"Column {Show.Value(raw.Name)} of {source} looks like {what}: {rows} of {Show.Count(_census.Present, "value")} are, but {place(RowOf(other))} says {Show.Value(raw.CellText(other))}. " +
        "If that means no value, add it to MissingMarkers; if it is a number with thousands separators, a unit or a currency, write it without them; otherwise set the column's kind to Category or Text in Kinds.");
}
