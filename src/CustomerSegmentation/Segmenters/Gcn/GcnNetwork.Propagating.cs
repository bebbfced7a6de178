namespace CustomerSegmentation;

// Networks that propagate without weights in between.
internal sealed partial class GcnNetwork
{
    private ProgramMatrix Sgc(ProgramMatrix?[] states)
    {
        ProgramMatrix state = states[0]!;
        for (int hop = 0; hop < _options.Hops; hop++) state = Hop(state, 1, null, 0);
        _hidden = state;
        return _program.Dense("head", [state], _shape.Outputs, penalty: FirstPenalty);
    }

    private ProgramMatrix Sign(ProgramMatrix?[] states)
    {
        List<ProgramMatrix> hops = [states[0]!];
        for (int hop = 0; hop < _options.Hops; hop++) hops.Add(Hop(hops[^1], 1, null, 0));
        ProgramMatrix hidden = _program.Dense("layer1", [.. hops], _options.Hidden, penalty: FirstPenalty);
        _hidden = Activated(Normalized("layer1.norm", hidden));
        return Head("head", _hidden);
    }

    private ProgramMatrix Appnp(ProgramMatrix?[] states)
    {
        _hidden = Activated(Normalized("layer1.norm", _program.Dense("layer1", [states[0]!], _options.Hidden, penalty: FirstPenalty)));
        ProgramMatrix answer = Head("head", _hidden), state = answer;
        for (int hop = 0; hop < _options.Hops; hop++) state = Hop(state, (float)(1 - _options.Teleport), answer, (float)_options.Teleport);
        return state;
    }

    private ProgramMatrix Gcnii(ProgramMatrix?[] states)
    {
        ProgramMatrix first = _program.Activate(_program.Dense("in", [states[0]!], _options.Hidden, penalty: FirstPenalty), _options.Activation);
        ProgramMatrix state = _program.Drop(first, _options.Dropout);
        for (int layer = 1; layer <= _options.Layers; layer++)
        {
            ProgramMatrix heard = Hop(state, (float)(1 - _options.Teleport), first, (float)_options.Teleport);
            ProgramMatrix mapped = _program.Dense($"layer{layer}", [heard], _options.Hidden, ParameterStart.UniformOut, _options.PenalizeFirstLayerOnly ? 0 : 1,
                bias: false, mix: (float)Math.Log(_options.Theta / layer + 1));
            state = Activated(Normalized($"layer{layer}.norm", mapped));
        }
        _hidden = state;
        return Head("head", state);
    }

    private ProgramMatrix LightGcn(ProgramMatrix?[] states)
    {
        for (int space = 0; space < states.Length; space++)
            if (states[space] is { } state && state.Columns != _options.Hidden) states[space] = _program.Dense($"space{space}.in", [state], _options.Hidden, penalty: FirstPenalty);
        List<ProgramMatrix> hops = [states[0]!];
        for (int hop = 0; hop < _options.Hops; hop++)
        {
            ProgramMatrix?[] next = new ProgramMatrix?[states.Length];
            foreach (GcnChannel channel in _channels)
                if (states[channel.From] is { } source && (channel.To == 0 || hop < _options.Hops - 1))
                    next[channel.To] = _program.Propagate(Slot(channel, EdgeForm.Symmetric), channel.To, source, 1, next[channel.To], 1, _options.EdgeDropout);
            states = next;
            Depth++;
            if (states[0] is null) break;
            hops.Add(states[0]!);
        }
        _hidden = _program.Sum([.. hops], [.. hops.Select(_ => 1f / hops.Count)]);
        return Head("head", _program.Drop(_hidden, _options.Dropout));
    }
}
