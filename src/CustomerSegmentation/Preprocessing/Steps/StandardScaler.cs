using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Standardises numbers: z = (x − mean) / standard deviation, learned from the present training values (the deviation with n, not
/// n − 1, below the root), as scikit-learn's <c>StandardScaler</c>. A column that is constant in training is not divided: it becomes x − mean.
/// </summary>
/// <remarks>Missing values stay missing. A column that is all missing in training is an error.</remarks>
public sealed record StandardScaler : ITransformer
{
    internal const string Type = "standard-scaler";
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => "standardise to mean 0 and standard deviation 1";

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns) => FittedByColumn.Fit(this, columns, FitColumn);

    /// <inheritdoc/>
    public JsonObject SaveSettings() => [];

    private static FittedStandardColumn FitColumn(Column column)
    {
        double[] present = Numbers.PresentOrThrow((NumberColumn)column, "standardisation");
        double mean = Numbers.Finite(Sums.Mean(present), column, "mean");
        double variance = Numbers.Finite(Sums.Variance(present, mean), column, "variance");
        // Constant but for rounding, by the bound scikit-learn uses.
        double rounding = present.Length * mean * MachineEpsilon;
        bool constant = variance <= present.Length * MachineEpsilon * variance + rounding * rounding;
        return new(column.Name, mean, constant ? 1 : Math.Sqrt(variance), constant);
    }
}
