using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CustomerSegmentation.Benchmarks;

/// <summary>What a TorchSharp user writes: modules, autograd, Adam, a dispose scope a step. The baseline.</summary>
internal sealed class PlainTorchMlp : IDisposable
{
    private readonly Module<Tensor, Tensor> _model;
    private readonly optim.Optimizer _adam;
    private readonly Tensor _x, _y;
    private readonly int _rows;

    public PlainTorchMlp(float[] x, int[] y, int inputs, int outputs)
    {
        _rows = y.Length;
        _model = Sequential(
            Linear(inputs, 128), ReLU(), Dropout(0.5),
            Linear(128, 64), ReLU(), Dropout(0.5),
            Linear(64, 32), ReLU(), Dropout(0.5),
            Linear(32, outputs));
        _adam = optim.Adam(_model.parameters(), 0.001);
        _x = tensor(x, [_rows, inputs]);
        _y = tensor(y.Select(label => (long)label).ToArray());
    }

    public double Epoch(int batchSize)
    {
        double sum = 0;
        using Tensor order = randperm(_rows);
        _model.train();
        for (int offset = 0; offset < _rows; offset += batchSize)
        {
            using IDisposable scope = NewDisposeScope();
            Tensor rows = order.slice(0, offset, Math.Min(_rows, offset + batchSize), 1);
            Tensor loss = functional.cross_entropy(_model.forward(_x.index_select(0, rows)), _y.index_select(0, rows));
            _adam.zero_grad();
            loss.backward();
            _adam.step();
            sum += loss.item<float>();
        }
        return sum;
    }

    public float[] Probabilities(float[] x, int inputs)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable quiet = no_grad();
        _model.eval();
        return softmax(_model.forward(tensor(x, [x.Length / inputs, inputs])), 1).data<float>().ToArray();
    }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _adam.Dispose();
        _model.Dispose();
    }
}
