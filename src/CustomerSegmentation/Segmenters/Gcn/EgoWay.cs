namespace CustomerSegmentation;

/// <summary>The edges along one way in a part of a graph, written row by row.</summary>
internal sealed class EgoWay
{
    private readonly List<int> _starts = [0], _targets = [];
    private readonly List<float> _weights = [];

    /// <summary>Makes room for so many edges more.</summary>
    public void Expect(int edges)
    {
        _targets.EnsureCapacity(_targets.Count + edges);
        _weights.EnsureCapacity(_weights.Count + edges);
    }

    /// <summary>Adds an edge to the row being written.</summary>
    public void Add(int target, float weight)
    {
        _targets.Add(target);
        _weights.Add(weight);
    }

    /// <summary>Ends the row.</summary>
    public void End() => _starts.Add(_targets.Count);

    /// <summary>All of it; rows that were not written have no edges.</summary>
    public Adjacency Build(int rows, int columns)
    {
        int[] starts = new int[rows + 1];
        _starts.CopyTo(starts);
        Array.Fill(starts, _targets.Count, _starts.Count, starts.Length - _starts.Count);
        return new(rows, columns, starts, [.. _targets], [.. _weights]);
    }
}
