namespace CustomerSegmentation;

/// <summary>
/// The memory of a run. In training every value is kept for the way back; otherwise a value's memory goes to the next one as soon as
/// its last reader has run, so that a deep network needs no more than a few layers. What lives within a stage has a block a shard.
/// </summary>
internal sealed unsafe class ProgramMemory : IDisposable
{
    private readonly GraphProgram _program;
    private readonly ProgramView _view;
    private readonly List<TensorBuffer> _owned = [];
    private readonly float*[] _values, _gradients, _states;
    private readonly bool[] _passingValue, _passingGradient;
    private readonly bool _measures;
    private long _length, _taken;

    /// <param name="program">The program.</param>
    /// <param name="view">What it is run over.</param>
    /// <param name="trains">Whether there is a way back.</param>
    /// <param name="shards">The most shards of a stage.</param>
    /// <param name="measures">Whether memory is counted only, not taken; of the view the rows are enough then.</param>
    public ProgramMemory(GraphProgram program, ProgramView view, bool trains, int shards, bool measures = false)
    {
        (_program, _view, _measures) = (program, view, measures);
        int count = program.Matrices.Length;
        (_values, _gradients, _states) = (new float*[count], new float*[count], new float*[program.Operations.Length]);
        (_passingValue, _passingGradient) = (new bool[count], new bool[count]);
        try
        {
            for (int i = 0; i < program.Inputs.Length && !measures; i++) _values[program.Inputs[i].Index] = view.Inputs[i].Pointer;
            foreach (ProgramMatrix matrix in program.Constant.Except(program.Inputs)) _values[matrix.Index] = Take(Size(matrix));
            if (trains) KeepAll();
            else KeepWhileRead(shards);
            foreach (ProgramOperation operation in program.Operations)
            {
                long rows = trains || !operation.StateForBackward ? (long)operation.StatePerRow * view.Rows[operation.Output.Space] : 0;
                _states[operation.Index] = Take(operation.StateLength + rows + (rows > 0 ? MatrixProduct.Lanes : 0)); // a whole vector may be loaded at the last row
            }
            if (trains) TakeGradients(shards);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => sizeof(float) * _length;

    public float* Value(ProgramMatrix matrix, int shard, int row)
    {
        int holder = matrix.ValueHolder.Index;
        return _values[holder] + (long)matrix.Padded * (_passingValue[holder] ? shard * ShardBounds.Block : row);
    }

    public float* Gradient(ProgramMatrix matrix, int shard, int row)
    {
        int holder = matrix.GradientHolder.Index;
        return _gradients[holder] + (long)matrix.Padded * (_passingGradient[holder] ? shard * ShardBounds.Block : row);
    }

    public float* State(ProgramOperation operation) => _states[operation.Index];

    public void Dispose()
    {
        foreach (TensorBuffer buffer in _owned) buffer.Dispose();
    }

    private long Size(ProgramMatrix matrix) => (long)_view.Rows[matrix.Space] * matrix.Padded;

    private float* Take(long length)
    {
        if (length == 0) return null;
        _length += length;
        if (_measures) return (float*)++_taken; // a name, never read
        TensorBuffer buffer = new(length);
        _owned.Add(buffer);
        return buffer.Pointer;
    }

    private void KeepAll()
    {
        foreach (ProgramMatrix holder in Holders()) _values[holder.Index] = Take(Size(holder));
    }

    private void KeepWhileRead(int shards)
    {
        Dictionary<ProgramMatrix, int> last = [];
        for (int stage = 0; stage < _program.Forward.Count; stage++)
            foreach (ProgramOperation operation in _program.Forward[stage].Operations)
                foreach (ProgramMatrix matrix in operation.Inputs.Append(operation.Output)) last[matrix.ValueHolder] = stage;
        foreach (ProgramMatrix output in _program.Outputs) last[output.ValueHolder] = int.MaxValue;
        Dictionary<long, Stack<nint>> free = [];
        List<(ProgramMatrix Matrix, int Until)> live = [];
        for (int stage = 0; stage < _program.Forward.Count; stage++)
        {
            foreach ((ProgramMatrix matrix, _) in live.Where(at => at.Until < stage))
                (free.TryGetValue(Size(matrix), out Stack<nint>? stack) ? stack : free[Size(matrix)] = new()).Push((nint)_values[matrix.Index]);
            live.RemoveAll(at => at.Until < stage);
            foreach (ProgramMatrix holder in _program.Forward[stage].Operations.Select(operation => operation.Output.ValueHolder))
            {
                if (_values[holder.Index] != null) continue;
                _passingValue[holder.Index] = _program.PassingValues.Contains(holder);
                if (_passingValue[holder.Index]) _values[holder.Index] = Take((long)shards * ShardBounds.Block * holder.Padded);
                else
                {
                    _values[holder.Index] = free.TryGetValue(Size(holder), out Stack<nint>? stack) && stack.Count > 0 ? (float*)stack.Pop() : Take(Size(holder));
                    live.Add((holder, last[holder]));
                }
            }
        }
    }

    private void TakeGradients(int shards)
    {
        foreach (ProgramMatrix holder in _program.Matrices.Where(matrix => matrix.NeedsGradient && matrix.GradientHolder == matrix))
        {
            _passingGradient[holder.Index] = _program.PassingGradients.Contains(holder);
            _gradients[holder.Index] = Take(_passingGradient[holder.Index] ? (long)shards * ShardBounds.Block * holder.Padded : Size(holder));
        }
    }

    private IEnumerable<ProgramMatrix> Holders() =>
        _program.Matrices.Where(matrix => matrix.ValueHolder == matrix && !_program.Constant.Contains(matrix));
}
