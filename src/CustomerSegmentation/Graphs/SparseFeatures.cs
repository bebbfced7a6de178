using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>Reads a file of sparse features: a row for each that is not 0.</summary>
internal sealed class SparseFeatures(string path, CustomerTable nodes, Dictionary<string, int> rows, NodeFeaturesOptions options, CancellationToken cancellation)
{
    private readonly Dictionary<string, double[]> _features = new(StringComparer.Ordinal);
    private readonly bool[] _described = new bool[nodes.RowCount];
    private readonly DataNotes _notes = new();

    /// <summary>The name of the column of nodes, and whether the file is sparse.</summary>
    public static (string Node, bool Sparse) Layout(string path, NodeFeaturesOptions options, CancellationToken cancellation)
    {
        using FileStream stream = DataFile.Open(path);
        using CsvSource source = new(path, stream, options.Csv.Encoding, cancellation);
        using CsvRecords records = CsvRecords.Open(path, source, options.Csv.Delimiter, "a node", cancellation);
        string[] header = records.Header(new());
        if (header.Length < 2)
            throw new SegmentationException($"{path} has one column, {Show.Value(header[0])}, cut at {records.Delimiter}. Expected: the node, then its features; or node, feature and value.");
        if (options.Layout == FeatureLayout.Sparse && header.Length > 3)
            throw new SegmentationException($"{path} has {header.Length} columns. Expected in a sparse file: node, feature and, where it is not 1, value. Choose FeatureLayout.Dense, or leave the other columns out.");
        if (options.Layout != FeatureLayout.Detect || header.Length > 3) return (header[0], options.Layout == FeatureLayout.Sparse);
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        while (records.Next())
            if (!lookup.Add(records.Field(0))) return (header[0], true);
        return (header[0], false);
    }

    public CustomerTable Read()
    {
        using FileStream stream = DataFile.Open(path);
        using CsvSource source = new(path, stream, options.Csv.Encoding, cancellation);
        using CsvRecords records = CsvRecords.Open(path, source, options.Csv.Delimiter, "a node", cancellation);
        int width = records.Header(_notes).Length;
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> known = rows.GetAlternateLookup<ReadOnlySpan<char>>();
        long repeated = 0;
        while (records.Next())
        {
            if (records.FieldCount != 2) records.CheckWidth(width); // the value may be left out
            if (!known.TryGetValue(records.Field(0), out int node)) throw Unknown(records);
            double[] feature = Feature(records);
            double value = records.FieldCount < 3 ? 1 : Value(records);
            _described[node] = true;
            if (feature[node] != 0) repeated++;
            feature[node] += value;
        }
        _notes.Add(null, $"rows of {path} that repeat node and feature, added up", repeated);
        _notes.Add(null, $"customers without a row in {path}: all their features are 0", _described.AsSpan().Count(false));
        return Table();
    }

    private SegmentationException Unknown(CsvRecords records) => new(
        $"{records.Here} has a feature of {Show.Value(records.Field(0).ToString())}, which is not among the {Show.Count(nodes.RowCount, "customer")} of {nodes.Source}. Correct the name, add the customer there, or remove the row.");

    private double[] Feature(CsvRecords records)
    {
        ReadOnlySpan<char> name = records.Field(1).Trim();
        if (name.IsEmpty) throw new SegmentationException($"{records.Here} does not name its feature. Fill the second column, or remove the row.");
        Dictionary<string, double[]>.AlternateLookup<ReadOnlySpan<char>> lookup = _features.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out double[]? feature)) return feature;
        CheckMemory(path, _features.Count + 1, nodes.RowCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return _features[name.ToString()] = new double[nodes.RowCount];
    }

    /// <exception cref="SegmentationException">The features do not fit into the bytes that are there.</exception>
    internal static void CheckMemory(string path, int features, int customers, long there)
    {
        long need = (long)features * customers * sizeof(double);
        if (need > there)
            throw new SegmentationException(string.Create(CultureInfo.InvariantCulture,
                $"{path} has {features} different features or more: as columns of {customers} customers they need {need / 1e9:0.0} GB, and there are {there / 1e9:0.0} GB. Keep the most frequent features, or make them the items of a relation by AddUserItem."));
    }

    private double Value(CsvRecords records)
    {
        ReadOnlySpan<char> field = records.Field(2);
        if (field.IsWhiteSpace()) return 1;
        if (options.Csv.MissingMarkers.Count > 0 && options.Csv.MissingMarkers.Contains(field.Trim().ToString())) return double.NaN;
        Span<byte> bytes = stackalloc byte[64];
        if (Encoding.UTF8.TryGetBytes(field, bytes, out int length)
            && NumberText.Read(bytes[..length], records.DecimalComma, out double value) is NumberReading.Number or NumberReading.Code) return value;
        throw new SegmentationException(
            $"{records.Here} has the value {Show.Value(field.ToString())}. Expected in a sparse file: node, feature and a finite number, which may be left out where it is 1. For one row a node, choose FeatureLayout.Dense.");
    }

    private CustomerTable Table()
    {
        string[] names = [.. _features.Keys];
        // Numbered features in the order of their numbers, as a matrix would have them.
        bool numbered = names.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        names = numbered ? [.. names.OrderBy(name => int.Parse(name, CultureInfo.InvariantCulture)).ThenBy(name => name, StringComparer.Ordinal)] : [.. names.Order(StringComparer.Ordinal)];
        Column[] columns = new Column[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            string name = options.Prefix + names[i];
            if (nodes.Contains(name) || name == nodes.KeyName)
                throw new SegmentationException($"The feature {Show.Value(name)} of {path} is also a column of {nodes.Source}. Give a Prefix for the features, or drop the column.");
            columns[i] = new NumberColumn(name, _features[names[i]]);
        }
        return nodes.WithColumns(columns, _notes.ToList());
    }
}
