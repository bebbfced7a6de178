namespace CustomerSegmentation;

// Networks of convolutions, one after the other.
internal sealed partial class GcnNetwork
{
    private ProgramMatrix Activated(ProgramMatrix x) => _program.Activate(x, _options.Activation, _options.Dropout);

    private ProgramMatrix Normalized(string name, ProgramMatrix x) => _options.Normalization switch
    {
        Normalization.Layer => _program.LayerNorm(name, x),
        Normalization.Batch => _program.BatchNorm(name, x),
        _ => x,
    };

    // As in the textbook: convolution, activation, dropout; the last convolution gives the scores.
    private ProgramMatrix Stack(ProgramMatrix?[] states)
    {
        bool head = _options.Jumping != JumpingKnowledge.Last;
        // Shared bases want states of one width.
        if (_options.Relations == RelationJoin.Basis && states.OfType<ProgramMatrix>().Select(state => state.Columns).Distinct().Count() > 1) states = Mapped(states);
        List<ProgramMatrix> layers = [];
        for (int layer = 1; layer <= _options.Layers; layer++)
        {
            bool last = layer == _options.Layers;
            if (last && !head)
            {
                _hidden = states[0];
                Depth++;
                return Convolve($"layer{layer}", 0, states, _shape.Outputs, layer);
            }
            states = Layer(layer, last, states, (name, x) => Activated(Normalized(name, x)));
            layers.Add(states[0]!);
        }
        _hidden = layers[^1];
        return Jump(layers);
    }

    // Linear map in, blocks that add to what was before them, normalisation, linear map out.
    private ProgramMatrix Blocks(ProgramMatrix?[] states)
    {
        ProgramMatrix?[] stream = Mapped(states);
        List<ProgramMatrix> layers = [];
        for (int layer = 1; layer <= _options.Layers; layer++)
        {
            ProgramMatrix?[] normal = [.. stream.Select((x, space) => x is null ? null : Apart($"layer{layer}.space{space}.norm", x))];
            ProgramMatrix?[] added = Layer(layer, layer == _options.Layers, normal, (_, x) => Activated(x));
            for (int space = 0; space < stream.Length; space++)
                stream[space] = added[space] is not { } more ? null : stream[space] is { } before ? _program.Sum([before, more]) : more;
            layers.Add(stream[0]!);
        }
        if (_options.Jumping != JumpingKnowledge.Last)
        {
            _hidden = layers[^1];
            return Jump(layers);
        }
        _hidden = Apart("norm", layers[^1]);
        return Head("head", _hidden);
    }

    private ProgramMatrix?[] Mapped(ProgramMatrix?[] states) =>
        [.. states.Select((state, space) => state is null ? null : _program.Dense($"space{space}.in", [state], _options.Hidden, penalty: FirstPenalty))];

    // A norm works in place, so that what others read too is copied first.
    private ProgramMatrix Apart(string name, ProgramMatrix x) => _options.Normalization == Normalization.None ? x : Normalized(name, _program.Sum([x], [1]));

    private ProgramMatrix Jump(List<ProgramMatrix> layers) =>
        _options.Jumping == JumpingKnowledge.Maximum ? Head("head", _program.MaxOf([.. layers])) : Head("head", [.. layers]);

    private ProgramMatrix?[] Layer(int layer, bool last, ProgramMatrix?[] states, Func<string, ProgramMatrix, ProgramMatrix> after)
    {
        ProgramMatrix?[] next = new ProgramMatrix?[states.Length];
        for (int space = 0; space < states.Length; space++)
        {
            if (space > 0 && (last || !_channels.Any(channel => channel.To == space))) continue; // items matter only where another layer follows
            string name = space == 0 ? $"layer{layer}" : $"layer{layer}.space{space}";
            next[space] = after($"{name}.norm", Convolve(name, space, states, _options.Hidden, layer));
        }
        Depth++;
        return next;
    }

    // What a space's rows hear, over all relations that lead to it.
    private ProgramMatrix Convolve(string name, int space, ProgramMatrix?[] states, int columns, int layer)
    {
        GcnChannel[] ways = [.. _channels.Where(channel => channel.To == space && states[channel.From] is not null)];
        float penalty = layer == 1 ? FirstPenalty : LaterPenalty;
        ProgramMatrix? self = states[space] is { } own && (ways.Length == 0 || Adds || ways.All(way => way.From != space)) ? own : null;
        if (_options.Layer == GraphLayer.Gat && ways.Length > 0) return Attention(name, ways, states, self, columns, penalty);
        if (ways.Length > 1 && _options.Relations is RelationJoin.Attention or RelationJoin.Concatenation)
        {
            ProgramMatrix[] each = [.. ways.Select(way => _program.Dense($"{name}.{way.Name}", self is null ? [Heard(way, states)] : [self, Heard(way, states)], columns, penalty: penalty))];
            return Join(name, each, columns, penalty);
        }
        // Rows are mapped first where that makes them shorter, except where the first propagation is computed once.
        bool shrinks = !Maximum && _options.Relations == RelationJoin.Sum && (layer > 1 || _options.InputDropout > 0)
            && ways.All(way => MatrixProduct.Padded(columns) < states[way.From]!.Padded) && ways.Length > 0;
        ProgramMatrix[] inputs = shrinks ? [] : [.. self is null ? [] : new[] { self }, .. ways.Select(way => Heard(way, states))];
        if (!shrinks) return _options.Relations == RelationJoin.Basis && inputs.Length > 1
            ? _program.DenseBasis(name, inputs, columns, _options.Bases)
            : _program.Dense(name, inputs, columns, penalty: penalty);
        ProgramMatrix? sum = self is null ? null : _program.Dense($"{name}.self", [self], columns, penalty: penalty, bias: false);
        foreach (GcnChannel way in ways)
            sum = _program.Propagate(Slot(way, Form(way)), space, _program.Dense($"{name}.{way.Name}", [states[way.From]!], columns, penalty: penalty, bias: false), 1, sum, 1, _options.EdgeDropout);
        return _program.Bias($"{name}.bias", sum!);
    }

    private bool Adds => _options.Layer is GraphLayer.Sage or GraphLayer.SageMax;

    private bool Maximum => _options.Layer is GraphLayer.SageMax or GraphLayer.Max;

    private EdgeForm Form(GcnChannel way) => (_options.Layer, way.To == way.From && !Adds) switch
    {
        (GraphLayer.Gcn, true) => EdgeForm.SymmetricLoops,
        (GraphLayer.Gcn, false) => EdgeForm.Symmetric,
        (GraphLayer.Mean, true) => EdgeForm.MeanLoops,
        (GraphLayer.Mean or GraphLayer.Sage, _) => EdgeForm.Mean,
        (_, true) => EdgeForm.SumLoops,
        _ => EdgeForm.Sum,
    };

    private ProgramMatrix Heard(GcnChannel way, ProgramMatrix?[] states) => Maximum
        ? _program.MaxNeighbours(Slot(way, Form(way)), way.To, states[way.From]!, _options.EdgeDropout)
        : _program.Propagate(Slot(way, Form(way)), way.To, states[way.From]!, edgeDropout: _options.EdgeDropout);

    private ProgramMatrix Attention(string name, GcnChannel[] ways, ProgramMatrix?[] states, ProgramMatrix? self, int columns, float penalty)
    {
        // Hidden units are shared by the heads; the scores have one head.
        bool scores = columns != _options.Hidden;
        int heads = scores ? 1 : _options.Heads;
        List<ProgramMatrix> each = [];
        foreach (GcnChannel way in ways)
        {
            string relation = $"{name}.{way.Name}";
            ProgramMatrix source = _program.Dense($"{relation}.source", [states[way.From]!], columns, penalty: penalty);
            // Items without a state of their own ask with the mean of those that lead to them.
            ProgramMatrix target = _program.Dense($"{relation}.target", [states[way.To] ?? _program.Propagate(Slot(way, EdgeForm.Mean), way.To, states[way.From]!)], columns, penalty: penalty);
            each.Add(_program.Attend(relation, Slot(way, way.To == way.From ? EdgeForm.SumLoops : EdgeForm.Sum), way.To, source, target, heads, _options.AttentionDropout));
        }
        if (self is not null) each.Add(_program.Dense($"{name}.self", [self], columns, penalty: penalty, bias: false));
        return _program.Bias($"{name}.bias", Join(name, [.. each], columns, penalty));
    }

    private ProgramMatrix Join(string name, ProgramMatrix[] each, int columns, float penalty) =>
        each.Length == 1 ? each[0] : _options.Relations switch
        {
            RelationJoin.Attention => _program.JoinByAttention(name, each),
            RelationJoin.Concatenation => _program.Dense($"{name}.join", each, columns, penalty: penalty),
            _ => _program.Sum(each),
        };
}
