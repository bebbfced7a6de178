namespace CustomerSegmentation;

/// <summary>
/// One operation of a program, forward and backward. A row-local one reads, for some rows of its output, the same rows of its inputs:
/// such operations follow each other block by block while the rows are in the cache. One that reads other rows waits for all before it.
/// </summary>
/// <remarks>It holds no memory: many runs may use it at once. What it keeps for a run is <see cref="StateLength"/> floats and
/// <see cref="StatePerRow"/> floats a row of its output.</remarks>
internal abstract unsafe class ProgramOperation(ProgramMatrix output, params ProgramMatrix[] inputs)
{
    /// <summary>Its place among the program's operations; also tells its random draws apart.</summary>
    public int Index { get; set; }

    public ProgramMatrix Output { get; } = output;

    public ProgramMatrix[] Inputs { get; } = inputs;

    /// <summary>For each input whether a later operation has already written its gradient, so that this one adds.</summary>
    public bool[] Accumulates { get; } = new bool[inputs.Length];

    public virtual bool RowLocal => true;

    /// <summary>Whether it draws at random in training, so that it cannot be computed once.</summary>
    public virtual bool Random => false;

    /// <summary>Whether it has parameters of its own.</summary>
    public virtual bool HasParameters => false;

    /// <summary>Whether its inputs must be as wide as each other.</summary>
    public virtual bool SameWidth => true;

    /// <summary>The kind of rows that <see cref="Backward"/> goes through.</summary>
    public virtual int BackwardSpace => Output.Space;

    public virtual int StateLength => 0;

    public virtual int StatePerRow => 0;

    /// <summary>Whether only the way back reads what is kept for rows, so that a run that does not train has no memory for it.</summary>
    public virtual bool StateForBackward => false;

    /// <summary>The shards of its rows.</summary>
    public virtual int[] Bounds(ProgramRun run) => run.Even(Output.Space);

    /// <summary>The shards of its rows on the way back.</summary>
    public virtual int[] BackwardBounds(ProgramRun run) => run.Even(BackwardSpace);

    /// <summary>Before anything is computed: what depends on the parameters alone.</summary>
    public virtual void Begin(ProgramRun run) { }

    /// <summary>The same on the way back.</summary>
    public virtual void BeginBackward(ProgramRun run) { }

    /// <summary>After the parameters' gradients were summed over the shards.</summary>
    public virtual void Finish(ProgramRun run) { }

    /// <summary>Before the first block of its stage, all inputs being complete unless it is row-local.</summary>
    public virtual void Prepare(ProgramRun run) { }

    /// <summary>Computes some rows of the output.</summary>
    public abstract void Forward(ProgramRun run, int shard, int first, int rows);

    /// <summary>Before the first block of its stage on the way back, the output's gradient being complete unless it is row-local.</summary>
    public virtual void PrepareBackward(ProgramRun run) { }

    /// <summary>Writes or adds (<see cref="Accumulates"/>) some rows of the inputs' gradients, and adds to the shard's parameter gradients.</summary>
    public abstract void Backward(ProgramRun run, int shard, int first, int rows);
}
