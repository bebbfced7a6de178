using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

internal sealed record ThresholdDecision : Decision
{
    private readonly double _threshold;

    public ThresholdDecision(double threshold) =>
        _threshold = threshold is >= 0 and <= 1 ? threshold
            : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is a probability, from 0 to 1.");

    public override string Describe(IReadOnlyList<string>? segments = null)
    {
        string first = segments is { Count: 2 } ? Show.Value(segments[0]) : "the first segment";
        string second = segments is { Count: 2 } ? Show.Value(segments[1]) : "the second";
        return $"below {_threshold.ToString("R", CultureInfo.InvariantCulture)} {first}, else {second}";
    }

    internal override int Decide(ReadOnlySpan<float> probabilities) => probabilities[1] >= (float)_threshold ? 1 : 0;

    internal override void Check(IReadOnlyList<string> segments)
    {
        if (segments.Count != 2)
            throw new SegmentationException(
                $"A threshold decides between two segments, but there are {segments.Count}: {Show.List(segments)}. Use Decision.ArgMax or Decision.Costs.");
    }

    internal override JsonObject SaveJson() => new() { ["type"] = "threshold", ["threshold"] = _threshold };

    internal static ThresholdDecision Read(JsonObject json) => new((double?)json["threshold"] ?? double.NaN);
}
