namespace CustomerSegmentation;

/// <summary>One run of an evaluation over a graph: one split, one seed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Seed">The seed of the models, and of the split where it was drawn.</param>
/// <param name="Split">Who trained, watched and was tested.</param>
/// <param name="Graph">How the graph model did on the test part.</param>
/// <param name="Mlp">How the multilayer perceptron on the customers' own columns did on the same; null where there are no such columns or none was asked for.</param>
/// <param name="Candidates">What the graph model is made of, the heaviest first.</param>
public sealed record GraphRun(int Number, ulong Seed, GraphSplit Split, ClassificationReport Graph, ClassificationReport? Mlp, EquatableList<GraphCandidate> Candidates);
