using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

internal sealed record CostDecision : Decision
{
    private readonly double[,] _costs;

    public CostDecision(double[,] costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.GetLength(0) != costs.GetLength(1) || costs.Length == 0)
            throw new ArgumentException(
                $"A cost matrix has one row and one column a segment; this one has {costs.GetLength(0)} × {costs.GetLength(1)}.", nameof(costs));
        for (int i = 0; i < costs.GetLength(0); i++)
            for (int j = 0; j < costs.GetLength(1); j++)
                if (!double.IsFinite(costs[i, j]))
                    throw new ArgumentException($"The cost [{i}, {j}] is {Show.Value(costs[i, j])}; costs are finite numbers.", nameof(costs));
        _costs = (double[,])costs.Clone();
    }

    private int Size => _costs.GetLength(0);

    public override string Describe(IReadOnlyList<string>? segments = null) =>
        $"the least expected cost; costs, truth by row: {string.Join("; ", Enumerable.Range(0, Size).Select(Row))}";

    public bool Equals(CostDecision? other) => other is not null && Size == other.Size && Flat().SequenceEqual(other.Flat());

    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (double cost in _costs) hash.Add(cost);
        return hash.ToHashCode();
    }

    internal override int Decide(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int j = 0; j < Size; j++)
        {
            double cost = 0;
            for (int i = 0; i < Size; i++) cost += probabilities[i] * _costs[i, j];
            if (cost < least) (best, least) = (j, cost);
        }
        return best;
    }

    internal override void Check(IReadOnlyList<string> segments)
    {
        if (segments.Count != Size)
            throw new SegmentationException(
                $"The cost matrix is {Size} × {Size}, but there are {Show.Count(segments.Count, "segment")}: {Show.List(segments)}. Give one row and one column a segment.");
    }

    internal override JsonObject SaveJson() => new()
    {
        ["type"] = "costs",
        ["size"] = Size,
        ["costs"] = new JsonArray([.. Flat().Select(cost => (JsonNode)cost)]),
    };

    internal static CostDecision Read(JsonObject json)
    {
        JsonArray flat = json["costs"]!.AsArray();
        int size = (int)json["size"]!;
        if (size < 1 || (long)size * size != flat.Count) throw new FormatException($"{Show.Count(flat.Count, "cost")} for {size} segments");
        double[,] costs = new double[size, size];
        for (int i = 0; i < flat.Count; i++) costs[i / size, i % size] = (double)flat[i]!;
        return new(costs);
    }

    private IEnumerable<double> Flat() => _costs.Cast<double>();

    private string Row(int i) =>
        string.Join(' ', Enumerable.Range(0, Size).Select(j => _costs[i, j].ToString("R", CultureInfo.InvariantCulture)));
}
