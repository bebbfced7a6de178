namespace CustomerSegmentation;

/// <summary>
/// The memory of a run, all of it in one buffer. In training every value is kept for the way back; otherwise a value's memory goes to the
/// next one as soon as its last reader has run, so that a deep network needs no more than a few layers. What lives within a stage has a
/// block a shard; where only the first rows matter, the others have no memory.
/// </summary>
internal sealed unsafe class ProgramMemory : IDisposable
{
    private const long Nothing = -1;

    private readonly GraphProgram _program;
    private readonly ProgramView _view;
    private readonly TensorBuffer? _buffer;
    private readonly float*[] _values, _gradients, _states;
    private readonly bool[] _passingValue, _passingGradient;
    private readonly int[] _rows;
    private long _taken;

    /// <param name="program">The program.</param>
    /// <param name="view">What it is run over.</param>
    /// <param name="trains">Whether there is a way back.</param>
    /// <param name="shards">The most shards of a stage.</param>
    /// <param name="measures">Whether memory is counted only, not taken; of the view the rows are enough then.</param>
    public ProgramMemory(GraphProgram program, ProgramView view, bool trains, int shards, bool measures = false)
    {
        (_program, _view) = (program, view);
        int count = program.Matrices.Length;
        (_passingValue, _passingGradient, _rows) = (new bool[count], new bool[count], Rows(trains));
        long[] values = Places(count), gradients = Places(count), states = Places(program.Operations.Length);
        foreach (ProgramMatrix matrix in program.Constant)
            if (!program.Inputs.Contains(matrix)) values[matrix.Index] = Take(Size(matrix));
        if (trains) KeepAll(values);
        else KeepWhileRead(values, shards);
        foreach (ProgramOperation operation in program.Operations)
        {
            long rows = trains || !operation.StateForBackward ? (long)operation.StatePerRow * _rows[operation.Output.ValueHolder.Index] : 0;
            states[operation.Index] = Take(operation.StateLength + rows + (rows > 0 ? MatrixProduct.Lanes : 0)); // a whole vector may be loaded at the last row
        }
        if (trains) TakeGradients(gradients, shards);
        _buffer = measures ? null : new(_taken);
        (_values, _gradients, _states) = (Pointers(values), Pointers(gradients), Pointers(states));
        if (measures) return;
        for (int i = 0; i < program.Inputs.Length; i++) _values[program.Inputs[i].Index] = view.Inputs[i].Pointer;
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => sizeof(float) * _taken;

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

    public void Dispose() => _buffer?.Dispose();

    private static long[] Places(int count)
    {
        long[] places = new long[count];
        Array.Fill(places, Nothing);
        return places;
    }

    private float*[] Pointers(long[] places)
    {
        float*[] pointers = new float*[places.Length];
        for (int i = 0; i < places.Length; i++) pointers[i] = places[i] == Nothing || _buffer is null ? null : _buffer.Pointer + places[i];
        return pointers;
    }

    // The rows of each holder of values that are ever computed; on the way back all are looked at.
    private int[] Rows(bool trains)
    {
        int[] rows = new int[_program.Matrices.Length];
        foreach (IReadOnlyList<ProgramStage> stages in (ReadOnlySpan<IReadOnlyList<ProgramStage>>)[_program.Once, _program.Forward])
            foreach (ProgramStage stage in stages)
                foreach (ProgramOperation operation in stage.Operations)
                {
                    ref int most = ref rows[operation.Output.ValueHolder.Index];
                    most = Math.Max(most, trains ? _view.Rows[stage.Space] : _view.RowsOf(stage));
                }
        return rows;
    }

    private long Size(ProgramMatrix matrix) => (long)_rows[matrix.Index] * matrix.Padded;

    private long Take(long length)
    {
        if (length == 0) return Nothing;
        long place = _taken;
        _taken += (length + MatrixProduct.Lanes - 1) / MatrixProduct.Lanes * MatrixProduct.Lanes;
        return place;
    }

    private void KeepAll(long[] values)
    {
        foreach (ProgramMatrix matrix in _program.Matrices)
            if (matrix.ValueHolder == matrix && !_program.Constant.Contains(matrix)) values[matrix.Index] = Take(Size(matrix));
    }

    private void KeepWhileRead(long[] values, int shards)
    {
        int[] last = new int[values.Length];
        for (int stage = 0; stage < _program.Forward.Count; stage++)
            foreach (ProgramOperation operation in _program.Forward[stage].Operations)
            {
                foreach (ProgramMatrix matrix in operation.Inputs) last[matrix.ValueHolder.Index] = stage;
                last[operation.Output.ValueHolder.Index] = stage;
            }
        foreach (ProgramMatrix output in _program.Outputs) last[output.ValueHolder.Index] = int.MaxValue;
        List<(long Size, long Place)> free = [];
        List<ProgramMatrix> live = [];
        for (int stage = 0; stage < _program.Forward.Count; stage++)
        {
            foreach (ProgramMatrix matrix in live)
                if (last[matrix.Index] < stage) free.Add((Size(matrix), values[matrix.Index]));
            live.RemoveAll(matrix => last[matrix.Index] < stage);
            foreach (ProgramOperation operation in _program.Forward[stage].Operations)
            {
                ProgramMatrix holder = operation.Output.ValueHolder;
                if (values[holder.Index] != Nothing) continue;
                _passingValue[holder.Index] = _program.PassingValues.Contains(holder);
                if (_passingValue[holder.Index]) values[holder.Index] = Take((long)shards * ShardBounds.Block * holder.Padded);
                else
                {
                    values[holder.Index] = Again(free, Size(holder));
                    live.Add(holder);
                }
            }
        }
    }

    private long Again(List<(long Size, long Place)> free, long size)
    {
        int index = free.FindLastIndex(part => part.Size == size);
        if (index < 0) return Take(size);
        long place = free[index].Place;
        free.RemoveAt(index);
        return place;
    }

    private void TakeGradients(long[] gradients, int shards)
    {
        foreach (ProgramMatrix holder in _program.Matrices)
        {
            if (!holder.NeedsGradient || holder.GradientHolder != holder) continue;
            _passingGradient[holder.Index] = _program.PassingGradients.Contains(holder);
            gradients[holder.Index] = Take(_passingGradient[holder.Index] ? (long)shards * ShardBounds.Block * holder.Padded : (long)_view.Rows[holder.Space] * holder.Padded);
        }
    }
}
