using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GraphFoldsTests
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(300);

    [Fact]
    public void Every_customer_is_tested_once_and_in_one_part_of_each_fold()
    {
        IReadOnlyList<GraphSplit> folds = Shop.Folds(new() { StratifyBy = "Segment", ValidationShare = 0.25 });
        Assert.Equal(5, folds.Count);
        Assert.Equal(Enumerable.Range(0, 300), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(folds, fold =>
        {
            Assert.Equal(Enumerable.Range(0, 300), fold.Train.Concat(fold.Validation).Concat(fold.Test).Order());
            Assert.InRange(fold.Validation.Length, 55, 65);
            Assert.False(fold.Inductive);
        });
        Assert.Equal(folds[0].Test, Shop.Folds(new() { StratifyBy = "Segment" })[0].Test);
        Assert.NotEqual(folds[0].Test, Shop.Folds(new() { StratifyBy = "Segment", Seed = 2 })[0].Test);
    }

    [Fact]
    public void Customers_without_a_label_are_in_no_part()
    {
        string?[] labels = Shop.Customers["Segment"].Texts();
        for (int row = 0; row < 300; row += 3) labels[row] = null;
        CustomerGraph graph = Shop.WithCustomers(Shop.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        IReadOnlyList<GraphSplit> folds = graph.Folds(new() { StratifyBy = "Segment", Folds = 2, ValidationShare = 0 });
        Assert.Equal(Enumerable.Range(0, 300).Where(row => row % 3 > 0), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(folds, fold => Assert.All(fold.Train.Concat(fold.Test), row => Assert.NotEqual(0, row % 3)));
        Assert.All(folds, fold => Assert.Empty(fold.Validation));
    }

    [Fact]
    public void Fewer_than_two_folds_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Shop.Folds(new() { Folds = 1 }));
}
