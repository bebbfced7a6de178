namespace CustomerSegmentation;

/// <summary>What the cells of a whole column look like: how many are numbers, moments, and which is the first that is not.</summary>
internal sealed class CellCensus
{
    private readonly RawColumn _raw;
    private double[]? _numbers;

    public CellCensus(RawColumn raw, TextRules rules)
    {
        _raw = raw;
        int[] counts = new int[raw.Entries];
        for (int row = 0; row < raw.Rows; row++)
            if (raw.Entry(row) is >= 0 and int entry)
            {
                counts[entry]++;
                Present++;
            }
        Numbers(rules, counts);
        Times(counts);
    }

    /// <summary>Rows with a value.</summary>
    public int Present { get; }

    /// <summary>Rows whose cell is a number, codes and too large ones included.</summary>
    public int NumberRows { get; private set; }

    /// <summary>The first entry that is no number, or −1.</summary>
    public int FirstOther { get; private set; } = -1;

    /// <summary>The first entry that is an infinite or absurd number, or −1.</summary>
    public int FirstTooLarge { get; private set; } = -1;

    /// <summary>The first entry that is a number a double would not give back, or −1.</summary>
    public int FirstCode { get; private set; } = -1;

    public bool SawComma { get; private set; }

    public bool SawPoint { get; private set; }

    /// <summary>Rows whose cell is a moment.</summary>
    public int TimeRows { get; private set; }

    /// <summary>The first entry that is no moment, or −1.</summary>
    public int FirstNoTime { get; private set; } = -1;

    /// <summary>Whether some dates could start with the day or the month.</summary>
    public bool OrderMatters { get; private set; }

    /// <summary>The first entry that is no date if the day comes first, or −1.</summary>
    public int NotDayFirst { get; private set; } = -1;

    /// <summary>The first entry that is no date if the month comes first, or −1.</summary>
    public int NotMonthFirst { get; private set; } = -1;

    /// <summary>The number of each entry; only where all are numbers.</summary>
    public ReadOnlySpan<double> EntryNumbers => _numbers;

    private void Numbers(TextRules rules, int[] counts)
    {
        _numbers = new double[counts.Length];
        int others = 0;
        for (int entry = 0; entry < counts.Length; entry++)
        {
            if (counts[entry] == 0) continue;
            ReadOnlySpan<byte> cell = _raw.Cell(entry);
            NumberReading reading = NumberText.Read(cell, rules.DecimalComma, out _numbers[entry]);
            if (reading == NumberReading.None)
            {
                if (FirstOther < 0) FirstOther = entry;
                if ((others += counts[entry]) > Present / 2) break; // no question any more
                continue;
            }
            NumberRows += counts[entry];
            if (reading == NumberReading.TooLarge && FirstTooLarge < 0) FirstTooLarge = entry;
            if (reading == NumberReading.Code && FirstCode < 0) FirstCode = entry;
            if (rules.DecimalComma)
            {
                SawComma |= cell.Contains((byte)',');
                SawPoint |= cell.Contains((byte)'.');
            }
        }
        if (FirstOther >= 0) _numbers = null;
    }

    private void Times(int[] counts)
    {
        int others = 0;
        for (int entry = 0; entry < counts.Length; entry++)
        {
            if (counts[entry] == 0) continue;
            if (!TimeText.TryRead(_raw.Cell(entry), out DateParts parts))
            {
                if (FirstNoTime < 0) FirstNoTime = entry;
                if ((others += counts[entry]) > Present / 2) break;
                continue;
            }
            TimeRows += counts[entry];
            OrderMatters |= parts.OrderMatters;
            if (NotDayFirst < 0 && !parts.TryTicks(true, out _)) NotDayFirst = entry;
            if (NotMonthFirst < 0 && !parts.TryTicks(false, out _)) NotMonthFirst = entry;
        }
    }
}
