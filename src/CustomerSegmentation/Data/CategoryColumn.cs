namespace CustomerSegmentation;

/// <summary>A column of levels: each row holds the index of its level in <see cref="Levels"/>, or −1 where it is missing.</summary>
public sealed class CategoryColumn : Column
{
    private readonly int[] _codes;
    private readonly string[] _levels;

    /// <summary>
    /// Takes over both arrays, which the caller must not change afterwards. Levels are distinct; a code is −1 or an index into them.
    /// A level may be unused.
    /// </summary>
    /// <exception cref="ArgumentException">A level repeats, or a code is outside the levels.</exception>
    public CategoryColumn(string name, int[] codes, string[] levels)
        : base(name, (codes ?? throw new ArgumentNullException(nameof(codes))).Length)
    {
        ArgumentNullException.ThrowIfNull(levels);
        foreach (int code in codes)
            if (code < -1 || code >= levels.Length)
                throw new ArgumentException($"Code {code} of column {Show.Value(name)} is outside its {levels.Length} levels.", nameof(codes));
        if (new HashSet<string>(levels, StringComparer.Ordinal).Count != levels.Length)
            throw new ArgumentException($"The levels of column {Show.Value(name)} repeat.", nameof(levels));
        _codes = codes;
        _levels = levels;
    }

    private CategoryColumn(string name, string[] levels, int[] codes) : base(name, codes.Length) => (_codes, _levels) = (codes, levels);

    /// <summary>A category column from texts; null is missing; levels are sorted by ordinal.</summary>
    public static CategoryColumn FromTexts(string name, IReadOnlyList<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] levels = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int i = 0; i < levels.Length; i++) index[levels[i]] = i;
        int[] codes = new int[texts.Count];
        for (int row = 0; row < codes.Length; row++) codes[row] = texts[row] is { } text ? index[text] : -1;
        return new(name, levels, codes);
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Category;

    /// <summary>The level index of each row, −1 where missing; shape <c>[n]</c>.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>The distinct levels.</summary>
    public IReadOnlyList<string> Levels => _levels;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _codes[row] < 0;

    /// <inheritdoc/>
    public override string? Text(int row) => _codes[row] < 0 ? null : _levels[_codes[row]];

    /// <inheritdoc/>
    public override CategoryColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, _levels, Pick(_codes, rows));

    /// <inheritdoc/>
    public override CategoryColumn WithName(string name) => new(name, _levels, _codes);
}
