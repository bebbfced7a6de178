namespace CustomerSegmentation;

/// <summary>The network's parameters as named tensors without padding: <c>layer1.weight [in, out]</c>, <c>layer1.bias [out]</c>, norms and running moments.</summary>
internal static class MlpTensors
{
    private const string Variance = ".norm.running_var";

    public static IEnumerable<NamedTensor> Save(MlpNetwork network)
    {
        List<NamedTensor> tensors = [];
        foreach ((string name, MlpLayer layer, int offset, bool state, bool matrix, int rows) in Parts(network.Layout))
        {
            float[] values = new float[rows * layer.Out];
            Span<float> flat = state ? network.StateSpan : network.ParameterSpan;
            for (int row = 0; row < rows; row++) flat.Slice(offset + row * layer.Padded, layer.Out).CopyTo(values.AsSpan(row * layer.Out));
            tensors.Add(new(name, matrix ? [rows, layer.Out] : [layer.Out], values));
        }
        return tensors;
    }

    /// <summary>Reads a network of exactly that shape; nothing is allocated by a size that the file has no data for.</summary>
    public static MlpNetwork Read(TensorSection tensors, MlpShape shape, string source)
    {
        int inputs = shape.Inputs, number = 1;
        foreach (int units in shape.Hidden.Append(shape.Outputs))
        {
            // The shapes are compared with the data before a network of that size is made.
            _ = tensors.Values($"layer{number++}.weight", inputs, units);
            inputs = units;
        }
        MlpNetwork network = new(shape);
        try
        {
            foreach ((string name, MlpLayer layer, int offset, bool state, bool matrix, int rows) in Parts(network.Layout))
            {
                float[] values = matrix ? tensors.Values(name, rows, layer.Out) : tensors.Values(name, layer.Out);
                foreach (float value in values)
                    if (!float.IsFinite(value))
                        throw new SegmentationException($"The {source} holds {Show.Value(value)} in tensor {Show.Value(name)}, expected finite numbers. The file is damaged: save the model again.");
                if (name.EndsWith(Variance, StringComparison.Ordinal) && values.Min() < 0)
                    throw new SegmentationException($"The {source} holds the variance {Show.Value(values.Min())} in tensor {Show.Value(name)}, expected 0 or more. The file is damaged: save the model again.");
                Span<float> flat = state ? network.StateSpan : network.ParameterSpan;
                for (int row = 0; row < rows; row++) values.AsSpan(row * layer.Out, layer.Out).CopyTo(flat[(offset + row * layer.Padded)..]);
            }
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static IEnumerable<(string Name, MlpLayer Layer, int Offset, bool State, bool Matrix, int Rows)> Parts(MlpLayout layout)
    {
        int number = 1;
        foreach (MlpLayer layer in layout.Layers)
        {
            string name = $"layer{number++}";
            yield return ($"{name}.weight", layer, layer.Weight, false, true, layer.In);
            yield return ($"{name}.bias", layer, layer.Bias, false, false, 1);
            if (layer.Gamma < 0) continue;
            yield return ($"{name}.norm.weight", layer, layer.Gamma, false, false, 1);
            yield return ($"{name}.norm.bias", layer, layer.Beta, false, false, 1);
            if (layer.State < 0) continue;
            yield return ($"{name}.norm.running_mean", layer, layer.State, true, false, 1);
            yield return ($"{name}{Variance}", layer, layer.State + layer.Padded, true, false, 1);
        }
    }
}
