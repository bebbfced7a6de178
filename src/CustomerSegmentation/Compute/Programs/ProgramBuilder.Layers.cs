namespace CustomerSegmentation;

// The verbs for attention, maxima, joined relations, batch normalisation and pooling.
internal sealed partial class ProgramBuilder
{
    /// <summary>The largest value of each column over the entries of a slot's matrix; 0 for a row without entries.</summary>
    public ProgramMatrix MaxNeighbours(int slot, int space, ProgramMatrix x, double edgeDropout = 0) =>
        Add(new LargestNeighbourOperation(Matrix(space, x.Columns), slot, x, edgeDropout));

    /// <summary>
    /// Attention over the entries of a slot's matrix (GATv2, arXiv 2105.14491), self-loops being entries, weights not counting: scores
    /// <c>a·LeakyReLU(T[i] + S[j])</c> with slope 0.2; the heads side by side.
    /// </summary>
    /// <param name="name">The prefix of its parameter <c>attention [heads, columns of a head]</c>.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="space">The rows of the result.</param>
    /// <param name="source">The neighbours' rows, transformed: <c>[·, heads · columns of a head]</c>.</param>
    /// <param name="target">The rows themselves, transformed; as wide.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="attentionDropout">The share of shares that are left out in training.</param>
    public ProgramMatrix Attend(string name, int slot, int space, ProgramMatrix source, ProgramMatrix target, int heads, double attentionDropout)
    {
        HeadLayout layout = new(heads, source.Columns / heads);
        ProgramParameter attention = Parameters.Add($"{name}.attention", heads, layout.Units, ParameterStart.Glorot, 1);
        ProgramMatrix sum = Add(new AttendOperation(Matrix(space, source.Columns), slot, source, target, attention, layout, attentionDropout));
        return Add(new CopyOperation(Matrix(space, source.Columns, gradientOf: sum), sum));
    }

    /// <summary>The mean of heads that lie side by side.</summary>
    public ProgramMatrix MeanHeads(ProgramMatrix x, int heads) => Add(new MeanHeadsOperation(Matrix(x.Space, x.Columns / heads), x, heads));

    /// <summary>Relations joined by attention (HAN, arXiv 1903.07293): their sum weighted by the softmax of mean <c>q·tanh(H·W + b)</c>.</summary>
    public ProgramMatrix JoinByAttention(string name, ProgramMatrix[] relations, int hidden = 64)
    {
        ProgramParameter weight = Parameters.Add($"{name}.weight", relations[0].Columns, hidden, ParameterStart.Glorot, 1), bias = Parameters.Add($"{name}.bias", 1, hidden, ParameterStart.Zero, 0);
        ProgramParameter query = Parameters.Add($"{name}.query", 1, hidden, ParameterStart.Glorot, 1), kept = Parameters.Add($"{name}.scores", 1, relations.Length, ParameterStart.Zero, 0, learned: false);
        ProgramMatrix[] keys = [.. relations.Select(relation => Activate(Add(new DenseOperation(Matrix(relation.Space, hidden), [relation], [weight], bias)), Activation.Tanh))];
        return Add(new RelationAttentionOperation(Matrix(relations[0].Space, relations[0].Columns), relations, keys, query, kept));
    }

    /// <summary><c>Σᵣ Xᵣ·Wᵣ + b</c> with weights that share bases, <c>Wᵣ = Σ_b c[r, b]·V_b</c> (R-GCN, arXiv 1703.06103).</summary>
    public ProgramMatrix DenseBasis(string name, ProgramMatrix[] inputs, int columns, int bases, bool bias = true)
    {
        ProgramParameter coefficients = Parameters.Add($"{name}.coefficients", inputs.Length, bases, ParameterStart.Glorot, 1);
        ProgramMatrix[] mixed = [.. Enumerable.Range(0, bases).Select(basis => Add(new BasisOperation(Matrix(inputs[0].Space, inputs[0].Columns), inputs, coefficients, basis)))];
        return Dense(name, mixed, columns, bias: bias);
    }

    /// <summary>The largest of the inputs, value by value (jumping knowledge, arXiv 1806.03536).</summary>
    public ProgramMatrix MaxOf(ProgramMatrix[] inputs) => inputs.Length == 1 ? inputs[0] : Add(new LargestOperation(Matrix(inputs[0].Space, inputs[0].Columns), inputs));

    /// <summary>Batch normalisation, with running moments for when it does not train; X may be read by nobody else.</summary>
    public ProgramMatrix BatchNorm(string name, ProgramMatrix x)
    {
        ProgramParameter Row(string part, ParameterStart start, bool learned) => Parameters.Add($"{name}.{part}", 1, x.Columns, start, 0, learned: learned);
        return Add(new BatchNormOperation(Matrix(x.Space, x.Columns, gradientOf: x), x, Row("weight", ParameterStart.One, true), Row("bias", ParameterStart.Zero, true),
            Row("running_mean", ParameterStart.Zero, false), Row("running_var", ParameterStart.One, false)));
    }

    /// <summary>
    /// The members of each group of a slot's matrix, weighted by the softmax of <c>q·tanh(X·W + b)</c> over the group (Li et al., arXiv
    /// 1511.05493); 0 for an empty group.
    /// </summary>
    public ProgramMatrix AttentionPool(string name, int slot, int space, ProgramMatrix x, int hidden)
    {
        ProgramMatrix keys = Activate(Dense(name, [x], hidden), Activation.Tanh);
        return Add(new PoolOperation(Matrix(space, x.Columns), slot, x, Dense($"{name}.query", [keys], 1, bias: false)));
    }
}
