using System.Diagnostics;
using System.Globalization;

namespace CustomerSegmentation.Benchmarks;

/// <summary>
/// What graphs of growing size cost, from texts to a trained model: <c>graph-sizes 1 4 16</c> takes those million edges and a twentieth as
/// many customers, 64 → 64 → 8, and prints a line each. Peak memory is the process's so far, so give sizes in rising order.
/// </summary>
internal static class GraphSizes
{
    private const int Inputs = 64, Labels = 8, Epochs = 8, EdgesPerCustomer = 20;

    public static int Run(string[] millions)
    {
        Console.WriteLine($"{"customers",11} {"edges",11} {"graph s",8} {"fit s",7} {"ms/epoch",9} {"ns/edge",8} {"peak GiB",9}");
        foreach (string text in millions.Length == 0 ? ["1", "4", "16"] : millions) Run((int)(1_000_000 * double.Parse(text, CultureInfo.InvariantCulture)));
        return 0;
    }

    private static void Run(int edges)
    {
        int users = edges / EdgesPerCustomer;
        long start = Stopwatch.GetTimestamp();
        CustomerGraph graph = RandomCustomers.Graph(new(users, edges), Inputs, Labels);
        double built = Stopwatch.GetElapsedTime(start).TotalSeconds;
        GcnSegmenter segmenter = new GcnSegmenterBuilder().UseLabel(RandomCustomers.Label).AddNumeric(RandomCustomers.Features(Inputs), column => column.Standardize())
            .UseNetwork(new()).UseTraining(new() { Epochs = Epochs, ValidationShare = 0 }).Build();
        Laps laps = new();
        start = Stopwatch.GetTimestamp();
        using GcnModel model = segmenter.Fit(graph, laps);
        double fitted = Stopwatch.GetElapsedTime(start).TotalSeconds, epoch = laps.Median;
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{users,11:N0} {edges,11:N0} {built,8:F1} {fitted,7:F1} {epoch,9:F1} {1e6 * epoch / edges,8:F1} {process.PeakWorkingSet64 / (double)(1 << 30),9:F2}"));
    }

    // The time between two reports is an epoch.
    private sealed class Laps : IProgress<TrainingProgress>
    {
        private readonly List<double> _times = [];
        private long _last;

        public double Median => _times.Order().ElementAt(_times.Count / 2);

        public void Report(TrainingProgress value)
        {
            long now = Stopwatch.GetTimestamp();
            if (_last != 0) _times.Add(Stopwatch.GetElapsedTime(_last, now).TotalMilliseconds);
            _last = now;
        }
    }
}
