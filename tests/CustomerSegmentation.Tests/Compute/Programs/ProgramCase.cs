namespace CustomerSegmentation.Tests;

/// <summary>A program in training over given sparse matrices, its parameters and gradients by name.</summary>
internal sealed unsafe class ProgramCase : IDisposable
{
    private readonly ProgramMatrix[] _outputs;
    private readonly TensorBuffer _parameters;
    private readonly WorkerTeam _team;

    /// <param name="builder">The builder, all operations added.</param>
    /// <param name="outputs">What it computes.</param>
    /// <param name="rows">The rows of each space.</param>
    /// <param name="matrices">The matrix of each slot.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    public ProgramCase(ProgramBuilder builder, ProgramMatrix[] outputs, int[] rows, IEnumerable<SparseMatrix> matrices, int threads = 1, bool trains = true)
    {
        _outputs = outputs;
        _parameters = new(builder.Parameters.Length);
        builder.Parameters.Initialize(_parameters.Span, 3);
        _team = new(threads);
        Run = new(builder.Build(outputs), new() { Rows = rows, Matrices = [.. matrices], Inputs = [], TableRows = new int[]?[rows.Length] }, _parameters.Pointer, trains, _team, 11);
    }

    public ProgramRun Run { get; }

    public Span<float> Parameters => _parameters.Span;

    public IReadOnlyList<ProgramParameter> All => Run.Program.Parameters.All;

    public void Set(string name, double[][] values)
    {
        ProgramParameter parameter = Named(name);
        if (values.Length != parameter.Rows || values[0].Length != parameter.Columns)
            throw new ArgumentException($"{name} is [{parameter.Rows}, {parameter.Columns}], given [{values.Length}, {values[0].Length}]");
        for (int i = 0; i < values.Length; i++)
            for (int j = 0; j < values[i].Length; j++) Parameters[parameter.Offset + i * parameter.Padded + j] = (float)values[i][j];
    }

    /// <summary>The outputs one under the other.</summary>
    public double[][] Forward(bool training = true, long step = 0)
    {
        Run.Forward(training, step);
        return [.. _outputs.SelectMany(output => Rows(Run.Values(output), Run.Rows(output.Space), output.Columns, output.Padded))];
    }

    /// <summary>The way back from the gradients of the outputs, one under the other.</summary>
    public void Backward(double[][] gradients)
    {
        int next = 0;
        foreach (ProgramMatrix output in _outputs)
            for (int row = 0; row < Run.Rows(output.Space); row++, next++)
                for (int j = 0; j < output.Padded; j++) Run.GradientsOf(output)[(long)row * output.Padded + j] = j < output.Columns ? (float)gradients[next][j] : 0;
        Run.Backward();
    }

    public double[][] Gradient(string name)
    {
        ProgramParameter parameter = Named(name);
        return Rows(Run.Gradients + parameter.Offset, parameter.Rows, parameter.Columns, parameter.Padded);
    }

    /// <summary>All gradients, padding included.</summary>
    public float[] Gradients => new Span<float>(Run.Gradients, Run.Program.Parameters.Length).ToArray();

    public void Dispose()
    {
        Run.Dispose();
        _team.Dispose();
        _parameters.Dispose();
    }

    private ProgramParameter Named(string name) =>
        All.FirstOrDefault(parameter => parameter.Name == name) ?? throw new ArgumentException($"no {name} among {string.Join(", ", All.Select(parameter => parameter.Name))}");

    private static double[][] Rows(float* values, int rows, int columns, int padded)
    {
        double[][] result = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            result[i] = new double[columns];
            for (int j = 0; j < columns; j++) result[i][j] = values[(long)i * padded + j];
        }
        return result;
    }
}
