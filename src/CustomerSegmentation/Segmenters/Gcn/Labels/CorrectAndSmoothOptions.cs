namespace CustomerSegmentation;

/// <summary>How <see cref="GcnSegmenterBuilder.UseCorrectAndSmooth"/> spreads errors and labels (Huang, He, Singh, Lim, Benson 2021, arXiv 2010.13993).</summary>
public sealed record CorrectAndSmoothOptions
{
    /// <summary>How much of the neighbours' errors comes in each step, α of the correction, from 0 to below 1; default 0.8.</summary>
    public double Correction { get; init; } = 0.8;

    /// <summary>How much of the neighbours' answers comes in each step, α of the smoothing, from 0 to below 1; default 0.8.</summary>
    public double Smoothing { get; init; } = 0.8;

    /// <summary>Steps of each of the two; default 50.</summary>
    public int Steps { get; init; } = 50;

    /// <summary>The factor of the spread errors; default null: each customer's are scaled to the mean size of the training customers' errors (autoscale).</summary>
    public double? Scale { get; init; }

    internal string Describe() => FormattableString.Invariant($"correction {Correction}, smoothing {Smoothing}, {Steps} steps, {(Scale is { } scale ? $"errors times {scale}" : "errors scaled by themselves")}");

    internal IEnumerable<string> Problems()
    {
        foreach ((string name, double value) in new[] { (nameof(Correction), Correction), (nameof(Smoothing), Smoothing) })
            if (value is not (>= 0 and < 1)) yield return FormattableString.Invariant($"CorrectAndSmoothOptions.{name} is {value}; give 0 to below 1.");
        if (Steps is < 1 or > 10_000) yield return $"CorrectAndSmoothOptions.Steps is {Steps}; give 1 to 10000.";
        if (Scale is { } scale && !(scale >= 0 && double.IsFinite(scale))) yield return FormattableString.Invariant($"CorrectAndSmoothOptions.Scale is {scale}; give 0 or more, or null to scale by the errors themselves.");
    }
}
