namespace CustomerSegmentation;

/// <summary>Whether a graph is worth it, with the figures behind the answer: immutable, safe to share between threads; it prints itself.</summary>
public sealed partial class GraphWorthReport
{
    internal const string OwnName = "MLP", FastName = "MLP on neighbour aggregates", NetworkName = "graph network", SharesName = "shares of the labels";

    internal GraphWorthReport(string label, GraphWorthOptions options, EquatableList<GraphContender> contenders, string chosen, EquatableList<GraphDifference> differences,
        EquatableList<GraphDifference> relations, EquatableList<DegreeBand> bands, int customers, IReadOnlyList<DataNote> notes) =>
        (Label, Options, Contenders, Chosen, Differences, Relations, Bands, Customers, Notes) = (label, options, contenders, chosen, differences, relations, bands, customers, notes);

    /// <summary>The label column.</summary>
    public string Label { get; }

    /// <summary>How it was compared.</summary>
    public GraphWorthOptions Options { get; }

    /// <summary>The perceptron without the graph (where customers have no columns: the shares of the labels), the one on neighbour aggregates, the graph network.</summary>
    public EquatableList<GraphContender> Contenders { get; }

    /// <summary>Which of the two graph models stands for the graph: the one with the higher AUC among those who watched.</summary>
    public string Chosen { get; }

    /// <summary>Each of the two graph models against the perceptron without the graph.</summary>
    public EquatableList<GraphDifference> Differences { get; }

    /// <summary>The chosen model against itself without one relation, for each; empty with one relation.</summary>
    public EquatableList<GraphDifference> Relations { get; }

    /// <summary>The models by the number of neighbours.</summary>
    public EquatableList<DegreeBand> Bands { get; }

    /// <summary>How many customers were tested, each once.</summary>
    public int Customers { get; }

    /// <summary>What was left out.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>Whether the chosen graph model is surely better than the perceptron in accuracy or AUC, and in neither surely worse.</summary>
    public bool Pays => Difference.Better;

    /// <summary>The answer in plain words.</summary>
    public string Verdict => GraphWorthWords.Verdict(this);

    internal GraphDifference Difference => Differences.First(difference => difference.Model == Chosen);
}
