namespace CustomerSegmentation;

/// <summary>What one model said of the test customers of every fold, held so that any draw of customers can be judged.</summary>
internal sealed class FoldAnswers(string name)
{
    private readonly List<EvaluationData> _data = [];
    private readonly List<RankedScores[]> _ranked = [];

    public string Name => name;

    public List<FoldPredictions> Predictions { get; } = [];

    public List<ClassificationReport> Reports { get; } = [];

    public List<double> Validation { get; } = [];

    public int Folds => _data.Count;

    /// <summary>Test customers of a fold.</summary>
    public int Count(int fold) => _data[fold].Count;

    /// <summary>Adds a fold; the order of the labels must be the same in all.</summary>
    public void Add(IReadOnlyList<string> labels, FoldPredictions answers, ClassificationReport report, double validation)
    {
        EvaluationData data = EvaluationData.Check(labels, answers.Truth, answers.Predicted, [.. answers.Probabilities.Select(probability => (double)probability)], [], 1e-6);
        _data.Add(data);
        _ranked.Add([.. Enumerable.Range(0, labels.Count).Skip(labels.Count == 2 ? 1 : 0).Select(label => new RankedScores(data, label))]);
        Predictions.Add(answers);
        Reports.Add(report);
        Validation.Add(validation);
    }

    /// <summary>Accuracy and AUC of a fold where each customer counts as often as the weights say.</summary>
    public (double Accuracy, double Auc) Judge(int fold, ReadOnlySpan<double> weights)
    {
        EvaluationData data = _data[fold];
        double right = 0, all = 0, sum = 0;
        int defined = 0;
        for (int i = 0; i < data.Count; i++)
        {
            all += weights[i];
            if (data.Truth[i] == data.Predicted[i]) right += weights[i];
        }
        foreach (RankedScores ranked in _ranked[fold])
        {
            double auc = ranked.Auc(weights);
            if (double.IsNaN(auc)) continue;
            sum += auc;
            defined++;
        }
        return (right / all, defined == 0 ? double.NaN : sum / defined);
    }
}
