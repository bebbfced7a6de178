namespace CustomerSegmentation;

/// <summary>Gathers the operations of a program; each verb gives the matrix it computes.</summary>
internal sealed partial class ProgramBuilder
{
    private readonly List<ProgramMatrix> _matrices = [];
    private readonly List<ProgramOperation> _operations = [];
    private readonly HashSet<ProgramMatrix> _closed = [];

    public ProgramParameters Parameters { get; } = new();

    /// <summary>The inputs in the order of their slots.</summary>
    public List<ProgramMatrix> Inputs { get; } = [];

    /// <summary>The features of a space's rows; the view gives them.</summary>
    public ProgramMatrix Input(int space, int columns)
    {
        ProgramMatrix input = Matrix(space, columns);
        Inputs.Add(input);
        return input;
    }

    /// <summary>A new matrix, for an operation to compute.</summary>
    public ProgramMatrix Matrix(int space, int columns, ProgramMatrix? valuesOf = null, ProgramMatrix? gradientOf = null)
    {
        ProgramMatrix matrix = new ProgramMatrix(_matrices.Count, space, columns).InPlaceOf(valuesOf, gradientOf);
        _matrices.Add(matrix);
        return matrix;
    }

    /// <summary>Adds an operation; one in place closes its input for others.</summary>
    public ProgramMatrix Add(ProgramOperation operation)
    {
        foreach (ProgramMatrix input in operation.Inputs)
            if (_closed.Contains(input)) throw new InvalidOperationException($"Matrix {input.Index} was overwritten in place and is read again.");
        if (operation.SameWidth && operation.Inputs.Any(input => input.Columns != operation.Inputs[0].Columns))
            throw new InvalidOperationException($"{operation.GetType().Name} needs inputs of one width, but they have {string.Join(", ", operation.Inputs.Select(input => input.Columns))}.");
        operation.Index = _operations.Count;
        _operations.Add(operation);
        operation.Output.NeedsGradient = operation.HasParameters || operation.Inputs.Any(input => input.NeedsGradient);
        if (operation.Output.GradientHolder != operation.Output) _closed.Add(operation.Inputs[0]);
        return operation.Output;
    }

    /// <summary><c>scale · A·X + residualScale · R</c> for the sparse matrix of a slot; R has the rows of the result.</summary>
    public ProgramMatrix Propagate(int slot, int space, ProgramMatrix x, float scale = 1, ProgramMatrix? residual = null, float residualScale = 0, double edgeDropout = 0) =>
        residual is null || residual.Space == x.Space
            ? Add(new PropagateOperation(Matrix(space, x.Columns), slot, x, scale, residual, residualScale, edgeDropout))
            : Sum([Propagate(slot, space, x, scale, edgeDropout: edgeDropout), residual], [1, residualScale]);

    /// <summary><c>Σₖ Xₖ·Wₖ + b</c>.</summary>
    public ProgramMatrix Dense(string name, ProgramMatrix[] inputs, int columns, ParameterStart start = ParameterStart.Glorot, float penalty = 1, bool bias = true, float? mix = null)
    {
        ProgramParameter[] weights = [.. inputs.Select((input, k) => Parameters.Add(inputs.Length == 1 ? $"{name}.weight" : $"{name}.weight{k + 1}", input.Columns, columns, start, penalty))];
        ProgramParameter? added = bias ? Parameters.Add($"{name}.bias", 1, columns, ParameterStart.Zero, 0) : null;
        return Add(new DenseOperation(Matrix(inputs[0].Space, columns), inputs, weights, added, mix));
    }

    /// <summary><c>X + b</c>; X may be read by nobody else.</summary>
    public ProgramMatrix Bias(string name, ProgramMatrix x) =>
        Add(new BiasOperation(Matrix(x.Space, x.Columns, x, x), x, Parameters.Add(name, 1, x.Columns, ParameterStart.Zero, 0)));

    /// <summary><c>dropout(activation(X))</c>; X may be read by nobody else.</summary>
    public ProgramMatrix Activate(ProgramMatrix x, Activation activation, double dropout = 0) =>
        Add(new ActivateOperation(Matrix(x.Space, x.Columns, ActivateOperation.InPlace(activation) ? x : null, x), x, activation, dropout));

    /// <summary><c>dropout(X)</c>; X itself where nothing is left out.</summary>
    public ProgramMatrix Drop(ProgramMatrix x, double rate) => rate == 0 ? x : Add(new DropoutOperation(Matrix(x.Space, x.Columns), x, rate));

    /// <summary>Layer normalisation; X may be read by nobody else.</summary>
    public ProgramMatrix LayerNorm(string name, ProgramMatrix x) => Add(new LayerNormOperation(Matrix(x.Space, x.Columns, gradientOf: x), x,
        Parameters.Add($"{name}.weight", 1, x.Columns, ParameterStart.One, 0), Parameters.Add($"{name}.bias", 1, x.Columns, ParameterStart.Zero, 0)));

    /// <summary><c>Σₖ cₖ·Xₖ</c>.</summary>
    public ProgramMatrix Sum(ProgramMatrix[] inputs, float[]? factors = null) =>
        inputs.Length == 1 && factors is null ? inputs[0] : Add(new SumOperation(Matrix(inputs[0].Space, inputs[0].Columns), inputs, factors ?? [.. inputs.Select(_ => 1f)]));

    /// <summary>A learned row for each of the space's <paramref name="rows"/> rows.</summary>
    public ProgramMatrix Table(string name, int space, int rows, int columns, float penalty = 1) =>
        Add(new TableOperation(Matrix(space, columns), Parameters.Add(name, rows, columns, ParameterStart.Small, penalty, table: true)));

    /// <summary>The program that computes these outputs.</summary>
    public GraphProgram Build(params ProgramMatrix[] outputs) => new(this, [.. _matrices], [.. _operations], outputs);
}
