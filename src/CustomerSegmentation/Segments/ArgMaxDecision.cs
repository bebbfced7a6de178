using System.Text.Json.Nodes;

namespace CustomerSegmentation;

internal sealed record ArgMaxDecision : Decision
{
    public override string Describe(IReadOnlyList<string>? segments = null) => "the most probable segment";

    internal override int Decide(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int i = 1; i < probabilities.Length; i++) if (probabilities[i] > probabilities[best]) best = i;
        return best;
    }

    internal override void Check(IReadOnlyList<string> segments) { }

    internal override JsonObject SaveJson() => new() { ["type"] = "arg-max" };
}
