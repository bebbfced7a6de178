namespace CustomerSegmentation;

/// <summary>
/// The program of a network over a graph. The same shape and options give the same program, so a model file keeps the parameters alone.
/// </summary>
internal sealed partial class GcnNetwork
{
    private const int IdentityDimensions = 32;

    private readonly ProgramBuilder _program = new();
    private readonly List<GcnSlot> _slots = [];
    private readonly GcnShape _shape;
    private readonly GcnOptions _options;
    private readonly IReadOnlyList<GcnChannel> _channels;
    private ProgramMatrix? _hidden;

    /// <param name="shape">What it is for.</param>
    /// <param name="options">What it is.</param>
    /// <param name="keepsHidden">Whether the last hidden states are an output too, for reading embeddings.</param>
    public GcnNetwork(GcnShape shape, GcnOptions options, bool keepsHidden = false)
    {
        (_shape, _options, _channels) = (shape, options, GcnChannel.Of(shape.Relations));
        ProgramMatrix?[] states = Inputs();
        Output = options.Layer switch
        {
            GraphLayer.Sgc => Sgc(states),
            GraphLayer.Sign => Sign(states),
            GraphLayer.Appnp => Appnp(states),
            GraphLayer.Gcnii => Gcnii(states),
            GraphLayer.LightGcn => LightGcn(states),
            _ => options.Residual ? Blocks(states) : Stack(states),
        };
        Hidden = _hidden ?? Output;
        Program = keepsHidden && Hidden != Output ? _program.Build(Output, Hidden) : _program.Build(Output);
    }

    public GraphProgram Program { get; }

    /// <summary>The scores <c>[customers, outputs]</c>.</summary>
    public ProgramMatrix Output { get; }

    /// <summary>The last hidden states <c>[customers, hidden]</c>.</summary>
    public ProgramMatrix Hidden { get; }

    /// <summary>The sparse matrices in the order of their slots.</summary>
    public IReadOnlyList<GcnSlot> Slots => _slots;

    /// <summary>The spaces whose features are inputs, in the order of the inputs.</summary>
    public List<int> InputSpaces { get; } = [];

    /// <summary>How many steps away a row can matter to another one.</summary>
    public int Depth { get; private set; }

    /// <summary>The parameter that holds the learned rows of a space.</summary>
    public static string TableName(int space) => $"space{space}.table";

    /// <summary>Whether, in training too, rows hear their neighbours alone: no means over all rows as in batch norms, and no attention.</summary>
    public bool HearsNeighboursOnly => _options.Normalization != Normalization.Batch && _options.Relations != RelationJoin.Attention && _options.Layer != GraphLayer.Gat;

    private float FirstPenalty => _options.Layer == GraphLayer.Gcnii ? 0.05f : 1;

    private float LaterPenalty => _options.PenalizeFirstLayerOnly ? 0 : _options.Layer == GraphLayer.Gcnii ? 0.05f : 1;

    private int Slot(GcnChannel channel, EdgeForm form)
    {
        GcnSlot slot = new(channel.Relation, channel.ToUsers, form);
        int index = _slots.IndexOf(slot);
        if (index >= 0) return index;
        _slots.Add(slot);
        return _slots.Count - 1;
    }

    // The first state of each space: its features, a learned row, or both; null where it has neither.
    private ProgramMatrix?[] Inputs()
    {
        ProgramMatrix?[] states = new ProgramMatrix?[_shape.Features.Count];
        for (int space = 0; space < states.Length; space++)
        {
            ProgramMatrix? features = null;
            if (_shape.Features[space] > 0)
            {
                InputSpaces.Add(space);
                features = _program.Drop(_program.Input(space, _shape.Features[space]), _options.InputDropout);
            }
            int learned = space > 0 ? _options.ItemDimensions : features is null ? Math.Max(_options.CustomerDimensions, IdentityDimensions) : _options.CustomerDimensions;
            if (learned == 0)
            {
                states[space] = features;
                continue;
            }
            ProgramMatrix table = _program.Drop(_program.Table(TableName(space), space, _shape.TableRows[space], learned), _options.InputDropout);
            states[space] = features is null ? table
                : _program.Sum([_program.Dense($"space{space}.features", [features], learned, penalty: FirstPenalty), table]);
        }
        return states;
    }

    private ProgramMatrix Head(string name, params ProgramMatrix[] inputs) => _program.Dense(name, inputs, _shape.Outputs, penalty: LaterPenalty);

    // One step along all relations that lead from customers to customers, items being passed through; their mean.
    private ProgramMatrix Hop(ProgramMatrix state, float scale, ProgramMatrix? residual, float residualScale)
    {
        ProgramMatrix? sum = null;
        GcnChannel[] ways = [.. _channels.Where(channel => channel.To == 0)];
        if (ways.Length == 0) return residual is null ? state : _program.Sum([state, residual], [scale, residualScale]);
        foreach (GcnChannel way in ways)
        {
            ProgramMatrix source = way.From == 0 ? state
                : _program.Propagate(Slot(_channels.Single(channel => channel.Relation == way.Relation && !channel.ToUsers), EdgeForm.Symmetric), way.From, state, edgeDropout: _options.EdgeDropout);
            ProgramMatrix? before = sum ?? residual;
            sum = _program.Propagate(Slot(way, way.From == 0 ? EdgeForm.SymmetricLoops : EdgeForm.Symmetric), 0, source, scale / ways.Length,
                before, sum is null ? residualScale : 1, _options.EdgeDropout);
        }
        Depth += ways.Any(way => way.From > 0) ? 2 : 1;
        return sum!;
    }
}
