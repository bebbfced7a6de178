using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class StudentQuantileTests
{
    // As printed in every table of Student's t.
    [Theory]
    [InlineData(0.95, 1, 12.7062)]
    [InlineData(0.95, 2, 4.3027)]
    [InlineData(0.95, 4, 2.7764)]
    [InlineData(0.95, 9, 2.2622)]
    [InlineData(0.95, 10, 2.2281)]
    [InlineData(0.99, 5, 4.0321)]
    [InlineData(0.5, 3, 0.7649)]
    [InlineData(0.95, 120, 1.9799)]
    public void The_quantiles_are_those_of_the_tables(double probability, int degrees, double expected) =>
        Assert.Equal(expected, StudentQuantile.TwoSided(probability, degrees), 4);
}
