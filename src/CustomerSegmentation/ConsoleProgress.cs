using System.Globalization;

namespace CustomerSegmentation;

/// <summary>
/// Shows progress of fits, cross-validations and evaluations over graphs: a bar that moves on a terminal, a few plain lines where output is redirected.
/// </summary>
/// <remarks>Disposing ends the bar's line. One at a time; reports may come from any thread.</remarks>
public sealed class ConsoleProgress : IProgress<TrainingProgress>, IProgress<CrossValidationProgress>, IProgress<GraphEvaluationProgress>, IDisposable
{
    private const int Width = 24;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private readonly TextWriter _writer;
    private readonly bool _bar;
    private readonly Lock _lock = new();
    private DateTime _drawn;
    private readonly int _columns = 99;
    private int _length, _quarter;

    /// <summary>Progress on the standard error stream, so that results on standard output stay clean.</summary>
    public ConsoleProgress() : this(Console.Error, !Console.IsErrorRedirected)
    {
        if (!_bar) return;
        try
        {
            if (Console.WindowWidth > 1) _columns = Console.WindowWidth - 1;
        }
        catch (IOException)
        {
            // A terminal that does not tell its width keeps 99 columns.
        }
    }

    /// <summary>Progress on another writer, which stays the caller's.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="bar">Whether it is a terminal on which a line can be drawn again.</param>
    public ConsoleProgress(TextWriter writer, bool bar)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (_writer, _bar) = (writer, bar);
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock) Show("", value);
    }

    /// <inheritdoc/>
    public void Report(CrossValidationProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            string fold = string.Create(CultureInfo.InvariantCulture, $"fold {value.Fold}/{value.Folds}");
            if (value.Report is { } report)
                Line(string.Create(CultureInfo.InvariantCulture, $"{fold}: accuracy {report.Accuracy.Value:0.000}, AUC {(double.IsNaN(report.Auc.Value) ? "undefined" : string.Create(CultureInfo.InvariantCulture, $"{report.Auc.Value:0.000}"))}, log loss {report.LogLoss.Value:0.000}"));
            else if (value.Training is { } training && _bar) Show(fold + " ", training);
        }
    }

    /// <inheritdoc/>
    public void Report(GraphEvaluationProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            string run = string.Create(CultureInfo.InvariantCulture, $"run {value.Run}/{value.Runs}, {value.What}");
            if (value.Report is { } report) Line($"{run}: accuracy {MetricValue.Format(report.Accuracy.Value)}, AUC {MetricValue.Format(report.Auc.Value)}");
            else if (value.Training is { } training && _bar) Show(run + " ", training);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_length > 0) _writer.WriteLine();
            _length = 0;
        }
    }

    private void Show(string prefix, TrainingProgress value)
    {
        bool last = value.Remaining == TimeSpan.Zero;
        string losses = string.Create(CultureInfo.InvariantCulture,
            $"epoch {value.Epoch}/{value.Epochs}, loss {value.TrainingLoss:0.0000}{(double.IsNaN(value.ValidationLoss) ? "" : string.Create(CultureInfo.InvariantCulture, $", validation {value.ValidationLoss:0.0000} (best {value.BestEpoch})"))}, {value.RowsPerSecond:#,0} rows/s");
        if (_bar)
        {
            if (!last && DateTime.UtcNow - _drawn < Redraw) return;
            _drawn = DateTime.UtcNow;
            int done = Width * value.Epoch / value.Epochs;
            Draw(string.Create(CultureInfo.InvariantCulture,
                $"{prefix}[{new string('#', done)}{new string('.', Width - done)}] {losses}{(last ? ", done" : $", {value.Remaining.TotalSeconds:0} s left at most")}"));
            return;
        }
        if (value.Epoch == 1) _quarter = 0;
        int quarter = 4 * value.Epoch / value.Epochs;
        if (value.Epoch != 1 && !last && quarter <= _quarter) return;
        _quarter = quarter;
        _writer.WriteLine(prefix + losses);
    }

    private void Draw(string text)
    {
        // A line that wraps cannot be drawn again.
        if (text.Length > _columns) text = text[.._columns];
        _writer.Write('\r' + text.PadRight(_length));
        _length = text.Length;
    }

    private void Line(string text)
    {
        if (_bar) Draw(text);
        else _writer.Write(text);
        _writer.WriteLine();
        _length = 0;
    }
}
