namespace CustomerSegmentation;

/// <summary>How the models do on customers with a certain number of neighbours, all relations together.</summary>
/// <param name="From">The fewest neighbours.</param>
/// <param name="To">The most neighbours.</param>
/// <param name="Customers">How many test customers have so many, over all folds.</param>
/// <param name="Accuracy">The accuracy of each model, in the order of <see cref="GraphWorthReport.Contenders"/>.</param>
/// <param name="Auc">The AUC of each, over all folds at once, so that it compares probabilities of different fits; NaN where a label is missing.</param>
public sealed record DegreeBand(int From, int To, int Customers, EquatableList<double> Accuracy, EquatableList<double> Auc)
{
    /// <summary>The band in words: <c>0</c>, <c>1</c>, <c>2–3</c>.</summary>
    public string Name => From == To ? Figures.Count(From) : $"{Figures.Count(From)}–{Figures.Count(To)}";

    /// <summary>The band a number of neighbours is in: 0, 1, then from each power of two to below the next.</summary>
    internal static int Of(int neighbours) => neighbours == 0 ? 0 : System.Numerics.BitOperations.Log2((uint)neighbours) + 1;

    internal static (int From, int To) Ends(int band) => band == 0 ? (0, 0) : (1 << (band - 1), (1 << band) - 1);
}
