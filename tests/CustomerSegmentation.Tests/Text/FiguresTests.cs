using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.123456, "0.1235")]
    [InlineData(-41.237, "-41.24")]
    [InlineData(999.96, "1000")]
    [InlineData(1234.56, "1235")]
    [InlineData(9999.96, "10000")]
    [InlineData(123456.7, "123457")]
    [InlineData(123456789012345d, "123456789012345")]
    [InlineData(1.5e300, "1.5E+300")]
    [InlineData(1e-9, "1E-09")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Numbers_are_short_and_whole_ones_in_full(double value, string expected) => Assert.Equal(expected, Figures.Short(value));

    [Fact]
    public void Shares_and_moments_are_shown_as_people_write_them()
    {
        Assert.Equal("71.3 %", Figures.Percent(0.7129));
        Assert.Equal("–", Figures.Percent(double.NaN));
        Assert.Equal("0.500", Figures.Fixed(0.5));
        Assert.Equal("2024-01-02", Figures.Moment(new DateTime(2024, 1, 2)));
        Assert.Equal("2024-01-02 03:04", Figures.Moment(new DateTime(2024, 1, 2, 3, 4, 5)));
        Assert.Equal("–", Figures.Moment(null));
    }
}
