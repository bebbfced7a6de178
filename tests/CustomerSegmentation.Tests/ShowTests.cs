using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ShowTests
{
    [Fact]
    public void A_value_is_quoted_shortened_and_escaped()
    {
        Assert.Equal("\"a\\tb\\u0007\"", Show.Value("a\tb\a"));
        Assert.Equal("\"" + new string('x', 60) + "…\"", Show.Value(new string('x', 1000)));
        Assert.Equal("nothing", Show.Value(null));
        Assert.Equal("1.5", Show.Value(1.5));
    }

    [Fact]
    public void The_nearest_name_is_suggested_and_a_far_one_is_not()
    {
        Assert.Equal("; did you mean \"Age\"?", Show.DidYouMean("age", ["Gender", "Age"]));
        Assert.Equal("", Show.DidYouMean("Income", ["Gender", "Age"]));
    }
}
