using System.Text.Json;

namespace CustomerSegmentation.Tests;

/// <summary>A layer of the reference as a program: its inputs are tables, so that they have gradients too.</summary>
internal sealed class ReferenceLayer(string name, ReferenceGraph graph)
{
    private static readonly string[] ItemInputs = ["items"];
    private readonly JsonElement _layer = ReferenceGraph.Layers.GetProperty(name);
    private readonly List<(string Parameter, string Key, int From, int Rows, bool Turned)> _given = [];
    private readonly List<(string Parameter, double[][] Values)> _fixed = [];
    private readonly List<SparseMatrix> _matrices = [];

    public ProgramBuilder Builder { get; } = new();

    /// <summary>The matrix of each slot.</summary>
    public IReadOnlyList<SparseMatrix> Matrices => _matrices;

    /// <summary>A setting of the layer.</summary>
    public JsonElement Setting(string key) => _layer.GetProperty("settings").GetProperty(key);

    /// <summary>The relation of the layer.</summary>
    public string Relation => Setting("relation").GetString()!;

    /// <summary>An input, learned.</summary>
    public ProgramMatrix Input(string key)
    {
        int space = ItemInputs.Contains(key) ? 1 : 0;
        return Builder.Table(key, space, graph.Rows[space], Stored(key)[0].Length);
    }

    /// <summary>The slot of a relation's matrix.</summary>
    public int Slot(string relation, EdgeForm form)
    {
        _matrices.Add(graph.Matrix(relation, form));
        return _matrices.Count - 1;
    }

    /// <summary>Takes a parameter from the reference, or some of its rows, or turned.</summary>
    public void Given(string parameter, string key, int from = 0, int rows = 0, bool turned = false) => _given.Add((parameter, key, from, rows, turned));

    /// <summary>Gives a parameter that the reference does not have.</summary>
    public void Fixed(string parameter, double[][] values) => _fixed.Add((parameter, values));

    /// <summary>Sets parameters and inputs.</summary>
    public void Fill(ProgramCase program)
    {
        foreach (JsonProperty input in Tables) program.Set(input.Name, graph.Spread(ReferenceGraph.Read(input.Value), Space(input.Name)));
        foreach ((string parameter, string key, int from, int rows, bool turned) in _given) program.Set(parameter, Part(Stored(key), from, rows, turned));
        foreach ((string parameter, double[][] values) in _fixed) program.Set(parameter, values);
    }

    /// <summary>What the layer computes, for all copies.</summary>
    public double[][] Output => Spread(ReferenceGraph.Read(_layer.GetProperty("output")));

    /// <summary>The gradient of what it computes, for all copies.</summary>
    public double[][] Upstream => Spread(ReferenceGraph.Read(_layer.GetProperty("upstream")));

    /// <summary>The gradients of parameters and inputs, by the names of the program.</summary>
    public IEnumerable<(string Parameter, double[][] Gradient)> Gradients
    {
        get
        {
            JsonElement gradients = _layer.GetProperty("gradients");
            foreach (JsonProperty input in Tables)
                yield return (input.Name, graph.Spread(ReferenceGraph.Read(gradients.GetProperty(input.Name)), Space(input.Name)));
            foreach ((string parameter, string key, int from, int rows, bool turned) in _given)
                yield return (parameter, [.. Part(ReferenceGraph.Read(gradients.GetProperty(key)), from, rows, turned).Select(row => row.Select(value => value * graph.Copies).ToArray())]);
        }
    }

    // Inputs, and embeddings, which are parameters in the reference.
    private JsonProperty[] Tables =>
        [.. _layer.GetProperty("inputs").EnumerateObject(), .. name.StartsWith("lightgcn", StringComparison.Ordinal) ? _layer.GetProperty("parameters").EnumerateObject() : default];

    private static int Space(string input) => ItemInputs.Contains(input) ? 1 : 0;

    private double[][] Stored(string key) => ReferenceGraph.Read(_layer.GetProperty("parameters").TryGetProperty(key, out JsonElement found) ? found : _layer.GetProperty("inputs").GetProperty(key));

    // Rows of an output may be users, items, groups, or users and then items.
    private double[][] Spread(double[][] values)
    {
        int[] one = [.. graph.Rows.Select(rows => rows / graph.Copies)];
        return Array.IndexOf(one, values.Length) is >= 0 and int space ? graph.Spread(values, space)
            : [.. graph.Spread(values[..one[0]], 0), .. graph.Spread(values[one[0]..], 1)];
    }

    private static double[][] Part(double[][] values, int from, int rows, bool turned)
    {
        double[][] part = rows == 0 ? values : values[from..(from + rows)];
        return turned ? [.. part[0].Select((_, j) => part.Select(row => row[j]).ToArray())] : part;
    }
}
