namespace CustomerSegmentation;

/// <summary>What an evaluation over a graph found, run by run: immutable, safe to share between threads.</summary>
public sealed partial class GraphEvaluationReport
{
    internal GraphEvaluationReport(GcnPlan plan, GraphEvaluationOptions options, IReadOnlyList<GraphRun> runs, IReadOnlyList<DataNote> notes)
    {
        (Plan, Options, Runs, Notes) = (plan, options, runs, notes);
        Accuracy = MetricSpread.Of(runs.Select(run => run.Graph.Accuracy.Value));
        Auc = MetricSpread.Of(runs.Select(run => run.Graph.Auc.Value));
        MlpAccuracy = MetricSpread.Of(runs.Select(run => run.Mlp?.Accuracy.Value ?? double.NaN));
        MlpAuc = MetricSpread.Of(runs.Select(run => run.Mlp?.Auc.Value ?? double.NaN));
    }

    /// <summary>The plan that was evaluated.</summary>
    public GcnPlan Plan { get; }

    /// <summary>How it was evaluated.</summary>
    public GraphEvaluationOptions Options { get; }

    /// <summary>The runs in order.</summary>
    public IReadOnlyList<GraphRun> Runs { get; }

    /// <summary>Whether the models had seen nothing of the test customers, not even their edges; else the runs were transductive: features and edges seen, labels not.</summary>
    public bool Inductive => Runs.All(run => run.Split.Inductive);

    /// <summary>The share of the test part put into the right segment, over the runs.</summary>
    public MetricSpread Accuracy { get; }

    /// <summary>ROC AUC on the test part, over the runs: two labels: of the second; more: the mean of each against the rest.</summary>
    public MetricSpread Auc { get; }

    /// <summary>The accuracy of the multilayer perceptron on the same test parts; NaN where there was none.</summary>
    public MetricSpread MlpAccuracy { get; }

    /// <summary>The AUC of the multilayer perceptron on the same test parts; NaN where there was none.</summary>
    public MetricSpread MlpAuc { get; }

    /// <summary>What was left out, counted over all runs, and what the first run's fit noted.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>
    /// One line in the invariant culture, <c>±</c> being the sample standard deviation over the runs and <c>nan</c> what is not defined:
    /// <c>seeds=10 accuracy=0.821±0.006 auc=0.965±0.002 mlp_accuracy=0.571 mlp_auc=0.861</c>.
    /// </summary>
    public string Summary =>
        $"seeds={Figures.Count(Runs.Count)} accuracy={Number(Accuracy.Mean)}±{Number(Accuracy.StandardDeviation)} auc={Number(Auc.Mean)}±{Number(Auc.StandardDeviation)} "
        + $"mlp_accuracy={Number(MlpAccuracy.Mean)} mlp_auc={Number(MlpAuc.Mean)}";

    /// <summary>What was done, a table of the runs and the notes; no line wider than 100 columns.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = [string.Join('\n', CellText.Wrap(Headline, TextTable.MaxWidth)), RunTable().ToString()];
        return string.Join("\n\n", Notes.Count == 0 ? parts : parts.Append(string.Join('\n', NoteLines.Of(Notes))));
    }

    /// <summary>The same as GitHub Markdown.</summary>
    public string ToMarkdown()
    {
        IEnumerable<string> parts = [TextTable.Markdown(Headline), RunTable().ToMarkdown()];
        return string.Join("\n\n", Notes.Count == 0 ? parts : parts.Append(string.Join('\n', Notes.Select(note => "- " + TextTable.Markdown(CellText.Clean(note.ToString()))))));
    }

    internal string Headline => CellText.Clean(
        $"{Show.Count(Runs.Count, "run")}, label {Show.Value(Plan.Label)}, {(Plan.Preset is { } preset ? $"preset {preset}" : "a network given")}"
        + $"{(Plan.Preset is null or GraphPreset.Published ? $" ({Plan.Network.Layer})" : "")}, {Splits}; "
        + (Inductive ? "inductive: nothing of the test customers was seen in training"
            : Runs.Any(run => run.Split.Inductive) ? "some splits inductive, the others transductive"
            : "transductive: features and edges of the test customers were seen in training, their labels were not"));

    internal TextTable RunTable()
    {
        TextTable table = new TextTable().Right("run").Right("seed").Right("train/validate/test").Right("accuracy").Right("AUC").Right("MLP accuracy").Right("MLP AUC").Wrapped("made of");
        foreach (GraphRun run in Runs)
            table.Row(Figures.Count(run.Number), run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"{Figures.Count(run.Split.Train.Length)}/{Figures.Count(run.Split.Validation.Length)}/{Figures.Count(run.Graph.RowCount)}", Figures.Fixed(run.Graph.Accuracy.Value), Figures.Fixed(run.Graph.Auc.Value),
                Figures.Fixed(run.Mlp?.Accuracy.Value ?? double.NaN), Figures.Fixed(run.Mlp?.Auc.Value ?? double.NaN),
                string.Join(", ", run.Candidates.Where(candidate => candidate.Weight > 0).Select(candidate => run.Candidates.Count == 1 ? candidate.Name : FormattableString.Invariant($"{candidate.Name} {candidate.Weight:0.##}"))));
        return table.Row("mean", "", "", Accuracy.ToString(), Auc.ToString(), Figures.Fixed(MlpAccuracy.Mean), Figures.Fixed(MlpAuc.Mean), "");
    }

    private string Splits => Options.Splits.Count switch
    {
        0 => $"a split drawn for each run, by {Options.Drawn.By.ToString().ToLowerInvariant()}",
        1 => "one split, each run with its own seed",
        _ => "one split each",
    };

    private static string Number(double value) => double.IsNaN(value) ? "nan" : value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
