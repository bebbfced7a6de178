namespace CustomerSegmentation;

/// <summary>The flat parameters and state of a multilayer perceptron, in Torch's memory.</summary>
internal sealed unsafe class MlpNetwork : IDisposable
{
    private readonly TensorBuffer _parameters, _state;

    public MlpNetwork(MlpShape shape)
    {
        Layout = new(shape);
        (_parameters, _state) = (new(Layout.ParameterCount), new(Layout.StateCount));
        foreach (MlpLayer layer in Layout.Layers)
        {
            if (layer.Gamma >= 0) _parameters.Span.Slice(layer.Gamma, layer.Out).Fill(1);
            if (layer.State >= 0) _state.Span.Slice(layer.State + layer.Padded, layer.Padded).Fill(1);
        }
    }

    public MlpLayout Layout { get; }

    public float* Parameters => _parameters.Pointer;

    public float* State => _state.Pointer;

    public Span<float> ParameterSpan => _parameters.Span;

    public Span<float> StateSpan => _state.Span[..Layout.StateCount];

    /// <summary>The number of parameters, padding left out.</summary>
    public int ParameterCount => Layout.Layers.Sum(layer => layer.In * layer.Out + layer.Out * (layer.Gamma < 0 ? 1 : 3));

    /// <summary>Draws the weights; biases start at zero.</summary>
    public void Initialize(Initialization initialization, ulong seed)
    {
        for (int l = 0; l < Layout.Layers.Length; l++)
        {
            MlpLayer layer = Layout.Layers[l];
            RandomSource random = RandomSource.For(seed, "weights", (ulong)l);
            double scale = initialization switch
            {
                Initialization.He => Math.Sqrt(2.0 / layer.In),
                Initialization.Xavier => Math.Sqrt(6.0 / (layer.In + layer.Out)),
                _ => 1 / Math.Sqrt(layer.In),
            };
            for (int i = 0; i < layer.In; i++)
                for (int j = 0; j < layer.Out; j++)
                    ParameterSpan[layer.Weight + i * layer.Padded + j] =
                        (float)(scale * (initialization == Initialization.He ? random.NextNormal() : 2 * random.NextDouble() - 1));
        }
    }

    /// <summary>Probabilities <c>[n, labels]</c> of rows x <c>[n, inputs]</c>; large n is shared by the team's threads.</summary>
    public void Probabilities(float[] x, int rows, float[] probabilities, WorkerTeam? team = null)
    {
        int outputs = Layout.Shape.Outputs, labels = Layout.Shape.Labels;
        void Share(int share, int shares)
        {
            fixed (float* input = x, target = probabilities)
            {
                float* result = target;
                MlpInference.Forward(Layout, Parameters, State, input, (int)((long)rows * share / shares), (int)((long)rows * (share + 1) / shares),
                    (row, scores) => MlpLoss.Probabilities(scores, outputs, result + (long)row * labels));
            }
        }
        if (team is null) Share(0, 1);
        else team.Run(team.Threads, share => Share(share, team.Threads));
    }

    /// <summary>The mean loss of these rows, weighted, summed in blocks of fixed size.</summary>
    public double Loss(TrainingRows data, LossFunction loss, double smoothing, WorkerTeam team)
    {
        const int Rows = 1024;
        int outputs = Layout.Shape.Outputs, blocks = (data.Count + Rows - 1) / Rows;
        double[] losses = new double[blocks], weights = new double[blocks];
        team.Run(blocks, block =>
        {
            fixed (float* input = data.Features)
                MlpInference.Forward(Layout, Parameters, State, input, block * Rows, Math.Min(data.Count, (block + 1) * Rows), (row, scores) =>
                {
                    losses[block] += data.Weights[row] * MlpLoss.LossAndGradient(loss, scores, outputs, data.Labels[row], (float)smoothing, 0);
                    weights[block] += data.Weights[row];
                });
        });
        return losses.Sum() / weights.Sum();
    }

    public void Dispose()
    {
        _parameters.Dispose();
        _state.Dispose();
    }
}
