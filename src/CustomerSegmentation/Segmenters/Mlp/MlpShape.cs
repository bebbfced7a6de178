namespace CustomerSegmentation;

/// <summary>The sizes of a multilayer perceptron: <paramref name="Outputs"/> is 1 for two labels (sigmoid), else the number of labels (softmax).</summary>
internal sealed record MlpShape(
    int Inputs, EquatableList<int> Hidden, int Outputs, Activation Activation, Normalization Normalization, double Dropout)
{
    /// <summary>The number of labels.</summary>
    public int Labels => Outputs == 1 ? 2 : Outputs;
}

/// <summary>Where one layer's parameters lie in the flat parameters, −1 where it has none.</summary>
internal sealed record MlpLayer(int In, int Out, int Padded, int Weight, int Bias, int Gamma, int Beta, int State);

/// <summary>
/// Where everything lies in the flat parameters: for each layer W <c>[in, out]</c>, bias, gamma, beta, each row padded with zeros that
/// stay zero; and in the flat state (running mean and variance of batch normalisation).
/// </summary>
internal sealed class MlpLayout
{
    public MlpLayout(MlpShape shape)
    {
        Shape = shape;
        int inputs = shape.Inputs, offset = 0, state = 0;
        MlpLayer Next(int outputs, bool normalise)
        {
            int padded = MatrixProduct.Padded(outputs), weight = offset, bias = weight + inputs * padded, end = bias + padded;
            MlpLayer layer = new(inputs, outputs, padded, weight, bias, normalise ? end : -1, normalise ? end + padded : -1,
                normalise && shape.Normalization == Normalization.Batch ? state : -1);
            offset = normalise ? end + 2 * padded : end;
            if (layer.State >= 0) state += 2 * padded;
            inputs = outputs;
            return layer;
        }
        Layers = [.. shape.Hidden.Select(units => Next(units, shape.Normalization != Normalization.None)), Next(shape.Outputs, false)];
        (ParameterCount, StateCount) = (offset, state);
    }

    public MlpShape Shape { get; }

    /// <summary>The hidden layers, then the output layer.</summary>
    public MlpLayer[] Layers { get; }

    /// <summary>The floats of the flat parameters, padding included.</summary>
    public int ParameterCount { get; }

    /// <summary>The floats of the flat state.</summary>
    public int StateCount { get; }

    /// <summary>The parts of the flat parameters; penalties fall on the weights only.</summary>
    public ParameterSegment[] Segments
    {
        get
        {
            List<ParameterSegment> segments = [];
            foreach (MlpLayer layer in Layers)
            {
                segments.Add(new(layer.Weight, layer.In * layer.Padded, 1));
                segments.Add(new(layer.Bias, layer.Padded * (layer.Gamma < 0 ? 1 : 3), 0));
            }
            return [.. segments];
        }
    }
}
