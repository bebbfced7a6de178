namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>
    /// Splits the customers into a training, a validation and a test part: by customer, by connected component or by time. Who goes where depends on the keys,
    /// the values, the edges and the seed, not on the order of the rows.
    /// </summary>
    /// <param name="options">Null for the defaults: by customer, 50 % train, 25 % validate, 25 % test.</param>
    /// <exception cref="SegmentationException">The graph cannot be split so; the message says why.</exception>
    public GraphSplit Split(GraphSplitOptions? options = null) => GraphSplitPlan.Make(this, options ?? new());
}
