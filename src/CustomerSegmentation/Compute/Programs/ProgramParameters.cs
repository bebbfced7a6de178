namespace CustomerSegmentation;

/// <summary>How a parameter starts.</summary>
internal enum ParameterStart
{
    Zero,
    One,

    /// <summary>Uniform in ±√(6 / (in + out)) (Glorot, Bengio 2010).</summary>
    Glorot,

    /// <summary>Normal with variance 2 / in (He et al. 2015).</summary>
    He,

    /// <summary>Uniform in ±1/√in.</summary>
    Uniform,

    /// <summary>Uniform in ±1/√out, as GCNII's code does.</summary>
    UniformOut,

    /// <summary>Normal with standard deviation 0.1.</summary>
    Small,
}

/// <summary>One parameter <c>[rows, columns]</c>, rows padded, at an offset of the flat parameters.</summary>
internal sealed class ProgramParameter(ProgramParameters all, string name, int place, int rows, int columns, ParameterStart start, float penalty, bool table, bool learned)
{
    /// <summary>Its name in the model file.</summary>
    public string Name => name;

    public int Rows => rows;

    public int Columns => columns;

    public int Padded => MatrixProduct.Padded(columns);

    public int Length => checked(rows * Padded);

    /// <summary>Its first float.</summary>
    public int Offset => table ? all.SharedLength + place : place;

    /// <summary>How it starts.</summary>
    public ParameterStart Start => start;

    /// <summary>How much of the penalties falls on it: 0 none, 1 all.</summary>
    public float Penalty => penalty;

    /// <summary>Whether it has a row for each row of a space, each of which has its own gradient; else all rows share it.</summary>
    public bool Table => table;

    /// <summary>Whether the optimiser moves it; running moments it leaves alone.</summary>
    public bool Learned => learned;
}

/// <summary>Where the parameters of a program lie, side by side in one flat run.</summary>
internal sealed class ProgramParameters
{
    private readonly List<ProgramParameter> _all = [];
    private int _tables;

    /// <summary>The parameters in their order.</summary>
    public IReadOnlyList<ProgramParameter> All => _all;

    /// <summary>The floats of all, padding included: first those that all rows share, then the tables.</summary>
    public int Length => checked(SharedLength + _tables);

    /// <summary>The floats of the parameters that all rows share.</summary>
    public int SharedLength { get; private set; }

    /// <summary>The number of parameters, padding left out.</summary>
    public int Count => _all.Sum(parameter => parameter.Rows * parameter.Columns);

    /// <summary>The parts for the optimiser.</summary>
    public ParameterSegment[] Segments => [.. _all.Where(parameter => parameter.Learned).Select(parameter => new ParameterSegment(parameter.Offset, parameter.Length, parameter.Penalty))];

    /// <summary>Adds a parameter <c>[rows, columns]</c> that starts at zero everywhere but where <see cref="Initialize"/> draws it.</summary>
    public ProgramParameter Add(string name, int rows, int columns, ParameterStart start, float penalty, bool table = false, bool learned = true)
    {
        ProgramParameter parameter = new(this, name, table ? _tables : SharedLength, rows, columns, start, penalty, table, learned);
        if (table) _tables = checked(_tables + parameter.Length);
        else SharedLength = checked(SharedLength + parameter.Length);
        _all.Add(parameter);
        return parameter;
    }

    /// <summary>Draws the starting values into the flat run.</summary>
    public void Initialize(Span<float> values, ulong seed)
    {
        values.Clear();
        for (int p = 0; p < _all.Count; p++)
        {
            ProgramParameter parameter = _all[p];
            RandomSource random = RandomSource.For(seed, "parameters", (ulong)p);
            double scale = parameter.Start switch
            {
                ParameterStart.Glorot => Math.Sqrt(6.0 / (parameter.Rows + parameter.Columns)),
                ParameterStart.He => Math.Sqrt(2.0 / parameter.Rows),
                ParameterStart.Uniform => 1 / Math.Sqrt(parameter.Rows),
                ParameterStart.UniformOut => 1 / Math.Sqrt(parameter.Columns),
                ParameterStart.Small => 0.1,
                _ => parameter.Start == ParameterStart.One ? 1 : 0,
            };
            for (int i = 0; i < parameter.Rows; i++)
                for (int j = 0; j < parameter.Columns; j++)
                    values[parameter.Offset + i * parameter.Padded + j] = (float)(scale * (parameter.Start switch
                    {
                        ParameterStart.Zero or ParameterStart.One => 1,
                        ParameterStart.He or ParameterStart.Small => random.NextNormal(),
                        _ => 2 * random.NextDouble() - 1,
                    }));
        }
    }
}
