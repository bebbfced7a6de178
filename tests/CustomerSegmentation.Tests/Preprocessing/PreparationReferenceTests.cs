using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The steps against scikit-learn and numpy: Reference/preparation.json.</summary>
public sealed class PreparationReferenceTests
{
    private static readonly JsonElement Reference = Load();

    public static TheoryData<string> NumberColumns => [.. Reference.GetProperty("numbers").EnumerateArray().Select(Name)];

    [Theory]
    [MemberData(nameof(NumberColumns))]
    public void Numbers_are_imputed_as_by_scikit_learn(string name)
    {
        JsonElement expected = Find("numbers", name);
        foreach ((ImputeStrategy strategy, string key) in new[] { (ImputeStrategy.Mean, "mean"), (ImputeStrategy.Median, "median"), (ImputeStrategy.MostFrequent, "most") })
        {
            IFittedTransformer fitted = new SimpleImputer { Strategy = strategy }.Fit([Column(expected)]);
            double filled = ((NumberColumn)fitted.Transform([Tables.Number(name, double.NaN)], new())[0]).Values[0];
            Close(expected.GetProperty(key).GetDouble(), filled);
        }
    }

    [Theory]
    [MemberData(nameof(NumberColumns))]
    public void Numbers_are_scaled_as_by_scikit_learn(string name)
    {
        JsonElement expected = Find("numbers", name);
        Close(expected.GetProperty("minmax"), new MinMaxScaler { Low = -2, High = 3 }, Column(expected));
        // Differences of numbers around 1e9 by a hundredth keep some seven digits, whoever subtracts.
        Close(expected.GetProperty("standard"), new StandardScaler(), Column(expected), name == "far" ? 1e-4 : 1e-12);
    }

    [Theory]
    [MemberData(nameof(NumberColumns))]
    public void Quantiles_and_clipping_are_those_of_numpy(string name)
    {
        JsonElement expected = Find("numbers", name);
        double[] sorted = [.. Numbers.Present(Column(expected)).Order()];
        foreach (JsonProperty quantile in expected.GetProperty("quantiles").EnumerateObject())
            Assert.Equal(quantile.Value.GetDouble(), Numbers.Quantile(sorted, double.Parse(quantile.Name, CultureInfo.InvariantCulture)));
        Close(expected.GetProperty("clipped"), new QuantileClipper { Lower = 0.1, Upper = 0.9 }, Column(expected), 0);
    }

    [Theory]
    [MemberData(nameof(NumberColumns))]
    public void Shapes_are_normalised_as_by_scikit_learn_but_for_the_ends(string name)
    {
        JsonElement expected = Find("numbers", name);
        double[] present = [.. Numbers.Present(Column(expected)).Order()];
        double[] values = ((NumberColumn)Tables.FitTransform(new QuantileNormalizer(), Column(expected))[0]).Values.ToArray();
        double end = NormalQuantile.At(0.999);
        int row = 0;
        foreach (JsonElement value in expected.GetProperty("normal").EnumerateArray())
        {
            double source = Column(expected).Values[row];
            if (value.ValueKind == JsonValueKind.Null) Assert.True(double.IsNaN(values[row]));
            else if (source > present[0] + 1e-7 && source < present[^1] - 1e-7) Close(Math.Clamp(value.GetDouble(), -end, end), values[row], 1e-9);
            else Assert.InRange(values[row], -end, end);
            row++;
        }
    }

    [Fact]
    public void The_normal_quantile_is_that_of_scipy()
    {
        foreach (JsonElement pair in Reference.GetProperty("normalQuantiles").EnumerateArray())
            Close(pair[1].GetDouble(), NormalQuantile.At(pair[0].GetDouble()), 1e-14);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (NormalQuantile.At(0), NormalQuantile.At(1)));
    }

    [Theory]
    [InlineData("plain", 1, null, UnseenLevels.AllZero)]
    [InlineData("rare", 2, null, UnseenLevels.Other)]
    [InlineData("most", 1, 3, UnseenLevels.Other)]
    public void Levels_are_encoded_as_by_scikit_learn(string name, int minCount, int? maxLevels, UnseenLevels unseen)
    {
        JsonElement expected = Find("oneHot", name);
        OneHotEncoder encoder = new() { MinCount = minCount, MaxLevels = maxLevels, Unseen = unseen };
        IFittedTransformer fitted = encoder.Fit([Levels(expected.GetProperty("train"))]);
        IReadOnlyList<Column> encoded = fitted.Transform([Levels(expected.GetProperty("score"))], new());
        double[][] rows = expected.GetProperty("encoded").Deserialize<double[][]>()!;
        for (int row = 0; row < rows.Length; row++)
            Assert.Equal(rows[row], encoded.Select(column => (double)((YesNoColumn)column).Values[row]));
    }

    private static void Close(JsonElement expected, ITransformer step, NumberColumn column, double relative = 1e-12)
    {
        ReadOnlySpan<double> values = ((NumberColumn)Tables.FitTransform(step, column)[0]).Values;
        int row = 0;
        foreach (JsonElement value in expected.EnumerateArray())
        {
            if (value.ValueKind == JsonValueKind.Null) Assert.True(double.IsNaN(values[row]));
            else Close(value.GetDouble(), values[row], relative);
            row++;
        }
    }

    private static void Close(double expected, double actual, double relative = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Max(1, Math.Abs(expected)), $"{expected:R} expected, {actual:R} computed");

    private static NumberColumn Column(JsonElement expected) => new(Name(expected),
        [.. expected.GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())]);

    private static CategoryColumn Levels(JsonElement texts) => CategoryColumn.FromTexts("C", [.. texts.EnumerateArray().Select(text => text.GetString())]);

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    private static JsonElement Find(string kind, string name) => Reference.GetProperty(kind).EnumerateArray().First(element => Name(element) == name);

    private static JsonElement Load()
    {
        using Stream stream = typeof(PreparationReferenceTests).Assembly.GetManifestResourceStream("Reference/preparation.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
