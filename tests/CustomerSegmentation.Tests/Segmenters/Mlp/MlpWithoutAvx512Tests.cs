using System.Runtime.Intrinsics;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The gradient on a processor without AVX-512, where .NET makes two halves of each vector: in a process that is told so.</summary>
public sealed class MlpWithoutAvx512Tests
{
    [Fact]
    public void Gradients_and_products_are_right_there_too() =>
        Assert.Equal("done without AVX-512", ChildProcess.Run(typeof(MlpWithoutAvx512Tests), nameof(Job), ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0")));

    /// <summary>For the other process.</summary>
    public static string Job()
    {
        Assert.False(Vector512.IsHardwareAccelerated);
        foreach (var row in MlpGradientTests.Networks.Where((_, index) => index % 7 == 0)) // every activation, norm and loss once at least
        {
            var (activation, normalization, loss, outputs, dropout, size) = row.Data;
            new MlpGradientTests().The_gradient_equals_finite_differences_of_the_plain_formulas_in_double_precision(activation, normalization, loss, outputs, dropout, size);
        }
        new MatrixProductTests().It_equals_the_plain_product_for_any_sizes_strides_and_starts();
        new MlpGradientTests().A_row_alone_gets_the_bits_it_gets_in_a_batch();
        new CounterRandomTests().A_lane_is_the_scalar_definition_wherever_it_is_drawn();
        return "done without AVX-512";
    }
}
