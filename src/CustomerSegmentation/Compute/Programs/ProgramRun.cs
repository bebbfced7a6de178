using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>A program bound to a view, with its memory: computes outputs, and gradients where it is made to train.</summary>
/// <remarks>Used from one thread at a time; the view and the parameters stay the caller's.</remarks>
internal sealed unsafe class ProgramRun : IDisposable
{
    private readonly WorkerTeam? _team;
    private readonly ProgramMemory _memory;
    private readonly int[][] _even;
    private readonly TensorBuffer? _shardGradients, _gradients;
    private readonly int _shards;

    /// <summary>Binds and computes what is computed once.</summary>
    /// <param name="program">The program.</param>
    /// <param name="view">What it is run over.</param>
    /// <param name="parameters">The flat parameters, the caller's.</param>
    /// <param name="trains">Whether gradients are wanted; without, values are kept only as long as they are read.</param>
    /// <param name="team">The threads, or null for the caller's alone.</param>
    /// <param name="seed">The seed of dropout.</param>
    public ProgramRun(GraphProgram program, ProgramView view, float* parameters, bool trains, WorkerTeam? team = null, ulong seed = 0)
    {
        (Program, View, Trains, _team, Seed) = (program, view, trains, team, seed);
        Parameters = parameters;
        _even = [.. view.Rows.Select(ShardBounds.Even)];
        _shards = Shards();
        _memory = new(program, view, trains, _shards);
        try
        {
            if (trains) (_shardGradients, _gradients) = (new(_shards * program.Parameters.SharedLength), new(program.Parameters.Length));
            foreach (ProgramStage stage in program.Once) Run(stage);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The bytes that a run would hold, none of which are taken.</summary>
    /// <param name="program">The program.</param>
    /// <param name="rows">The rows of each space.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    public static long Measure(GraphProgram program, int[] rows, bool trains)
    {
        int shards = program.Once.Concat(program.Forward).Concat(trains ? program.Backward : []).Max(stage => ShardBounds.Count(rows[stage.Space]));
        using ProgramMemory memory = new(program, new() { Rows = rows, Matrices = [], Inputs = [], TableRows = new int[]?[rows.Length] }, trains, shards, measures: true);
        return memory.Bytes + (trains ? sizeof(float) * ((long)shards * program.Parameters.SharedLength + program.Parameters.Length) : 0);
    }

    public GraphProgram Program { get; }

    public ProgramView View { get; }

    /// <summary>The flat parameters.</summary>
    public float* Parameters { get; }

    /// <summary>The sum of the gradients, flat as the parameters.</summary>
    public float* Gradients => _gradients!.Pointer;

    /// <summary>Whether it computes gradients.</summary>
    public bool Trains { get; }

    /// <summary>Whether random draws fall: between <see cref="Forward"/> with training and the next.</summary>
    public bool Training { get; private set; }

    public ulong Seed { get; }

    /// <summary>The number of the step.</summary>
    public long Step { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes => _memory.Bytes + 4L * ((_shardGradients?.Length ?? 0) + (_gradients?.Length ?? 0));

    /// <summary>Computes the outputs.</summary>
    public void Forward(bool training = false, long step = 0)
    {
        (Training, Step) = (training, step);
        foreach (ProgramOperation operation in Program.Operations) operation.Begin(this);
        foreach (ProgramStage stage in Program.Forward) Run(stage);
    }

    /// <summary>Computes <see cref="Gradients"/> from the gradients of the outputs, which the caller has written.</summary>
    public void Backward()
    {
        _shardGradients!.Clear();
        _gradients!.Clear();
        foreach (ProgramOperation operation in Program.Operations) if (operation.Output.NeedsGradient) operation.BeginBackward(this);
        foreach (ProgramStage stage in Program.Backward)
        {
            foreach (ProgramOperation operation in stage.Operations) operation.PrepareBackward(this);
            ForBlocks(Reached(stage) ?? stage.Operations[0].BackwardBounds(this), (shard, first, rows) =>
            {
                foreach (ProgramOperation operation in stage.Operations) operation.Backward(this, shard, first, rows);
            });
        }
        SumShards();
        foreach (ProgramOperation operation in Program.Operations) operation.Finish(this);
    }

    /// <summary>The values of a row, for row-local reading and writing.</summary>
    public float* Value(ProgramMatrix matrix, int shard, int row) => _memory.Value(matrix, shard, row);

    /// <summary>The values of all rows.</summary>
    public float* Values(ProgramMatrix matrix) => _memory.Value(matrix, 0, 0);

    /// <summary>The gradient of a row, for row-local reading and writing.</summary>
    public float* Gradient(ProgramMatrix matrix, int shard, int row) => _memory.Gradient(matrix, shard, row);

    /// <summary>The gradients of all rows.</summary>
    public float* GradientsOf(ProgramMatrix matrix) => _memory.Gradient(matrix, 0, 0);

    /// <summary>What an operation keeps for this run.</summary>
    public float* State(ProgramOperation operation) => _memory.State(operation);

    /// <summary>What an operation keeps for a row.</summary>
    public float* RowState(ProgramOperation operation, int row) => _memory.State(operation) + operation.StateLength + (long)row * operation.StatePerRow;

    /// <summary>A shard's own sum of the gradients of shared parameters, flat as the parameters.</summary>
    public float* ShardGradients(int shard) => _shardGradients!.Pointer + (long)shard * Program.Parameters.SharedLength;

    /// <summary>Shards of as many rows each.</summary>
    public int[] Even(int space) => _even[space];

    public int Rows(int space) => View.Rows[space];

    /// <summary>The dropout of an operation in this pass.</summary>
    public DropoutDraw Dropout(ProgramOperation operation, double rate) => Training ? DropoutDraw.For(rate, Seed, Step, operation.Index) : DropoutDraw.None;

    /// <summary>The edges an operation leaves out in this pass.</summary>
    public EdgeDraw Edges(ProgramOperation operation, double rate) => Training ? EdgeDraw.For(rate, Seed, Step, operation.Index) : EdgeDraw.None;

    /// <summary>Runs work over blocks of rows, shard by shard.</summary>
    public void ForBlocks(int[] bounds, Action<int, int, int> work)
    {
        void Shard(int shard)
        {
            for (int first = bounds[shard]; first < bounds[shard + 1]; first += ShardBounds.Block)
                work(shard, first, Math.Min(ShardBounds.Block, bounds[shard + 1] - first));
        }
        if (_team is null)
            for (int shard = 0; shard < bounds.Length - 1; shard++) Shard(shard);
        else _team.Run(bounds.Length - 1, Shard);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _shardGradients?.Dispose();
        _gradients?.Dispose();
    }

    // A part around a few customers is one shard.
    private int Shards()
    {
        if (View.Reach is not null && !Trains) return 1;
        IEnumerable<int> shards = Program.Forward.Concat(Program.Once).Select(stage => stage.Operations[0].Bounds(this).Length - 1);
        if (Trains) shards = shards.Concat(Program.Backward.Select(stage => stage.Operations[0].BackwardBounds(this).Length - 1));
        return shards.Max();
    }

    private void Run(ProgramStage stage)
    {
        foreach (ProgramOperation operation in stage.Operations) operation.Prepare(this);
        ForBlocks(Reached(stage) ?? stage.Operations[0].Bounds(this), (shard, first, rows) =>
        {
            foreach (ProgramOperation operation in stage.Operations) operation.Forward(this, shard, first, rows);
        });
    }

    // The rows that matter, where not all do. On the way back the others keep the zeros their gradients start with.
    private int[]? Reached(ProgramStage stage)
    {
        if (View.Reach is null) return null;
        int rows = View.RowsOf(stage);
        return Trains ? ShardBounds.Even(rows) : [0, rows];
    }

    private void SumShards()
    {
        const int Slice = 8192;
        int length = Program.Parameters.SharedLength, slices = (length + Slice - 1) / Slice;
        void Sum(int slice)
        {
            int from = slice * Slice, count = Math.Min(Slice, length - from);
            float* sum = Gradients + from;
            for (int shard = 0; shard < _shards; shard++)
            {
                float* part = ShardGradients(shard) + from;
                for (int i = 0; i < count; i += 16) (Vector512.Load(sum + i) + Vector512.Load(part + i)).Store(sum + i);
            }
        }
        if (_team is null)
            for (int slice = 0; slice < slices; slice++) Sum(slice);
        else _team.Run(slices, Sum);
    }
}
