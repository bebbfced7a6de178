using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The ascending training quantiles of one column.</summary>
internal sealed class FittedNormalizerColumn(string name, double[] knots) : FittedColumn(name, ColumnKind.Number)
{
    private const double LeastShare = 0.001;

    private readonly string[] _outputNames = [name];

    public override IReadOnlyList<string> OutputNames => _outputNames;

    public override string Describe() => $"spread {Figures.Short(knots[0])} … {Figures.Short(knots[^1])} to a normal shape";

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        ReadOnlySpan<double> values = ((NumberColumn)column).Values;
        double[] normal = new double[values.Length];
        for (int row = 0; row < normal.Length; row++)
            normal[row] = double.IsNaN(values[row]) ? double.NaN : NormalQuantile.At(Math.Clamp(Share(values[row]), LeastShare, 1 - LeastShare));
        outputs.Add(new NumberColumn(Name, normal));
    }

    public override void Save(JsonObject state) => state["knots"] = PlanJson.Array(knots, knot => JsonValue.Create(knot));

    public static FittedNormalizerColumn Read(SettingsReader state)
    {
        double[] knots = state.Numbers("knots");
        bool ascending = knots.Length > 0 && double.IsFinite(knots[^1] - knots[0]);
        for (int i = 1; i < knots.Length; i++) ascending &= knots[i] >= knots[i - 1];
        return ascending ? new(state.Name("name"), knots) : throw state.Bad("knots", "ascending numbers", state.Node["knots"]);
    }

    /// <summary>The share of the training values below a value, the equal ones counted half.</summary>
    private double Share(double value)
    {
        int below = Below(value), notAbove = below - 1;
        while (notAbove + 1 < knots.Length && knots[notAbove + 1] == value) notAbove++;
        if (knots.Length == 1) return below <= notAbove ? 0.5 : below;
        double place = below <= notAbove ? (below + notAbove) / 2.0
            : below == 0 ? 0
            : below == knots.Length ? knots.Length - 1
            : notAbove + (value - knots[notAbove]) / (knots[below] - knots[notAbove]);
        return place / (knots.Length - 1);
    }

    /// <summary>How many knots are below a value: halving without a branch, which would be guessed wrong every second time.</summary>
    private int Below(double value)
    {
        int first = 0;
        for (int left = knots.Length; left > 1;)
        {
            int half = left / 2;
            first += half & -Unsafe.BitCast<bool, byte>(knots[first + half - 1] < value);
            left -= half;
        }
        return first + Unsafe.BitCast<bool, byte>(knots[first] < value);
    }
}
